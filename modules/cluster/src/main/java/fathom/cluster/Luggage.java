package fathom.cluster;

import fathom.runs.ClassFiles;
import fathom.runs.TrialTask;
import fathom.runs.UserError;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The jars that trials need on other machines: all modules of this program, and this project's own jars on its class path. */
public final class Luggage {

    private Luggage() {}

    /** The jars of this Java machine. */
    public static List<Path> jars() {
        return jars(System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path", ""));
    }

    /**
     * The jars of a module path (its entries are jars, or folders of them) and those of a class path whose names begin with
     * {@code fathom-}. What else the class path holds is the cluster software itself, which the other machines have.
     */
    static List<Path> jars(String modulePath, String classPath) {
        List<Path> jars = new ArrayList<>();
        for (Path entry : entries(modulePath)) {
            if (Files.isDirectory(entry)) {
                addJars(entry, jars);
            } else if (isJar(entry)) {
                jars.add(entry);
            }
        }
        for (Path entry : entries(classPath)) {
            if (isJar(entry) && entry.getFileName().toString().startsWith("fathom-")) {
                jars.add(entry);
            }
        }
        return List.copyOf(jars);
    }

    /** A jar of the classes of users' own files that the tasks need; nothing when they need none. */
    public static Optional<Path> ownClasses(List<? extends TrialTask<?, ?>> tasks) {
        Map<String, byte[]> classes = new TreeMap<>();
        for (TrialTask<?, ?> task : tasks) {
            if (task.configurationType().getClassLoader() instanceof ClassFiles own) {
                classes.putAll(own.classFiles());
            }
        }
        return classes.isEmpty() ? Optional.empty() : Optional.of(jar(classes));
    }

    private static Path jar(Map<String, byte[]> classes) {
        try {
            Path jar = Files.createTempFile("fathom-own-", ".jar");
            jar.toFile().deleteOnExit();
            try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar))) {
                for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                    stream.putNextEntry(new JarEntry(each.getKey().replace('.', '/') + ".class"));
                    stream.write(each.getValue());
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UserError("the experiment's classes cannot be written to a temporary jar: " + e.getMessage(), e);
        }
    }

    private static List<Path> entries(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
    }

    private static void addJars(Path folder, List<Path> jars) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Luggage::isJar).sorted().forEach(jars::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isJar(Path file) {
        return Files.isRegularFile(file) && file.toString().endsWith(".jar");
    }
}
