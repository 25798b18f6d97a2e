package fathom.simd.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NumPy's .npy files, one array each.
 *
 * <p>Read: format versions 1 to 3; types f2, f4, f8, i1 to i8, u1 to u8 and b1; both byte orders; C and Fortran order (the result is
 * always row-major). Written: version 1, little endian, C order, f4, f8, i4 or i8. Source: numpy.lib.format, NEP 1.
 */
public final class Npy {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int SHORT_PREFIX = 10;
    private static final int LONG_PREFIX = 12;
    private static final int ALIGNMENT = 64;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");
    private static final Map<String, ElementCodec> CODECS = Map.ofEntries(
            Map.entry("b1", ElementCodec.BOOL),
            Map.entry("i1", ElementCodec.INT8),
            Map.entry("u1", ElementCodec.UINT8),
            Map.entry("i2", ElementCodec.INT16),
            Map.entry("u2", ElementCodec.UINT16),
            Map.entry("i4", ElementCodec.INT32),
            Map.entry("u4", ElementCodec.UINT32),
            Map.entry("i8", ElementCodec.INT64),
            Map.entry("u8", ElementCodec.UINT64),
            Map.entry("f2", ElementCodec.FLOAT16),
            Map.entry("f4", ElementCodec.FLOAT32),
            Map.entry("f8", ElementCodec.FLOAT64));

    private Npy() {}

    /**
     * Reads one file.
     *
     * @throws FileFormatException if it is missing, is no .npy file, is cut short, or holds another type
     */
    public static Tensor read(Path path) throws IOException {
        return decode(Whole.read(path), path.toString());
    }

    /** Writes one file, replacing one that is there. */
    public static void write(Path path, Tensor tensor) throws IOException {
        Whole.write(path, encode(tensor));
    }

    static Tensor decode(byte[] bytes, String where) throws FileFormatException {
        for (int i = 0; i < MAGIC.length; i++) {
            if (bytes.length < SHORT_PREFIX || bytes[i] != MAGIC[i]) {
                throw new FileFormatException(where + " is no .npy file: it does not begin with \\x93NUMPY");
            }
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int version = bytes[MAGIC.length];
        if (version < 1 || version > 3) {
            throw new FileFormatException(where + " has the .npy format version " + version + "; 1 to 3 are read");
        }
        boolean isShort = version == 1;
        int prefix = isShort ? SHORT_PREFIX : LONG_PREFIX;
        int length = bytes.length < prefix
                ? -1
                : isShort ? buffer.getShort(MAGIC.length + 2) & 0xFFFF : buffer.getInt(MAGIC.length + 2);
        if (length < 0 || length > bytes.length - prefix) {
            throw new FileFormatException(where + " ends within its header");
        }
        String header = new String(bytes, prefix, length, StandardCharsets.UTF_8);
        String type = find(TYPE, header, "descr", where);
        boolean fortran = find(ORDER, header, "fortran_order", where).equals("True");
        List<Integer> shape = shape(find(SHAPE, header, "shape", where), where);
        ElementCodec codec = type.length() < 2 ? null : CODECS.get(type.substring(1));
        if (codec == null || "<>|=".indexOf(type.charAt(0)) < 0) {
            throw new FileFormatException(
                    where + " holds elements of type '" + type + "'; f2, f4, f8, i1 to i8, u1 to u8 and b1 are read");
        }
        int count = Whole.count(shape, codec.bytes, where);
        int start = prefix + length;
        if ((long) count * codec.bytes > bytes.length - start) {
            throw new FileFormatException(where + " is cut short: the shape " + shape + " needs "
                    + (long) count * codec.bytes + " bytes and " + (bytes.length - start) + " are there");
        }
        buffer.order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        buffer.position(start);
        if (fortran && shape.size() > 1) {
            buffer = rowMajor(buffer, shape, codec.bytes);
        }
        return new Tensor(shape, codec.read(buffer, count, where));
    }

    private static String find(Pattern pattern, String header, String key, String where) throws FileFormatException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new FileFormatException(
                    where + " has a header without a plain '" + key + "'; records and pickled objects are not read");
        }
        return matcher.group(1);
    }

    private static List<Integer> shape(String text, String where) throws FileFormatException {
        List<Integer> shape = new ArrayList<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                try {
                    shape.add(Integer.parseUnsignedInt(part.strip()));
                } catch (NumberFormatException e) {
                    throw new FileFormatException(where + " has the shape (" + text + "), which is not read");
                }
            }
        }
        return shape;
    }

    /** The bytes of a column-major array in row-major order. */
    private static ByteBuffer rowMajor(ByteBuffer from, List<Integer> shape, int bytes) {
        ByteBuffer to = ByteBuffer.allocate(from.remaining()).order(from.order());
        int dimensions = shape.size();
        int[] index = new int[dimensions];
        int count = shape.stream().reduce(1, (a, b) -> a * b);
        for (int i = 0; i < count; i++) {
            int source = 0;
            for (int d = dimensions - 1; d >= 0; d--) {
                source = source * shape.get(d) + index[d];
            }
            to.put(i * bytes, from, from.position() + source * bytes, bytes);
            for (int d = dimensions - 1; d >= 0 && ++index[d] == shape.get(d); d--) {
                index[d] = 0;
            }
        }
        return to;
    }

    static byte[] encode(Tensor tensor) {
        ElementCodec codec = ElementCodec.of(tensor.elements());
        String type = switch (codec) {
            case FLOAT32 -> "<f4";
            case FLOAT64 -> "<f8";
            case INT32 -> "<i4";
            default -> "<i8";
        };
        StringBuilder shape = new StringBuilder();
        for (int size : tensor.shape()) {
            shape.append(size).append(", ");
        }
        String tuple = shape.isEmpty()
                ? ""
                : shape.substring(0, shape.length() - (tensor.shape().size() == 1 ? 1 : 2));
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
        int start = (SHORT_PREFIX + header.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] bytes = new byte
                [Math.addExact(start, Math.multiplyExact(tensor.elements().count(), codec.bytes))];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (start - SHORT_PREFIX));
        buffer.put(header.getBytes(StandardCharsets.US_ASCII));
        while (buffer.position() < start - 1) {
            buffer.put((byte) ' ');
        }
        buffer.put((byte) '\n');
        ElementCodec.write(tensor.elements(), buffer);
        return bytes;
    }
}
