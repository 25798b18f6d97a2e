package fathom.simd.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.VirtualMachine;
import fathom.simd.matrix.DoubleMatrix;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays of 48 MB in virtual machines whose heap is what {@link NpyHeader#heap} names, 88 MB: there is no place for a second copy. */
class FileMemoryTest {

    private static final int ROWS = 3000;
    private static final int COLUMNS = 2000;

    @TempDir
    private Path folder;

    /** A file of zeros but for the last element, which is 2 (or in Fortran's order the same). */
    private Path file(String type, boolean fortran, int bytes) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': ("
                + ROWS + ", " + COLUMNS + ")}";
        Path path = folder.resolve("x.npy");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
            file.write(header.getBytes(StandardCharsets.US_ASCII));
            long start = file.getFilePointer();
            file.setLength(start + (long) ROWS * COLUMNS * bytes);
            file.seek(file.length() - 8);
            file.writeLong(2);
        }
        return path;
    }

    private List<String> run(String what, NpyHeader header) throws Exception {
        assertEquals(88, (header.heap() >> 20) + 4, 5, "the test is made for about 88 MB");
        // The collector of the launcher, whose old generation is 2/3 of the heap.
        return VirtualMachine.run(
                Child.class,
                List.of(what, folder.toString()),
                List.of("-Xmx" + (header.heap() + (1 << 20) - 1 >> 20) + "m", "-XX:+UseParallelGC"));
    }

    @Test
    void reading() throws Exception {
        Path path = file(">i8", false, Long.BYTES);
        assertEquals(List.of("2.0"), run("read", Npy.header(path)));
    }

    @Test
    void readingFortransOrder() throws Exception {
        Path path = file(">i8", true, Long.BYTES);
        assertEquals(List.of("2.0"), run("read", Npy.header(path)));
    }

    @Test
    void writingAMatrix() throws Exception {
        Path path = file(">i8", false, Long.BYTES);
        NpyHeader header = Npy.header(path);
        Files.delete(path);
        assertEquals(List.of("written"), run("write", header));
        assertEquals(header.arrayBytes(), Npy.header(folder.resolve("k.npy")).arrayBytes());
        assertTrue(Files.size(folder.resolve("k.npz")) > header.arrayBytes());
        assertTrue(Files.size(folder.resolve("k.safetensors")) > header.arrayBytes());
    }

    /** One that cannot fit is refused in a sentence; the virtual machine goes on. */
    @Test
    void tooLarge() throws Exception {
        Path path = file("|i1", false, 1);
        NpyHeader header = Npy.header(path);
        assertEquals(4L * ROWS * COLUMNS, header.arrayBytes());
        List<String> lines = VirtualMachine.run(
                Child.class, List.of("read", folder.toString()), List.of("-Xmx20m", "-XX:+UseParallelGC"));
        assertTrue(
                lines.getFirst().contains("x.npy holds 6000000 elements, which need 22 MiB of memory"),
                lines.getFirst());
    }

    static final class Child {

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[1]);
            if (arguments[0].equals("read")) {
                try {
                    Tensor read = Npy.read(folder.resolve("x.npy"));
                    System.out.println(read.elements().asDouble(ROWS * COLUMNS - 1));
                } catch (FileFormatException e) {
                    System.out.println(e.getMessage());
                }
            } else {
                DoubleMatrix matrix = DoubleMatrix.zeros(ROWS, COLUMNS);
                Tensor tensor = Tensor.of(matrix);
                Npy.write(folder.resolve("k.npy"), tensor);
                Npz.write(folder.resolve("k.npz"), Map.of("k", tensor));
                new Safetensors(Map.of("k", tensor), Map.of()).write(folder.resolve("k.safetensors"));
                System.out.println("written");
            }
        }
    }
}
