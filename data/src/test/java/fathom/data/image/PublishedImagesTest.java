package fathom.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The published files themselves, where they are: in the folder of the property {@code fathom.data} or the variable FATHOM_DATA, or else
 * beside the project in {@code shared/data}.
 */
class PublishedImagesTest {

    private static ImageFolder folder(String name) {
        String given = System.getProperty("fathom.data", System.getenv("FATHOM_DATA"));
        Path path = given != null ? Path.of(given) : beside();
        assumeTrue(
                path != null && new ImageFolder(path).has(name),
                "skipped: the files of " + name + " are not there; give their folder by -Dfathom.data=DIR");
        return new ImageFolder(path);
    }

    private static Path beside() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            if (Files.isDirectory(up.resolve("shared/data"))) {
                return up.resolve("shared/data");
            }
        }
        return null;
    }

    private static int[] classes(Images images) {
        int[] counts = new int[10];
        for (int i = 0; i < images.size(); i++) {
            counts[images.label(i)]++;
        }
        return counts;
    }

    /** Counts of the classes as the data set's authors give them. */
    @Test
    void mnist() throws IOException {
        Images test = folder("mnist").read("mnist", ImageFolder.Part.TEST);
        assertEquals(10_000, test.size());
        assertEquals(784, test.dimension());
        assertArrayEquals(new int[] {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009}, classes(test));
        assertArrayEquals(new int[] {7, 2, 1, 0, 4}, test.labels(0, 1, 2, 3, 4));
    }

    @Test
    void fashionMnist() throws IOException {
        Images test = folder("fashion-mnist").read("fashion-mnist", ImageFolder.Part.TEST);
        for (int count : classes(test)) {
            assertEquals(1000, count);
        }
    }

    @Test
    void cifar() throws IOException {
        Images test = folder("cifar10").read("cifar10", ImageFolder.Part.TEST);
        assertEquals(3072, test.dimension());
        assertArrayEquals(new int[] {3, 8, 8, 0, 6, 6, 1, 6, 3, 1}, test.labels(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    }
}
