package fathom.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuggageTest {

    @TempDir
    private Path root;

    private Path file(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    @Test
    void modulesTravelAndOfTheClassPathWhatIsOurs() throws IOException {
        Path guava = file("lib/guava.jar");
        Path runs = file("lib/fathom-runs.jar");
        file("lib/notes.txt");
        Path single = file("single.jar");
        Path cluster = file("path/fathom-cluster.jar");
        Path spark = file("path/spark-core.jar");
        String modulePath = guava.getParent() + File.pathSeparator + single;
        String classPath =
                spark + File.pathSeparator + cluster + File.pathSeparator + root.resolve("absent/fathom-x.jar");
        assertEquals(List.of(runs, guava, single, cluster), Luggage.jars(modulePath, classPath));
        assertEquals(List.of(), Luggage.jars("", ""));
    }
}
