package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of images that are not what their names say: exit code 2, one sentence with file, offset and expectation, and no run begins. */
class PublishedImagesCommandTest {

    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;

    @TempDir
    private Path folder;

    private Path mnist;

    @BeforeEach
    void goodFiles() throws IOException {
        mnist = Files.createDirectories(folder.resolve("data/mnist"));
        for (String part : new String[] {"train", "t10k"}) {
            Files.write(mnist.resolve(part + "-images-idx3-ubyte.gz"), gzip(images(IMAGES, 3)));
            Files.write(mnist.resolve(part + "-labels-idx1-ubyte.gz"), gzip(labels(3)));
        }
    }

    /** n images of 2 x 2 pixels. */
    private static byte[] images(int magic, int n) {
        ByteBuffer file = ByteBuffer.allocate(16 + 4 * n);
        file.putInt(magic).putInt(n).putInt(2).putInt(2);
        for (int i = 0; i < 4 * n; i++) {
            file.put((byte) (i * 37));
        }
        return file.array();
    }

    private static byte[] labels(int n) {
        return ByteBuffer.allocate(8 + n).putInt(LABELS).putInt(n).array();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private void assertRefused(String... parts) {
        StringWriter err = new StringWriter();
        Path out = folder.resolve("results");
        int code = Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                "run",
                "kernel-regression",
                "--preset",
                "smoke",
                "--data",
                folder.resolve("data").toString(),
                "--out",
                out.toString());
        assertEquals(2, code, err.toString());
        assertEquals(
                1, err.toString().lines().filter(line -> line.contains("idx")).count(), err.toString());
        assertFalse(err.toString().contains("\tat "), err.toString());
        for (String part : parts) {
            assertTrue(err.toString().contains(part), part + " in: " + err);
        }
        assertFalse(Files.exists(out), "a run has begun");
    }

    @Test
    void aWrongMagicNumber() throws IOException {
        Files.write(mnist.resolve("train-images-idx3-ubyte.gz"), gzip(images(LABELS, 3)));
        assertRefused("train-images-idx3-ubyte.gz", "offset 0", "0x00000803");
    }

    @Test
    void truncatedGzip() throws IOException {
        Path file = mnist.resolve("t10k-images-idx3-ubyte.gz");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 9));
        assertRefused("t10k-images-idx3-ubyte.gz", "cut off or damaged", "offset");
    }

    @Test
    void otherCountsOfLabels() throws IOException {
        Files.write(mnist.resolve("train-labels-idx1-ubyte.gz"), gzip(labels(4)));
        assertRefused("train-labels-idx1-ubyte.gz", "4 labels (offset 4)", "3 images (offset 4)");
    }

    @Test
    void imagesThatEndEarly() throws IOException {
        Files.write(mnist.resolve("t10k-images-idx3-ubyte.gz"), gzip(Arrays.copyOf(images(IMAGES, 3), 25)));
        assertRefused("t10k-images-idx3-ubyte.gz", "ends at offset 25");
    }
}
