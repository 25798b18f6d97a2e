package fathom.simd.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Column-major files of shapes that look the same in no other order of their dimensions. */
class NpyOrderTest {

    @TempDir
    private Path folder;

    private Tensor read(byte[] bytes) throws IOException {
        return Npy.read(Files.write(folder.resolve("array.npy"), bytes));
    }

    /**
     * The element at (i, j, ...) is the number whose decimal digits are i, j, ..., so that each says where it belongs. In Fortran order the
     * first index runs fastest.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {"5", "2,3", "3,2", "1,4", "4,1", "2,3,4", "4,3,2", "3,2,4", "2,3,4,5", "5,1,3,2", "2,1,1,3,4"})
    void elementsAreWhereTheirIndicesSay(String text) throws IOException {
        int[] shape = Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
        int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer data = ByteBuffer.allocate(4 * count).order(order);
            int[] index = new int[shape.length];
            for (int i = 0; i < count; i++) {
                data.putInt(digits(index));
                for (int d = 0; d < shape.length && ++index[d] == shape[d]; d++) {
                    index[d] = 0;
                }
            }
            Tensor tensor = read(file(order, shape, data.array()));
            assertEquals(Arrays.stream(shape).boxed().toList(), tensor.shape());
            Arrays.fill(index, 0);
            for (int i = 0; i < count; i++) {
                assertEquals(digits(index), tensor.elements().asDouble(i), "element " + Arrays.toString(index));
                for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
                    index[d] = 0;
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"'0,3'", "'3,0,2'"})
    void noElementsNeedNoOrder(String text) throws IOException {
        int[] shape = Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
        Tensor tensor = read(file(ByteOrder.LITTLE_ENDIAN, shape, new byte[0]));
        assertEquals(Arrays.stream(shape).boxed().toList(), tensor.shape());
    }

    private static int digits(int[] index) {
        int number = 0;
        for (int i : index) {
            number = 10 * number + i;
        }
        return number;
    }

    private static byte[] file(ByteOrder order, int[] shape, byte[] data) {
        List<String> sizes = Arrays.stream(shape).mapToObj(Integer::toString).toList();
        String tuple = sizes.stream().collect(Collectors.joining(", ")) + (sizes.size() == 1 ? "," : "");
        String header = "{'descr': '" + (order == ByteOrder.BIG_ENDIAN ? ">" : "<")
                + "i4', 'fortran_order': True, 'shape': (" + tuple + "), }\n";
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(10 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        bytes.putShort((short) text.length).put(text).put(data);
        return bytes.array();
    }
}
