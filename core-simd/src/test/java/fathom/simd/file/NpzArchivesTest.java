package fathom.simd.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives as NumPy writes them to files and pipes, damaged ones, and bombs. */
class NpzArchivesTest {

    private static final Tensor NUMBERS = new Tensor(List.of(3), new Tensor.Doubles(1, 2, 3));

    @TempDir
    private Path folder;

    private static byte[] npy(Tensor tensor) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Npy.write(tensor, bytes);
        return bytes.toByteArray();
    }

    /** What NumPy writes for an array of texts, here of five zero bytes each. */
    private static byte[] texts() throws IOException {
        byte[] bytes = npy(new Tensor(List.of(5), new Tensor.Ints(0, 0, 0, 0, 0)));
        byte[] type = "'<U1'".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(type, 0, bytes, 10 + "{'descr': ".length(), type.length);
        return bytes;
    }

    private Path archive(Map<String, byte[]> members) throws IOException {
        Path path = folder.resolve("x.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        }
        return path;
    }

    /**
     * Members stored, not deflated, with their sizes behind them, as Python writes to a pipe: flag 8 and sizes of zero in the local header,
     * which has the extra field of a 64-bit archive.
     */
    private Path streamed(String... names) throws IOException {
        byte[] content = npy(NUMBERS);
        CRC32 sum = new CRC32();
        sum.update(content);
        ByteBuffer zip = ByteBuffer.allocate(10_000).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> starts = new ArrayList<>();
        for (String name : names) {
            starts.add(zip.position());
            zip.putInt(0x04034b50).putShort((short) 45).putShort((short) 8).putShort((short) 0);
            zip.putInt(0x00210000).putInt(0).putInt(-1).putInt(-1);
            zip.putShort((short) name.length()).putShort((short) 20);
            zip.put(name.getBytes(StandardCharsets.US_ASCII));
            zip.putShort((short) 1).putShort((short) 16).putLong(0).putLong(0).put(content);
            zip.putInt(0x08074b50)
                    .putInt((int) sum.getValue())
                    .putLong(content.length)
                    .putLong(content.length);
        }
        int directory = zip.position();
        for (int i = 0; i < names.length; i++) {
            zip.putInt(0x02014b50).putShort((short) 0x032d).putShort((short) 45).putShort((short) 8);
            zip.putShort((short) 0).putInt(0x00210000).putInt((int) sum.getValue());
            zip.putInt(content.length).putInt(content.length).putShort((short) names[i].length());
            zip.putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(0);
            zip.putInt(starts.get(i)).put(names[i].getBytes(StandardCharsets.US_ASCII));
        }
        int end = zip.position();
        zip.putInt(0x06054b50).putInt(0).putShort((short) names.length).putShort((short) names.length);
        zip.putInt(end - directory).putInt(directory).putShort((short) 0);
        Path path = folder.resolve("stream.npz");
        Files.write(path, Arrays.copyOf(zip.array(), zip.position()));
        return path;
    }

    private static String refusal(Path path) {
        String message =
                assertThrows(FileFormatException.class, () -> Npz.read(path)).getMessage();
        assertTrue(message.startsWith(path.toString()), message);
        return message;
    }

    @Test
    void archivesWrittenToAPipe() throws IOException {
        Map<String, Tensor> arrays = Npz.read(streamed("x.npy", "y.npy"));
        assertEquals(List.of("x", "y"), List.copyOf(arrays.keySet()));
        assertEquals(3, arrays.get("y").elements().asDouble(2));
    }

    @Test
    void aMemberThatHoldsNoNumbersDoesNotLockTheOthers() throws IOException {
        Path path = archive(new java.util.TreeMap<>(
                Map.of("a.npy", texts(), "b.npy", npy(NUMBERS), "readme.txt", new byte[] {1, 2})));
        List<String> sentences = new ArrayList<>();
        assertEquals(Set.of("b"), Npz.read(path, sentences::add).keySet());
        assertEquals(2, sentences.size());
        assertTrue(sentences.get(0).contains("a.npy holds elements of type '<U1'"), sentences.get(0));
        assertTrue(sentences.get(1).contains("readme.txt"), sentences.get(1));
    }

    @Test
    void everyCutIsNoticed() throws IOException {
        Path path = streamed("x.npy", "y.npy");
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            refusal(path);
        }
    }

    @Test
    void textsThatBeginWithPk() throws IOException {
        Path path = folder.resolve("x.npz");
        Files.writeString(path, "PKs are what this text is about.\n");
        assertTrue(refusal(path).contains("no .npz file"));
        Files.writeString(path, "PK\u0003\u0004 and nothing of an archive.\n");
        assertTrue(refusal(path).contains("damaged zip archive, or cut short"));
    }

    @Test
    void namesThatAreThereTwice() throws IOException {
        assertTrue(refusal(streamed("x.npy", "x.npy")).contains("array x.npy is there twice"));
    }

    @Test
    void damagedElements() throws IOException {
        Path path = streamed("x.npy");
        byte[] bytes = Files.readAllBytes(path);
        // The last byte of the last element: before the data descriptor of 24 bytes, the directory of 51 and the end of
        // 22.
        bytes[bytes.length - 22 - 51 - 24 - 1] ^= 1;
        Files.write(path, bytes);
        assertTrue(refusal(path).contains("array x.npy is damaged: its check sum does not fit"));
    }

    /** A small file whose array is larger than the heap is refused before, and without a word of Java's. */
    @Test
    void bombs() throws IOException {
        long heap = Runtime.getRuntime().maxMemory();
        byte[] header = npy(new Tensor(List.of(0), new Tensor.Doubles()));
        byte[] large = new byte[header.length];
        String text = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + Math.min(heap / 8 + 1, 2_000_000_000L)
                + ",), }";
        Arrays.fill(large, (byte) ' ');
        System.arraycopy(header, 0, large, 0, 10);
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, large, 10, text.length());
        // Announced and not there: deflated bytes say less than the header.
        assertTrue(refusal(archive(Map.of("x.npy", large))).contains("cut short"));
        // A member that goes on behind its array for 16 MB is not unpacked to the end.
        byte[] long16 = Arrays.copyOf(npy(NUMBERS), 16 << 20);
        assertTrue(refusal(archive(Map.of("x.npy", long16))).contains("goes on after"));
    }
}
