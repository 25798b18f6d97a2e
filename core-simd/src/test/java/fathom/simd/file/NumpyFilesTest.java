package fathom.simd.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files in Base64 were written by NumPy 2.4.6. */
class NumpyFilesTest {

    /** numpy.save of [[-4, -1, 2], [5, 8, 11]] as float64. */
    private static final String DOUBLES =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAg"
                    + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAQwAAAAAAAAPC/AAAAAAAA"
                    + "AEAAAAAAAAAUQAAAAAAAACBAAAAAAAAAJkA=";

    /** numpy.save of numpy.asfortranarray((numpy.arange(12).reshape(2, 3, 2) * 1.5 - 4).astype('>f4')). */
    private static final String FORTRAN =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPmY0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMywgMiksIH0gICAg"
                    + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIArAgAAAQKAAAL+AAABBAAAAQAAAAEEw"
                    + "AADAIAAAQNAAAD8AAABBGAAAQGAAAEFIAAA=";

    /** numpy.lib.format.write_array of [1.0, 2.0], version (2, 0). */
    private static final String VERSION_2 =
            "k05VTVBZAgB0AAAAeydkZXNjcic6ICc8ZjgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwpLCB9ICAgICAg"
                    + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAADwPwAAAAAAAABA";

    /** numpy.savez_compressed of x = [[1, 2], [3, 4.5]], labels = [1, -1, 1]. */
    private static final String COMPRESSED =
            "UEsDBC0AAAAIAAAAIQCjV71b//////////8FABQAeC5ucHkBABAAoAAAAAAAAABVAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6l"
                    + "oG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CkaaOgq1CmQDLgYw+GAPoRkcIBQHlBZyAABQSwMELQAAAAgA"
                    + "AAAhAJg+vtz//////////woAFABsYWJlbHMubnB5AQAQAJgAAAAAAAAATAAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2mh"
                    + "rqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOpo6CrUKFAAuRgYI+A8FMD4AUEsBAi0DLQAAAAgAAAAhAKNXvVtVAAAA"
                    + "oAAAAAUAAAAAAAAAAAAAAIABAAAAAHgubnB5UEsBAi0DLQAAAAgAAAAhAJg+vtxMAAAAmAAAAAoAAAAAAAAAAAAAAIABjAAAAGxh"
                    + "YmVscy5ucHlQSwUGAAAAAAIAAgBrAAAAFAEAAAAA";

    /** numpy.save of an array of one dictionary. */
    private static final String PICKLED =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnfE8nLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMSwpLCB9ICAgICAgICAg"
                    + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqABJWSAAAAAAAAAIwWbnVtcHkuX2Nv"
                    + "cmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwGFlGgDjAVk"
                    + "dHlwZZSTlIwCTziUiYiHlFKUKEsDjAF8lE5OTkr/////Sv////9LP3SUYoldlH2UjAFhlEsBc2F0lGIu";

    @TempDir
    private Path folder;

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static Tensor decode(String base64) throws IOException {
        return decode(bytes(base64));
    }

    private static Tensor decode(byte[] bytes) throws IOException {
        return Npy.read(new ByteArrayInputStream(bytes), bytes.length, "x.npy");
    }

    private static double[] elements(Tensor tensor) {
        double[] elements = new double[tensor.elements().count()];
        Arrays.setAll(elements, tensor.elements()::asDouble);
        return elements;
    }

    @Test
    void whatNumpyWrote() throws IOException {
        Tensor doubles = decode(DOUBLES);
        assertEquals(List.of(2, 3), doubles.shape());
        assertArrayEquals(new double[] {-4, -1, 2, 5, 8, 11}, elements(doubles));
        // Written again it is the same file, byte for byte.
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        Npy.write(doubles, again);
        assertArrayEquals(bytes(DOUBLES), again.toByteArray());

        Tensor fortran = decode(FORTRAN);
        assertEquals(List.of(2, 3, 2), fortran.shape());
        for (int i = 0; i < 12; i++) {
            assertEquals(i * 1.5 - 4, fortran.elements().asDouble(i));
        }
        assertEquals(3.5, fortran.toFloatMatrix().get(0, 5));
        assertEquals(5, fortran.toDoubleMatrix().get(1, 0));
        assertArrayEquals(new double[] {1, 2}, elements(decode(VERSION_2)));
    }

    @Test
    void compressedArchives() throws IOException {
        Path path = folder.resolve("two.npz");
        Files.write(path, bytes(COMPRESSED));
        Map<String, Tensor> arrays = Npz.read(path);
        assertEquals(List.of("x", "labels"), new ArrayList<>(arrays.keySet()));
        assertArrayEquals(new double[] {1, 2, 3, 4.5}, elements(arrays.get("x")));
        assertTrue(arrays.get("labels").elements() instanceof Tensor.Longs(long[] array) && array[1] == -1);

        Path copy = folder.resolve("copy.npz");
        Npz.write(copy, arrays);
        Map<String, Tensor> again = Npz.read(copy);
        assertEquals(arrays.keySet(), again.keySet());
        for (String name : arrays.keySet()) {
            assertEquals(arrays.get(name).shape(), again.get(name).shape());
            assertArrayEquals(elements(arrays.get(name)), elements(again.get(name)));
        }
        byte[] first = Files.readAllBytes(copy);
        Npz.write(copy, arrays);
        assertArrayEquals(first, Files.readAllBytes(copy));
    }

