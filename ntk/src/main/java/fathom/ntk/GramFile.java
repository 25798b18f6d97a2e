package fathom.ntk;

import fathom.simd.file.JsonFile;
import fathom.simd.file.Npy;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** A Gram matrix as {@code NAME.npy}, which NumPy reads, with {@code NAME.json} beside it that says what it is made of. */
public final class GramFile {

    private static final String END = ".npy";

    private GramFile() {}

    /**
     * A matrix and where it comes from.
     *
     * @param matrix n x n or n x m
     * @param provenance names and values
     */
    public record Loaded(DoubleMatrix matrix, Map<String, String> provenance) {

        /** The map is copied. */
        public Loaded {
            provenance = Map.copyOf(provenance);
        }
    }

    /**
     * What a kernel matrix is made of: the kernel in words, the shape of the inputs and a digest (SHA-256) of their bits, row by row.
     *
     * @param kernel such as "ntk relu depth=3 w=2"; two kernels that differ must differ here
     */
    public static Map<String, String> provenance(String kernel, DoubleMatrix x) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("kernel", kernel);
        provenance.put("inputs", x.rows() + " x " + x.columns());
        provenance.put("digest", digest(x));
        return provenance;
    }

    /** Writes both files, each only once it is whole; the matrix last. */
    public static void save(Path path, DoubleMatrix matrix, Map<String, String> provenance) throws IOException {
        JsonFile.write(beside(path), provenance);
        Npy.write(path, Tensor.of(matrix));
    }

    /** Reads both files. */
    public static Loaded load(Path path) throws IOException {
        return new Loaded(Npy.read(path).toDoubleMatrix(), JsonFile.read(beside(path)));
    }

    /**
     * Reads both files, and refuses a matrix that is made of something else.
     *
     * @throws IllegalArgumentException with the first difference
     */
    public static DoubleMatrix load(Path path, Map<String, String> provenance) throws IOException {
        checkSame(beside(path), JsonFile.read(beside(path)), provenance);
        return Npy.read(path).toDoubleMatrix();
    }

    static void checkSame(Path file, Map<String, String> found, Map<String, String> wanted) {
        for (Map.Entry<String, String> entry : wanted.entrySet()) {
            String value = found.get(entry.getKey());
            if (!entry.getValue().equals(value)) {
                throw new IllegalArgumentException(file + " is about another matrix: its " + entry.getKey() + " is "
                        + value + ", expected " + entry.getValue() + "; take another place, or delete it");
            }
        }
    }

    private static Path beside(Path path) {
        String name = path.getFileName().toString();
        if (!name.endsWith(END)) {
            throw new IllegalArgumentException("a Gram matrix is kept in a file whose name ends in .npy, not " + path);
        }
        return path.resolveSibling(name.substring(0, name.length() - END.length()) + ".json");
    }

    private static String digest(DoubleMatrix x) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer row = ByteBuffer.allocate(x.columns() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < x.rows(); i++) {
                row.clear();
                for (int j = 0; j < x.columns(); j++) {
                    row.putDouble(x.get(i, j));
                }
                digest.update(row.array());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
