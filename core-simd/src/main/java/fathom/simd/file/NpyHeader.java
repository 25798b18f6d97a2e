package fathom.simd.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an .npy file says of its array before any memory is taken for it.
 *
 * @param shape sizes, one for each dimension
 * @param type as NumPy writes it, such as {@code <f8}
 * @param columnMajor whether the first index runs fastest in the file; in memory the last one does
 * @param count the number of elements; as many are there
 * @param arrayBytes the size in memory of the array that {@link Npy#read} makes
 */
public record NpyHeader(List<Integer> shape, String type, boolean columnMajor, int count, long arrayBytes) {

    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    static final int SHORT_PREFIX = 10;
    private static final int LONG_PREFIX = 12;

    /** Code, stacks and buffers beside the arrays. */
    private static final long SLACK = 16L << 20;

    /** The longest header that NumPy reads. */
    private static final int LONGEST = 10_000;

    private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");
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

    /**
     * The heap (-Xmx) in which the array can be read, or written, when nothing else of size is there: 3/2 of the array, since it must fit into
     * the old generation, which is 2/3 of the heap, and 16 MiB.
     */
    public long heap() {
        return arrayBytes / 2 * 3 + SLACK;
    }

    ElementCodec codec() {
        return CODECS.get(type.substring(1));
    }

    ByteOrder order() {
        return type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /**
     * Reads a header and leaves the stream at the first element.
     *
     * @param size of the whole file
     */
    static NpyHeader read(InputStream in, long size, String where) throws IOException {
        byte[] prefix = in.readNBytes(SHORT_PREFIX);
        if (prefix.length < SHORT_PREFIX || !Arrays.equals(prefix, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new FileFormatException(where + " is no .npy file: it does not begin with \\x93NUMPY");
        }
        int version = prefix[MAGIC.length];
        if (version < 1 || version > 3) {
            throw new FileFormatException(where + " has the .npy format version " + version + "; 1 to 3 are read");
        }
        boolean isShort = version == 1;
        byte[] wide = Arrays.copyOf(prefix, LONG_PREFIX);
        int rest = isShort ? 0 : in.readNBytes(wide, SHORT_PREFIX, LONG_PREFIX - SHORT_PREFIX);
        ByteBuffer buffer = ByteBuffer.wrap(wide).order(ByteOrder.LITTLE_ENDIAN);
        int length = isShort ? buffer.getShort(MAGIC.length + 2) & 0xFFFF : buffer.getInt(MAGIC.length + 2);
        int start = (isShort ? SHORT_PREFIX : LONG_PREFIX) + length;
        if (length < 0 || length > LONGEST) {
            throw new FileFormatException(where + " has a header of " + Integer.toUnsignedString(length)
                    + " bytes; NumPy reads " + LONGEST + " at most");
        }
        byte[] text = in.readNBytes(length);
        if (!isShort && rest < LONG_PREFIX - SHORT_PREFIX || text.length < length) {
            throw new FileFormatException(where + " ends within its header");
        }
        return of(new String(text, StandardCharsets.UTF_8), size - start, where);
    }

    private static NpyHeader of(String text, long there, String where) throws FileFormatException {
        Map<String, Object> header = PythonLiteral.dictionary(text, where);
        if (!header.keySet().equals(KEYS)) {
            throw new FileFormatException(
                    where + " has a header with the keys " + Quoted.of(header.keySet()) + ", expected " + KEYS);
        }
        Object given = header.get("descr");
        String type = given instanceof String name ? withOrder(name) : "";
        if (!CODECS.containsKey(type.isEmpty() ? "" : type.substring(1))) {
            throw new UnreadTypeException(where + " holds elements of type '" + Quoted.of(given)
                    + "'; f2, f4, f8, i1 to i8, u1 to u8 and b1 are read, records, texts and pickled objects are not");
        }
        if (!(header.get("fortran_order") instanceof Boolean columnMajor)) {
            throw new FileFormatException(where + " has a 'fortran_order' that is neither True nor False");
        }
        if (!(header.get("shape") instanceof PythonLiteral.Tuple(List<Object> items))
                || !items.stream().allMatch(Long.class::isInstance)) {
            throw new FileFormatException(where + " has the shape " + Quoted.of(header.get("shape"))
                    + ", expected whole numbers (n, m, ...)");
        }
        List<Long> shape = items.stream().map(Long.class::cast).toList();
        ElementCodec codec = CODECS.get(type.substring(1));
        int count = InputFile.count(shape, codec.bytes, there, where);
        return new NpyHeader(
                InputFile.sizes(shape), type, columnMajor && shape.size() > 1, count, (long) count * codec.memory);
    }

    /** A type with its byte order, which NumPy leaves out where it was asked for the machine's own. */
    private static String withOrder(String type) {
        return !type.isEmpty() && "<>|=".indexOf(type.charAt(0)) < 0 ? "=" + type : type;
    }
}
