package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip runs where there is no Java: in an empty environment. */
class PackageTest {

    private static final Path LIB = Path.of("target/lib").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    @TempDir
    private Path folder;

    private String said(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        return text;
    }

    @Test
    void theZipRunsWithoutJava() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(JAVA.resolve("jlink")), "skipped: this Java has no jlink");
        assumeTrue(Files.isDirectory(LIB), "skipped: " + LIB + " is made by './fathom list' or 'mvn package'");
        said(
                System.getenv(),
                JAVA.resolve("java").toString(),
                "--module-path",
                LIB.toString(),
                "-Dfathom.home=" + Path.of("..").toAbsolutePath().normalize(),
                "--module",
                "fathom.experiments/fathom.experiments.cli.Main",
                "package",
                "--output",
                folder.resolve("f.zip").toString());
        unzip(folder.resolve("f.zip"));
        String launcher = folder.resolve("fathom/fathom").toString();
        assertTrue(said(Map.of(), launcher, "doctor").contains("kernels     vector"));
        assertTrue(
                said(Map.of(), launcher, "run", "spectra", "--preset", "smoke").contains("spectra/smoke/report.html"));
        Files.writeString(
                folder.resolve("own.java"),
                Files.readString(Path.of("examples/SphereKernels.java").toAbsolutePath()));
        assertTrue(said(Map.of(), launcher, "explain", "own.java").contains("sphere-kernels"));
    }

    private void unzip(Path zip) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
                Stream<Path> walk = Files.walk(files.getPath("/fathom"))) {
            for (Path path : walk.toList()) {
                Path target = folder.resolve(path.toString().substring(1));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                    Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(path));
                }
            }
        }
    }
}
