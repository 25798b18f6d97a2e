package fathom.simd.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

    @TempDir
    private Path folder;

    /** A file as the specification lays it out. */
    private Path file(String header, String hexadecimal) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        byte[] data = HexFormat.of().parseHex(hexadecimal);
        ByteBuffer buffer = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(text.length).put(text).put(data);
        Path path = folder.resolve("x.safetensors");
        Files.write(path, buffer.array());
        return path;
    }

    @Test
    void everyTensorRoundTrips() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("layer.0.weight", new Tensor(List.of(2, 3), new Tensor.Floats(1, 2, 3, 4, 5, 6.5f)));
        tensors.put("gr\u00f6\u00dfe \"q\" \\ \n", new Tensor(List.of(2), new Tensor.Doubles(Math.PI, Double.NaN)));
        tensors.put("empty", new Tensor(List.of(0, 4), new Tensor.Ints()));
        tensors.put("step", new Tensor(List.of(), new Tensor.Longs(1L << 60)));
        tensors.put("index", new Tensor(List.of(1), new Tensor.Ints(-3)));
        Path path = folder.resolve("net.safetensors");
        new Safetensors(tensors, Map.of("format", "fathom \"1\"")).write(path);
        Safetensors read = Safetensors.read(path);
        assertEquals(Map.of("format", "fathom \"1\""), read.metadata());
        assertEquals(
                new ArrayList<>(tensors.keySet()),
                new ArrayList<>(read.tensors().keySet()));
        tensors.forEach((name, tensor) -> {
            Tensor other = read.tensors().get(name);
            assertEquals(tensor.shape(), other.shape());
            assertEquals(tensor.elements().getClass(), other.elements().getClass());
            for (int i = 0; i < tensor.elements().count(); i++) {
                assertEquals(tensor.elements().asDouble(i), other.elements().asDouble(i));
            }
        });
        assertEquals(
                0,
                ByteBuffer.wrap(Files.readAllBytes(path))
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getLong()
                        % 8);
    }

    @ParameterizedTest
    @CsvSource({
        "F16, 003efffb, 1.5, -65504",
        "BF16, c03f80ff, 1.5, -Infinity",
        "I8, 807f, -128, 127",
        "U8, 80ff, 128, 255",
        "BOOL, 0100, 1, 0",
        "I16, 01000080, 1, -32768",
        "U32, 01000000ffffffff, 1, 4294967295"
    })
    void otherTypes(String type, String hexadecimal, double first, double second) throws IOException {
        String header = " { \"x\" : {\"dtype\":\"" + type + "\", \"shape\":[2], \"data_offsets\":[0, "
                + hexadecimal.length() / 2 + "]} } ";
        Tensor tensor = Safetensors.read(file(header, hexadecimal)).tensors().get("x");
        assertArrayEquals(
                new double[] {first, second},
                new double[] {tensor.elements().asDouble(0), tensor.elements().asDouble(1)});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} x|no JSON",
                "{\"x\":|a value expected",
                "{\"x\":3}|no type, shape and place",
                "{\"x\":{\"dtype\":\"F8\",\"shape\":[1],\"data_offsets\":[0,1]}}|type F8",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}|does not hold",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}|does not hold",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}|does not hold",
                "{\"x\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}|shape is missing",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[\"a\"],\"data_offsets\":[0,4]}}|no number",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|shape",
                "{\"x\":{\"dtype\":\"F64\",\"shape\":[99999,99999],\"data_offsets\":[0,4]}}|cut short",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]},\"x\":{}}|twice",
                "{\"x|expected",
                // Sums that wrap around: the place would be the header's own bytes.
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[44],\"data_offsets\":[9223372036854775807,-9223372036854775765]}}|cut short",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[9223372036854775807,-9223372036854775801]}}|does not hold",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[-8,0]}}|does not hold",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296,4294967296]}}|data_offsets is missing",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}|more than 2^63 bytes and 8",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}|a number below 2^63",
                // Gaps, overlaps and bytes that belong to nothing.
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}|begins at byte 4",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}|end at byte 4",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]},\"y\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}|neither gaps nor overlaps",
                // What a terminal would obey.
                "{\"\u001b[31mred\":3}|tensor \\u001b[31mred"
            })
    void damagedFiles(String header, String part) throws IOException {
        Path path = file(header, "0000000000000000");
        String message = assertThrows(FileFormatException.class, () -> Safetensors.read(path))
                .getMessage();
        assertTrue(message.startsWith(path.toString()) && message.contains(part), message);
    }

    @Test
    void nestingIsBounded() throws IOException {
        for (String open : List.of("[", "{\"x\":")) {
            Path path = file("{\"x\":" + open.repeat(100_000), "");
            String message = assertThrows(FileFormatException.class, () -> Safetensors.read(path))
                    .getMessage();
            assertTrue(message.contains("levels of nesting"), message);
        }
    }

    @Test
    void messagesRepeatLittleOfTheFile() throws IOException {
        Path path = file("{\"" + "n".repeat(10_000) + "\":3}", "");
        String message = assertThrows(FileFormatException.class, () -> Safetensors.read(path))
                .getMessage();
        assertTrue(message.length() < path.toString().length() + 200, message);
    }

    @Test
    void noFileAtAll() throws IOException {
        assertThrows(FileFormatException.class, () -> Safetensors.read(folder.resolve("missing")));
        Path path = folder.resolve("short");
        Files.write(path, new byte[] {1, 2, 3});
        assertThrows(FileFormatException.class, () -> Safetensors.read(path));
        Files.write(path, new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, 1, 2, 3});
        assertThrows(FileFormatException.class, () -> Safetensors.read(path));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Safetensors(Map.of("__metadata__", new Tensor(List.of(), new Tensor.Ints(1))), Map.of()));
    }
}
