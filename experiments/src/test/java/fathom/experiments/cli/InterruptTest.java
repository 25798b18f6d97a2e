package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the middle of a run: exit code 130, a sentence that says how to go on, and the same command ends the run. */
class InterruptTest {

    private static final List<String> ARGUMENTS = List.of(
            "run",
            "local-global",
            "--preset",
            "smoke",
            "--name",
            "smoke",
            "--jobs",
            "1",
            "depths=1",
            "rates=0.3",
            "epochs=1",
            "seeds=1..16");

    @TempDir
    private Path folder;

    @Test
    void anInterruptedRunEndsWith130AndIsContinued() throws IOException, InterruptedException {
        assumeTrue(File.separatorChar == '/', "interrupts are sent by the command kill");
        assumeFalse(
                ignored(), "this build ignores interrupts, as jobs in the background do, and so would what it starts");
        Path stopped = folder.resolve("stopped");
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command(stopped))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            while (process.isAlive() && finished(stopped) < 3) {
                Thread.sleep(5);
            }
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertEquals(130, process.waitFor(), () -> read(said));
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertTrue(read(said).contains("the same command goes on from there"), () -> read(said));
        Path report = stopped.resolve("local-global/smoke/report.html");
        assertTrue(Files.notExists(report), "a report of an unfinished run");

        assertEquals(0, here(stopped));
        Path whole = folder.resolve("whole");
        assertEquals(0, here(whole));
        assertEquals(
                read(whole.resolve("local-global/smoke/summary.csv")),
                read(stopped.resolve("local-global/smoke/summary.csv")));
        assertTrue(Files.exists(report));
    }

    /** Whether interrupts are ignored here: bit 1 of the mask that Linux shows; programs inherit it. */
    private static boolean ignored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.notExists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(
                                        line.substring(line.indexOf(':') + 1).strip(), 16)
                                & 2)
                        != 0);
    }

    private static int here(Path results) {
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
        return Main.run(nowhere, nowhere, arguments(results).toArray(String[]::new));
    }

    private static List<String> arguments(Path results) {
        return Stream.concat(ARGUMENTS.stream(), Stream.of("--out", results.toString()))
                .toList();
    }

    private static List<String> command(Path results) {
        String path = String.join(
                File.pathSeparator,
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""),
                Path.of("target", "classes").toAbsolutePath().toString());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                path,
                Main.class.getName()));
        command.addAll(arguments(results));
        return command;
    }

    private static long finished(Path results) throws IOException {
        Path ledger = results.resolve("local-global/smoke/ledger.jsonl");
        return Files.exists(ledger) ? Files.readString(ledger).lines().count() : 0;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