    /** A file with this header dictionary and these bytes, in hexadecimal. */
    private static byte[] file(String type, String shape, String hexadecimal) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }\n";
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        byte[] data = HexFormat.of().parseHex(hexadecimal);
        byte[] bytes = new byte[10 + text.length + data.length];
        System.arraycopy(bytes(DOUBLES), 0, bytes, 0, 8);
        bytes[8] = (byte) text.length;
        System.arraycopy(text, 0, bytes, 10, text.length);
        System.arraycopy(data, 0, bytes, 10 + text.length, data.length);
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "<i8, '2,', 0100000000000000ffffffffffffffff, 1, -1",
        ">i8, '2,', 0000000000000001fffffffffffffffe, 1, -2",
        "<u8, '2,', ffffffffffffff000000000000000000, 72057594037927935, 0",
        "<i4, '1, 2', 0100000000000080, 1, -2147483648",
        ">u4, '2,', 00000001ffffffff, 1, 4294967295",
        ">i2, '2, 1', 00018000, 1, -32768",
        "<u2, '2,', ffff0100, 65535, 1",
        "|i1, '2,', 807f, -128, 127",
        "|u1, '2,', 80ff, 128, 255",
        "|b1, '2,', 0100, 1, 0",
        "<f2, '2,', 003efffb, 1.5, -65504",
        ">f8, '2,', 3ff8000000000000fff0000000000000, 1.5, -Infinity",
        "<f4, '2,', 0000c03f0000807f, 1.5, Infinity"
    })
    void everyType(String type, String shape, String hexadecimal, double first, double second) throws IOException {
        assertArrayEquals(new double[] {first, second}, elements(decode(file(type, shape, hexadecimal))));
    }

    @Test
    void edges() throws IOException {
        assertEquals(List.of(), decode(file("<f8", "", "0000000000000440")).shape());
        assertEquals(
                1, decode(file("<f8", "", "0000000000000440")).toDoubleMatrix().rows());
        assertEquals(List.of(0, 3), decode(file("<f4", "0, 3", "")).shape());
        for (Tensor tensor : List.of(
                Tensor.of(FloatMatrix.of(2, 1, 1, 2).transposed()),
                Tensor.of(DoubleMatrix.of(2, 2, 1, 2, 3, Double.NaN)),
                new Tensor(List.of(3), new Tensor.Ints(1, -2, 3)),
                new Tensor(List.of(2, 1, 1), new Tensor.Longs(Long.MIN_VALUE, 5)),
                new Tensor(List.of(), new Tensor.Doubles(7)),
                new Tensor(List.of(0), new Tensor.Floats()))) {
            Path path = folder.resolve("array.npy");
            Npy.write(path, tensor);
            Tensor read = Npy.read(path);
            assertEquals(tensor.shape(), read.shape());
            assertEquals(tensor.elements().getClass(), read.elements().getClass());
            assertArrayEquals(elements(tensor), elements(read));
        }
        assertThrows(IllegalArgumentException.class, () -> new Tensor(List.of(2, 2), new Tensor.Ints(1)));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    private static void refused(byte[] bytes, String part) {
        String message =
                assertThrows(FileFormatException.class, () -> decode(bytes)).getMessage();
        assertTrue(message.startsWith("x.npy") && message.contains(part), message);
    }

    @Test
    void damagedFiles() throws IOException {
        refused(new byte[0], "no .npy file");
        refused("PK and so on, some zip".getBytes(StandardCharsets.US_ASCII), "no .npy file");
        byte[] whole = bytes(DOUBLES);
        refused(Arrays.copyOf(whole, whole.length - 1), "48 bytes and 47");
        refused(Arrays.copyOf(whole, 60), "ends within its header");
        byte[] version = whole.clone();
        version[6] = 9;
        refused(version, "version 9");
        refused(bytes(PICKLED), "'|O'");
        refused(file("<c8", "1,", "0000000000000000"), "'<c8'");
        refused(file("<u8", "1,", "0000000000000080"), "9223372036854775808");
        refused(file("<f8", "99999, 99999", ""), "needs 79998400008 bytes and 0 are there");
        refused(file("<f8", "1x", ""), "',' expected");
        assertThrows(FileFormatException.class, () -> Npy.read(folder.resolve("missing.npy")));
        Path path = folder.resolve("damaged.npz");
        Files.write(path, whole);
        assertThrows(FileFormatException.class, () -> Npz.read(path));
        Files.write(path, Arrays.copyOf(bytes(COMPRESSED), 100));
        assertThrows(FileFormatException.class, () -> Npz.read(path));
    }
}
