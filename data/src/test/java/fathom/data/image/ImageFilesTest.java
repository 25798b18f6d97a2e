package fathom.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.file.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ImageFilesTest {

    @TempDir
    Path folder;

    /** Three images of 2 x 3 pixels: 0, 1, 2, ... */
    private static byte[] images(int magic, int n, int bytes) {
        ByteBuffer file = ByteBuffer.allocate(16 + bytes);
        file.putInt(magic).putInt(n).putInt(2).putInt(3);
        for (int i = 0; i < bytes; i++) {
            file.put((byte) (i * 15));
        }
        return file.array();
    }

    private static byte[] labels(int magic, int... classes) {
        ByteBuffer file = ByteBuffer.allocate(8 + classes.length);
        file.putInt(magic).putInt(classes.length);
        for (int label : classes) {
            file.put((byte) label);
        }
        return file.array();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] xz(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(packed, new LZMA2Options())) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private Path file(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private Images read(byte[] images, byte[] labels) throws IOException {
        return IdxFile.read(file("images", images), file("labels", labels));
    }

    private String refusal(byte[] images, byte[] labels) {
        String message = assertThrows(FileFormatException.class, () -> read(images, labels))
                .getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    @Test
    void idxIsReadPlainAndPacked() throws IOException {
        for (byte[] packed : List.of(images(0x0803, 3, 18), gzip(images(0x0803, 3, 18)), xz(images(0x0803, 3, 18)))) {
            Images set = read(packed, gzip(labels(0x0801, 7, 0, 9)));
            assertEquals(3, set.size());
            assertEquals(6, set.dimension());
            assertEquals(9, set.label(2));
            assertArrayEquals(new int[] {9, 7}, set.labels(2, 0));
            assertEquals(17 * 15 / 255f, set.scaled(2, 0).get(0, 5));
            assertEquals(1 * 15 / 255f, set.scaled(2, 0).get(1, 1));
        }
    }

    @Test
    void provenanceFollowsTheContentAlone() throws IOException {
        Images plain = read(images(0x0803, 3, 18), labels(0x0801, 7, 0, 9));
        Images packed = read(gzip(images(0x0803, 3, 18)), labels(0x0801, 7, 0, 9));
        Images other = read(images(0x0803, 3, 18), labels(0x0801, 7, 0, 8));
        assertEquals(plain.provenance(), packed.provenance());
        assertFalse(plain.provenance().equals(other.provenance()));
    }

    @Test
    void wrongMagicNumber() {
        String message = refusal(images(0x0802, 3, 18), labels(0x0801, 7, 0, 9));
        assertTrue(
                message.contains("images has the magic number 0x00000802 at offset 0, expected 0x00000803"), message);
        message = refusal(images(0x0803, 3, 18), labels(0x0803, 7, 0, 9));
        assertTrue(
                message.contains("labels has the magic number 0x00000803 at offset 0, expected 0x00000801"), message);
    }

    @Test
    void truncated() throws IOException {
        byte[] whole = images(0x0803, 3, 18);
        String message = refusal(Arrays.copyOf(whole, 30), labels(0x0801, 7, 0, 9));
        assertTrue(message.contains("ends at offset 30") && message.contains("needs 18 bytes"), message);
        // An uncompressible body, so that half of the packed file holds about half of the bytes.
        byte[] large = images(0x0803, 3000, 18_000);
        long state = 12345;
        for (int i = 16; i < large.length; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            large[i] = (byte) (state >>> 56);
        }
        for (byte[] packed : List.of(gzip(large), xz(large))) {
            message = refusal(Arrays.copyOf(packed, packed.length / 2), labels(0x0801, new int[3000]));
            assertTrue(message.contains("is cut off or damaged after offset"), message);
            assertTrue(message.contains("of the unpacked bytes"), message);
        }
        message = refusal(Arrays.copyOf(gzip(large), 5), labels(0x0801, new int[3000]));
        assertTrue(message.contains("cut off within its first bytes"), message);
    }

    @Test
    void otherCountsOfLabelsThanOfImages() {
        String message = refusal(images(0x0803, 3, 18), labels(0x0801, 7, 0));
        assertTrue(message.contains("labels has 2 labels (offset 4)"), message);
        assertTrue(message.contains("images has 3 images (offset 4)"), message);
    }

    @Test
    void labelsBeyondTheClassesAndTrailingBytes() {
        String message = refusal(images(0x0803, 3, 18), labels(0x0801, 7, 10, 9));
        assertTrue(message.contains("label 10 at offset 9, expected 0 to 9"), message);
        message = refusal(images(0x0803, 3, 19), labels(0x0801, 7, 1, 9));
        assertTrue(message.contains("goes on after offset 34"), message);
        message = refusal(images(0x0803, -3, 18), labels(0x0801, 7, 1, 9));
        assertTrue(message.contains("3 labels") && message.contains("-3 images"), message);
    }

    @Test
    void cifarRecords() throws IOException {
        byte[] two = new byte[2 * 3073];
        two[0] = 3;
        two[1] = (byte) 255;
        two[3073] = 8;
        two[2 * 3073 - 1] = 51;
        file("cifar10/data_batch_1_first2.bin.xz", xz(two));
        file("cifar10/data_batch_3_first2.bin", two);
        file("cifar10/test_first1.bin.gz", gzip(Arrays.copyOf(two, 3073)));
        ImageFolder data = new ImageFolder(folder);
        assertTrue(data.has("cifar10"));
        Images training = data.read("cifar10", ImageFolder.Part.TRAINING);
        assertEquals(4, training.size());
        assertArrayEquals(new int[] {3, 8, 3, 8}, training.labels(0, 1, 2, 3));
        assertEquals(1f, training.scaled(2).get(0, 0));
        // All channels of a pixel together: the last blue is the last entry in both orders, the first red the first.
        assertEquals(255, training.channelsLast(1, 2).get(1, 0));
        assertEquals(51, training.channelsLast(1, 2).get(0, 3 * 1023 + 2));
        assertEquals(0, training.channelsLast(1, 2).get(1, 1));
        assertEquals(0.2f, training.scaled(1).get(0, 3071));
        assertEquals(1, data.read("cifar10", ImageFolder.Part.TEST).size());
    }

    @Test
    void cifarThatEndsWithinARecord() throws IOException {
        Path file = file("batch.bin", new byte[3073 + 100]);
        String message = assertThrows(FileFormatException.class, () -> CifarFile.read(List.of(file)))
                .getMessage();
        assertTrue(message.contains("ends at offset 3173, expected a multiple of 3073"), message);
        byte[] wrong = new byte[2 * 3073];
        wrong[3073] = 77;
        Path labelled = file("wrong.bin", wrong);
        message = assertThrows(FileFormatException.class, () -> CifarFile.read(List.of(labelled)))
                .getMessage();
        assertTrue(message.contains("label 77 at offset 3073"), message);
    }

    private static String cifarRefusal(Path file) {
        String message = assertThrows(FileFormatException.class, () -> CifarFile.read(List.of(file)))
                .getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message;
    }

    /** Cut after a record nothing but the name tells. */
    @Test
    void cifarThatIsCutBetweenRecords() throws IOException {
        String message = cifarRefusal(file("data_batch_4.bin.gz", gzip(new byte[2 * 3073])));
        assertTrue(message.contains("has 2 records, expected 10000 by its name"), message);
        assertTrue(message.endsWith("call a subset data_batch_4_first2.bin"), message);
        message = cifarRefusal(file("test_first3.bin", new byte[2 * 3073]));
        assertTrue(message.contains("has 2 records, expected 3 by its name"), message);
        assertEquals(
                2, CifarFile.read(List.of(file("mine.bin", new byte[2 * 3073]))).size());
    }

    @Test
    void theLargestSubsetIsTaken() throws IOException {
        for (int n : new int[] {9, 10, 2}) {
            file("cifar10/data_batch_1_first" + n + ".bin", new byte[n * 3073]);
            file("cifar10/test_first" + n + ".bin", new byte[n * 3073]);
        }
        ImageFolder data = new ImageFolder(folder);
        assertEquals(10, data.read("cifar10", ImageFolder.Part.TRAINING).size());
        assertEquals(10, data.read("cifar10", ImageFolder.Part.TEST).size());
    }

    /** Small files that unpack to more than CIFAR-10 ever held, or announce more than they hold. */
    @Test
    void bombs() throws IOException {
        byte[] bomb = gzip(new byte[60_001 * 3073]);
        assertTrue(bomb.length < 1 << 20);
        assertTrue(cifarRefusal(file("bomb.bin", bomb)).contains("more than 60000 records"));
        byte[] announced = images(0x0803, 300_000_000, 18);
        String message = refusal(
                announced,
                ByteBuffer.wrap(labels(0x0801, 1)).putInt(4, 300_000_000).array());
        assertTrue(message.contains("ends at offset 34"), message);
        // An xz block whose header asks for a dictionary of 1.5 GiB: the size is the property of filter 0x21 at byte
        // 16.
        byte[] xz = xz(new byte[3073]);
        assertEquals(0x21, xz[14]);
        xz[16] = 37;
        CRC32 sum = new CRC32();
        sum.update(xz, 12, 8);
        ByteBuffer.wrap(xz).order(ByteOrder.LITTLE_ENDIAN).putInt(20, (int) sum.getValue());
        assertTrue(cifarRefusal(file("bomb.xz", xz)).contains("MiB of memory to be unpacked"));
    }

    @Test
    void damagedPackingIsNamedWithItsFile() throws IOException {
        for (byte[] packed : List.of(gzip(new byte[3073]), xz(new byte[3073]))) {
            for (int i = 2; i < packed.length; i++) {
                byte[] damaged = packed.clone();
                damaged[i] ^= 0x55;
                Path file = file("damaged", damaged);
                try {
                    // Names and times within a gzip header may be any.
                    CifarFile.read(List.of(file));
                } catch (FileFormatException e) {
                    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
                }
            }
        }
        assertTrue(cifarRefusal(folder).contains("is no regular file"));
        assertTrue(cifarRefusal(folder.resolve("missing")).contains("does not exist"));
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        file("mnist/train-images-idx3-ubyte.gz", gzip(images(0x0803, 3, 18)));
        ImageFolder data = new ImageFolder(folder);
        assertFalse(data.has("mnist"));
        String message = assertThrows(NoSuchFileException.class, () -> data.read("mnist", ImageFolder.Part.TRAINING))
                .getMessage();
        assertTrue(message.contains("train-labels-idx1-ubyte"), message);
    }
}
