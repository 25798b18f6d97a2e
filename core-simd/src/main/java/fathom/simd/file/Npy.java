package fathom.simd.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * NumPy's .npy files, one array each.
 *
 * <p>Read: format versions 1 to 3; types f2, f4, f8, i1 to i8, u1 to u8 and b1; both byte orders; C and Fortran order (the result is
 * always row-major). Written: version 1, little endian, C order, f4, f8, i4 or i8. Both pass through a small buffer: the array itself is all
 * the memory that is taken. Source: numpy.lib.format, NEP 1.
 */
public final class Npy {

    private static final int ALIGNMENT = 64;

    private Npy() {}

    /**
     * What a file holds and how much memory it needs; the elements are not read.
     *
     * @throws FileFormatException if it is missing, is no .npy file, is cut short, or holds another type
     */
    public static NpyHeader header(Path path) throws IOException {
        long size = InputFile.size(path);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return NpyHeader.read(in, size, path.toString());
        }
    }

    /**
     * Reads one file.
     *
     * @throws FileFormatException if it is missing, is no .npy file, is cut short, holds another type, or more than the memory takes
     */
    public static Tensor read(Path path) throws IOException {
        long size = InputFile.size(path);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return read(in, size, path.toString());
        }
    }

    /** Reads an array of so many bytes, header included; what follows it is left. */
    static Tensor read(InputStream in, long size, String where) throws IOException {
        NpyHeader header = NpyHeader.read(in, size, where);
        ColumnMajor places = header.columnMajor() ? new ColumnMajor(header.shape()) : null;
        return new Tensor(header.shape(), header.codec().read(in, header.count(), header.order(), places, where));
    }

    /** Writes one file, replacing one that is there. */
    public static void write(Path path, Tensor tensor) throws IOException {
        OutputFile.write(path, out -> write(tensor, out));
    }

    static void write(Tensor tensor, OutputStream out) throws IOException {
        out.write(header(tensor));
        ElementCodec.write(tensor.elements(), out);
    }

    /** The bytes of a file before its elements. */
    static byte[] header(Tensor tensor) {
        String type = switch (ElementCodec.of(tensor.elements())) {
            case FLOAT32 -> "<f4";
            case FLOAT64 -> "<f8";
            case INT32 -> "<i4";
            default -> "<i8";
        };
        String tuple = tensor.shape().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + (tensor.shape().size() == 1 ? "," : "");
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
        int prefix = NpyHeader.SHORT_PREFIX;
        int start = (prefix + header.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer buffer = ByteBuffer.allocate(start).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(NpyHeader.MAGIC).put((byte) 1).put((byte) 0).putShort((short) (start - prefix));
        String padded = header + " ".repeat(start - 1 - prefix - header.length()) + "\n";
        return buffer.put(padded.getBytes(StandardCharsets.US_ASCII)).array();
    }
}
