package fathom.simd.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that ends too early is refused wherever it ends, from no byte to all but the last one. */
class ProperBeginningsTest {

    private static final Tensor NUMBERS = new Tensor(List.of(2, 3), new Tensor.Doubles(1, 2, 3, 4, 5, 6));
    private static final Tensor NONE = new Tensor(List.of(0, 3), new Tensor.Floats());

    @TempDir
    private Path folder;

    @FunctionalInterface
    private interface Reader {
        void read(Path path) throws IOException;
    }

    /** Cuts everywhere, and returns what is said of each cut. */
    private List<String> refusals(Path whole, Reader reader) throws IOException {
        reader.read(whole);
        byte[] bytes = Files.readAllBytes(whole);
        String name = whole.getFileName().toString();
        Path cut = folder.resolve("cut" + name.substring(name.indexOf('.')));
        String[] said = new String[bytes.length];
        for (int length = 0; length < bytes.length; length++) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            String message = assertThrows(
                            FileFormatException.class, () -> reader.read(cut), "cut after " + length + " bytes")
                    .getMessage();
            assertTrue(message.startsWith(cut.toString()), message);
            assertTrue(message.chars().noneMatch(Character::isISOControl), message);
            said[length] = message;
        }
        return List.of(said);
    }

    /** In the header there is no size to tell; behind it both sizes are told. */
    @Test
    void npy() throws IOException {
        Path path = folder.resolve("x.npy");
        Npy.write(path, NUMBERS);
        int header = (int) Files.size(path) - 6 * Double.BYTES;
        List<String> said = refusals(path, Npy::read);
        assertEquals(said, refusals(path, Npy::header));
        for (int there = 0; there < 6 * Double.BYTES; there++) {
            String message = said.get(header + there);
            assertTrue(
                    message.endsWith("is cut short: the shape [2, 3] needs 48 bytes and " + there + " are there"),
                    message);
        }
        Npy.write(path, NONE);
        assertEquals(header, refusals(path, Npy::read).size());
    }

    @Test
    void safetensors() throws IOException {
        Path path = folder.resolve("x.safetensors");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("a", NUMBERS);
        tensors.put("b", new Tensor(List.of(5), new Tensor.Floats(1, 2, 3, 4, 5)));
        new Safetensors(tensors, Map.of()).write(path);
        refusals(path, Safetensors::read);
    }

    /** As we write them, and with members that are not deflated. */
    @Test
    void npz() throws IOException {
        Path path = folder.resolve("x.npz");
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        arrays.put("x", NUMBERS);
        arrays.put("y", NUMBERS);
        Npz.write(path, arrays);
        refusals(path, Npz::read);

        Path member = folder.resolve("x.npy");
        Npy.write(member, NUMBERS);
        byte[] content = Files.readAllBytes(member);
        CRC32 sum = new CRC32();
        sum.update(content);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            for (String name : List.of("x.npy", "y.npy")) {
                ZipEntry entry = new ZipEntry(name);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        refusals(path, Npz::read);
    }
}
