package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fathom.simd.file.Npy;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is really full: a file system of one megabyte in memory, seen by one shell alone (Linux's {@code unshare}). What fills it is one
 * sentence and exit code 2, and a run goes on once there is room.
 */
class FullDiskTest {

    /** $1 the disk, $2 a folder elsewhere; every command leaves its exit code and what it said. */
    private static final String SCRIPT = """
            disk=$1; kept=$2; shift 2
            fathom() { name=$1; shift; "$@" >"$kept/$name.out" 2>"$kept/$name.err"; echo $? >"$kept/$name.code"; }
            fill() { dd if=/dev/zero of="$disk/filler" bs=1k count="$1" 2>/dev/null; }
            mount -t tmpfs -o size=1m full "$disk" || exit 99
            fill 1012
            fathom run JAVA run spectra --preset smoke --out "$disk/results"
            rm "$disk/filler"
            fathom again JAVA run spectra --preset smoke --out "$disk/results"
            cp "$disk/results/spectra/smoke/summary.csv" "$kept"
            fill 1024
            fathom report JAVA report "$disk/results/spectra/smoke"
            cp "$disk/results/spectra/smoke/summary.csv" "$kept/after.csv"
            ls -A "$disk/results/spectra/smoke" >"$kept/files.txt"
            fathom kernel JAVA kernel --depth 2 --input "$kept/x.npy" --output "$disk/k.npy"
            JAVA spectrum --dimension 4 --depth 2 >"$disk/spectrum.txt" 2>"$kept/spectrum.err"
            echo $? >"$kept/spectrum.code"
            ls -A "$disk" >"$kept/left.txt"
            """;

    @TempDir
    private Path folder;

    @Test
    void aFullDiskIsOneSentenceAndTheRunGoesOnWithRoom() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/unshare")), "there is no unshare here: a full disk is not tried");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Npy.write(folder.resolve("x.npy"), Tensor.of(DoubleMatrix.of(40, 3, new double[120])));
        Process process = new ProcessBuilder(
                        "unshare", "-rm", "sh", "-c", SCRIPT.replace("JAVA", java()), "sh", disk + "", folder + "")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("shell.txt").toFile())
                .start();
        try {
            int code = process.waitFor();
            assumeTrue(code != 99 && code != 1, () -> "no file system can be mounted here: " + read("shell.txt"));
            assertEquals(0, code, () -> read("shell.txt"));
        } finally {
            process.destroyForcibly().waitFor();
        }
        for (String command : List.of("run", "report", "kernel", "spectrum")) {
            assertEquals("2", read(command + ".code"), command);
            List<String> said = read(command + ".err")
                    .lines()
                    .filter(line -> line.startsWith("fathom: "))
                    .toList();
            assertEquals(1, said.size(), () -> read(command + ".err"));
            assertTrue(said.getFirst().endsWith(": No space left on device"), said.getFirst());
            assertTrue(!read(command + ".err").contains("Exception"), () -> read(command + ".err"));
        }
        assertEquals("0", read("again.code"), () -> read("again.err"));
        assertEquals(
                List.of("filler", "results", "spectrum.txt"),
                read("left.txt").lines().toList());

        // What could not be replaced is as it was, and nothing unfinished lies beside it.
        assertEquals(read("summary.csv"), read("after.csv"));
        assertEquals(
                List.of(
                        ".lock",
                        "config.json",
                        "environment.json",
                        "figures",
                        "ledger.jsonl",
                        "report.html",
                        "summary.csv"),
                read("files.txt").lines().sorted().toList());

        Path whole = folder.resolve("whole");
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
        assertEquals(0, Main.run(nowhere, nowhere, "run", "spectra", "--preset", "smoke", "--out", whole + ""));
        assertEquals(
                Files.readString(whole.resolve("spectra/smoke/summary.csv")).strip(), read("summary.csv"));
    }

    /** This build's command line, quoted for the shell. */
    private static String java() {
        String path = String.join(
                File.pathSeparator,
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""),
                Path.of("target", "classes").toAbsolutePath().toString());
        return Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        path,
                        Main.class.getName())
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name)).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
