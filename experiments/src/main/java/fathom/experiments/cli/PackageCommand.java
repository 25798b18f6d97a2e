package fathom.experiments.cli;

import fathom.runs.Bytes;
import fathom.runs.Reason;
import fathom.runs.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program with a Java of its own in one zip, for machines without a JDK. */
@Command(
        name = "package",
        description = "Make a zip that runs on this kind of machine without a JDK or Maven.",
        footer = {
            "",
            "Example: fathom package --output fathom.zip; then, elsewhere: unzip fathom.zip; fathom/fathom list"
        })
final class PackageCommand implements Runnable {

    /** What the program loads by name beside what its modules require: vectors, the compiler of users' files, zip file systems. */
    private static final List<String> BY_NAME =
            List.of("jdk.incubator.vector", "jdk.compiler", "jdk.zipfs", "jdk.unsupported", "jdk.localedata");

    @Option(
            names = "--output",
            paramLabel = "FILE.zip",
            defaultValue = "fathom.zip",
            description = "The zip (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Spec
    private CommandSpec spec;

    PackageCommand() {}

    @Override
    public void run() {
        ArrayFiles.checkOutput(output, ".zip");
        Path java = Path.of(System.getProperty("java.home"));
        Path linker = java.resolve("bin/jlink");
        String modules = System.getProperty("jdk.module.path", "");
        Path launcher = Path.of(System.getProperty("fathom.home", ""), "fathom");
        if (!Files.isExecutable(linker) || modules.isEmpty() || !Files.isRegularFile(launcher)) {
            throw new UserError(
                    "there is no jlink in " + java + ": start ./fathom by a whole JDK 25 (FATHOM_JAVA_HOME)");
        }
        try {
            Path work = Files.createTempDirectory("fathom-package-");
            try {
                link(linker, work.resolve("runtime"));
                Files.deleteIfExists(output);
                zip(launcher, work.resolve("runtime"), Path.of(modules));
            } finally {
                delete(work);
            }
            spec.commandLine()
                    .getOut()
                    .println(output.toAbsolutePath().normalize() + ", " + Bytes.words(Files.size(output)));
        } catch (IOException e) {
            throw new UserError(output + " cannot be made: " + Reason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while the runtime was being linked", e);
        }
    }

    /** The modules of this very program that the JDK brought, linked. */
    private static void link(Path linker, Path image) throws IOException, InterruptedException {
        TreeSet<String> names = new TreeSet<>(BY_NAME);
        ModuleLayer.boot().configuration().modules().stream()
                .filter(module -> module.reference()
                        .location()
                        .map(URI::getScheme)
                        .filter("jrt"::equals)
                        .isPresent())
                .forEach(module -> names.add(module.name()));
        // The linker is bound as a service, and can link itself from packaged modules only.
        names.removeAll(List.of("jdk.jlink", "jdk.jpackage"));
        Process process = new ProcessBuilder(
                        linker.toString(),
                        "--add-modules",
                        String.join(",", names),
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--compress=zip-6",
                        "--output",
                        image.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new UserError("jlink failed: " + said.strip());
        }
    }

    private void zip(Path launcher, Path runtime, Path lib) throws IOException {
        URI zip = URI.create("jar:" + output.toAbsolutePath().toUri());
        try (FileSystem files =
                FileSystems.newFileSystem(zip, Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
            Path root = Files.createDirectories(files.getPath("/fathom"));
            Path script = root.resolve("fathom");
            Files.copy(launcher, script);
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            copy(runtime, root.resolve("runtime"));
            copy(lib, root.resolve("lib"));
        }
    }

    /** Links of the runtime's legal notices become files. */
    private static void copy(Path from, Path to) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(from)) {
            walk.sorted().forEach(paths::add);
        }
        for (Path path : paths) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(path));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
