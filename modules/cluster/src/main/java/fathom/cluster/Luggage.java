package fathom.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
