package fathom.simd.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers as NumPy writes and reads them, in all their spellings; the expected answers are NumPy 2.4.6's. */
class NpyCorpusTest {

    @TempDir
    private Path folder;

    /** A file of this format version with the elements 0, 1, 2, ... as little-endian doubles. */
    private Path file(int version, String header, int count) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(12 + text.length + 8 * count).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            buffer.putShort((short) text.length);
        } else {
            buffer.putInt(text.length);
        }
        buffer.put(text);
        for (int i = 0; i < count; i++) {
            buffer.putDouble(i);
        }
        Path path = folder.resolve("x.npy");
        Files.write(path, Arrays.copyOf(buffer.array(), buffer.position()));
        return path;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }          \n",
                "{\"descr\": \"<f8\", \"fortran_order\": false, \"shape\": (2, 3)}",
                "{\"descr\": \"<f8\", \"fortran_order\": False, \"shape\": (2, 3)}",
                "{'shape': (2L, 3L), 'fortran_order': False, 'descr': '<f8'}\n",
                "{'fortran_order':False,'descr':u'<f8','shape':(2,3,)}",
                " {  'descr' :\t'f8',\n'shape' : ( 2 , 3 ) , 'fortran_order' : False , } \n\n",
                "{'descr': '=f8', 'fortran_order': False, 'shape': (2, 3), }"
            })
    void everySpellingOfAHeader(String header) throws IOException {
        for (int version = 1; version <= 3; version++) {
            Path path = file(version, header, 6);
            if (header.contains("false")) {
                assertTrue(refusal(path).contains("a value expected"), "JSON is no Python");
            } else {
                Tensor read = Npy.read(path);
                assertEquals(List.of(2, 3), read.shape());
                assertEquals(5, read.elements().asDouble(5));
            }
        }
    }

    private static String refusal(Path path) {
        String message =
                assertThrows(FileFormatException.class, () -> Npy.header(path)).getMessage();
        assertEquals(
                message,
                assertThrows(FileFormatException.class, () -> Npy.read(path)).getMessage());
        assertTrue(message.startsWith(path.toString()), message);
        assertFalse(message.substring(path.toString().length()).contains(path.toString()), "the path twice");
        assertTrue(message.chars().noneMatch(Character::isISOControl), message);
        assertTrue(message.length() < path.toString().length() + 250, message);
        return message;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(3000000000, 4)|cut short: the shape [3000000000, 4] needs 96000000000 bytes and 8 are there",
                "(2147483648,)|needs 17179869184 bytes and 8 are there",
                "(4294967295, 4294967295, 4294967295)|needs more than 2^63 bytes and 8 are there",
                "(4611686018427387904, 4)|needs more than 2^63 bytes and 8 are there",
                "(99999999999999999999999999,)|a number below 2^63",
                "(-1,)|at least 0",
                "(3)|shape 3, expected whole numbers",
                "[1]|shape [1], expected whole numbers",
                "('1',)|expected whole numbers",
                "(3000000000, 0)|more than the",
                "(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,"
                        + " 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,"
                        + " 1, 1)|at most 64 sizes"
            })
    void shapesThatAreNotThere(String shape, String part) throws IOException {
        Path path = file(1, "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }", 1);
        String message = refusal(path);
        assertTrue(message.contains(part), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,)}|elements of type",
                "{'descr': '<U5', 'fortran_order': False, 'shape': (1,)}|'<U5'",
                "{'descr': '', 'fortran_order': False, 'shape': (1,)}|elements of type ''",
                "{'descr': '<f8', 'fortran_order': 0, 'shape': (1,)}|neither True nor False",
                "{'descr': '<f8', 'shape': (1,)}|keys",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'more': 1}|keys",
                "{'descr': '<f8', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}|twice",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)} x|the end expected",
                "{'descr': '<f\\x38', 'fortran_order': False, 'shape': (1,)}|without a backslash",
                "__import__('os')|expected"
            })
    void headersThatAreRefused(String header, String part) throws IOException {
        String message = refusal(file(1, header, 1));
        assertTrue(message.contains(part), message);
    }

    @Test
    void nestingLengthAndControlCharactersAreBounded() throws IOException {
        assertTrue(refusal(file(1, "{'descr': " + "(".repeat(9000), 0)).contains("levels of nesting"));
        assertTrue(refusal(file(2, " ".repeat(10_001), 0)).contains("header of 10001 bytes"));
        String type = "\u001b[31m" + "x".repeat(9000);
        String message = refusal(file(1, "{'descr': '" + type + "', 'fortran_order': False, 'shape': (1,)}", 1));
        assertTrue(message.contains("\\u001b[31mxxx"), message);
    }

    /** Four sizes that all differ, so that no two strides can be exchanged unnoticed. */
    @Test
    void fortranOrderOfEveryShape() throws IOException {
        int[][] shapes = {{3, 2}, {2, 5}, {5, 2, 3}, {2, 3, 5, 4}, {4, 1, 3, 2}, {1, 7}, {70, 201}};
        for (int[] shape : shapes) {
            int count = IntStream.of(shape).reduce(1, (a, b) -> a * b);
            String tuple = Arrays.toString(shape).replace('[', '(').replace(']', ')');
            Tensor read = Npy.read(file(1, "{'descr': '<f8', 'fortran_order': True, 'shape': " + tuple + ", }", count));
            for (int i = 0; i < count; i++) {
                // The element at row-major place i has this number in column-major order.
                int rest = i;
                int expected = 0;
                int[] index = new int[shape.length];
                for (int d = shape.length - 1; d >= 0; d--) {
                    index[d] = rest % shape[d];
                    rest /= shape[d];
                }
                for (int d = shape.length - 1; d >= 0; d--) {
                    expected = expected * shape[d] + index[d];
                }
                assertEquals(expected, read.elements().asDouble(i), tuple + " at " + i);
            }
        }
    }

    @Test
    void theHeaderAloneTellsWhatIsNeeded() throws IOException {
        NpyHeader header = Npy.header(file(1, "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }", 6));
        assertEquals(new NpyHeader(List.of(2, 3), "<f8", true, 6, 48), header);
        assertEquals(72 + (16L << 20), header.heap());
    }

    @Test
    void whatCannotBeRead() throws IOException {
        assertTrue(refusal(folder.resolve("missing.npy")).endsWith("does not exist"));
        assertTrue(refusal(folder).endsWith("is a folder, expected a file"));
        Path whole = file(2, "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", 2);
        byte[] bytes = Files.readAllBytes(whole);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(whole, Arrays.copyOf(bytes, length));
            refusal(whole);
        }
        Files.write(whole, bytes);
        assertArrayEquals(new double[] {0, 1}, ((Tensor.Doubles) Npy.read(whole).elements()).array());
    }
}
