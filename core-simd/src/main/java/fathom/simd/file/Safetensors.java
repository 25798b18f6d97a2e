package fathom.simd.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The safetensors format: 8 bytes of length, a JSON header that gives each tensor's type, shape and place, and the bytes, little endian.
 *
 * <p>Read: F16, BF16, F32, F64, I8 to I64, U8 to U64 and BOOL. Written: F32, F64, I32, I64, tensors in the order of the map, each
 * aligned to 8 bytes if the wider types come first. Source: the format's specification, huggingface/safetensors.
 *
 * @param tensors by name, in the order of the header
 * @param metadata free text by key, as {@code __metadata__} holds it
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {

    private static final int LENGTH = 8;
    private static final int ALIGNMENT = 8;
    private static final String METADATA = "__metadata__";
    private static final Map<String, ElementCodec> CODECS = Map.ofEntries(
            Map.entry("BOOL", ElementCodec.BOOL),
            Map.entry("I8", ElementCodec.INT8),
            Map.entry("U8", ElementCodec.UINT8),
            Map.entry("I16", ElementCodec.INT16),
            Map.entry("U16", ElementCodec.UINT16),
            Map.entry("I32", ElementCodec.INT32),
            Map.entry("U32", ElementCodec.UINT32),
            Map.entry("I64", ElementCodec.INT64),
            Map.entry("U64", ElementCodec.UINT64),
            Map.entry("F16", ElementCodec.FLOAT16),
            Map.entry("BF16", ElementCodec.BFLOAT16),
            Map.entry("F32", ElementCodec.FLOAT32),
            Map.entry("F64", ElementCodec.FLOAT64));

    /** @throws IllegalArgumentException if a tensor is called {@code __metadata__} */
    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        if (tensors.containsKey(METADATA)) {
            throw new IllegalArgumentException(
                    "no tensor can be called " + METADATA + ": the format reserves that name");
        }
    }

    /**
     * Reads a file.
     *
     * @throws FileFormatException if it is missing, is no safetensors file, is cut short, or its places do not fit its shapes
     */
    public static Safetensors read(Path path) throws IOException {
        byte[] bytes = Whole.read(path);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.length < LENGTH ? -1 : buffer.getLong(0);
        if (length < 2 || length > bytes.length - LENGTH) {
            throw new FileFormatException(
                    path + " is no safetensors file: its first 8 bytes do not give the length of a header");
        }
        int start = LENGTH + (int) length;
        Map<String, Object> header =
                Json.object(new String(bytes, LENGTH, (int) length, StandardCharsets.UTF_8), path.toString());
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : header.entrySet()) {
            String where = path + ", tensor " + entry.getKey();
            if (!(entry.getValue() instanceof Map<?, ?> fields)) {
                throw new FileFormatException(where + ": the header gives no type, shape and place");
            }
            if (entry.getKey().equals(METADATA)) {
                fields.forEach((key, value) -> metadata.put(key.toString(), value.toString()));
            } else {
                tensors.put(entry.getKey(), tensor(fields, buffer, start, where));
            }
        }
        return new Safetensors(tensors, metadata);
    }

    private static Tensor tensor(Map<?, ?> fields, ByteBuffer buffer, int start, String where)
            throws FileFormatException {
        ElementCodec codec = fields.get("dtype") instanceof String type ? CODECS.get(type) : null;
        if (codec == null) {
            throw new FileFormatException(where + " is of type " + fields.get("dtype") + ", which is not read");
        }
        List<Long> sizes = longs(fields.get("shape"), where + ": shape");
        List<Long> place = longs(fields.get("data_offsets"), where + ": data_offsets");
        List<Integer> shape = new ArrayList<>();
        for (long size : sizes) {
            if (size < 0 || size > Integer.MAX_VALUE) {
                throw new FileFormatException(where + " has the shape " + sizes);
            }
            shape.add((int) size);
        }
        int count = Whole.count(shape, codec.bytes, where);
        if (place.size() != 2
                || place.get(0) < 0
                || place.get(1) - place.get(0) != (long) count * codec.bytes
                || place.get(1) > buffer.capacity() - start) {
            throw new FileFormatException(where + ": the place " + place + " does not hold the "
                    + (long) count * codec.bytes + " bytes of the shape " + shape + " within the file");
        }
        buffer.position(start + place.getFirst().intValue());
        return new Tensor(shape, codec.read(buffer, count, where));
    }

    private static List<Long> longs(Object value, String where) throws FileFormatException {
        List<Long> longs = new ArrayList<>();
        if (!(value instanceof List<?> list)) {
            throw new FileFormatException(where + " is missing");
        }
        for (Object element : list) {
            if (!(element instanceof Long number)) {
                throw new FileFormatException(where + " holds " + element + ", which is no number");
            }
            longs.add(number);
        }
        return longs;
    }

    /** Writes a file, replacing one that is there. */
    public void write(Path path) throws IOException {
        StringBuilder header = new StringBuilder("{");
        if (!metadata.isEmpty()) {
            header.append(quoted(METADATA)).append(":{");
            String separator = "";
            for (Map.Entry<String, String> entry : metadata.entrySet()) {
                header.append(separator)
                        .append(quoted(entry.getKey()))
                        .append(':')
                        .append(quoted(entry.getValue()));
                separator = ",";
            }
            header.append('}');
        }
        long end = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            ElementCodec codec = ElementCodec.of(tensor.elements());
            String type = switch (codec) {
                case FLOAT32 -> "F32";
                case FLOAT64 -> "F64";
                case INT32 -> "I32";
                default -> "I64";
            };
            long next = end + (long) tensor.elements().count() * codec.bytes;
            header.append(header.length() == 1 ? "" : ",").append(quoted(entry.getKey()));
            header.append(":{\"dtype\":\"").append(type).append("\",\"shape\":");
            header.append(tensor.shape().toString().replace(" ", ""));
            header.append(",\"data_offsets\":[")
                    .append(end)
                    .append(',')
                    .append(next)
                    .append("]}");
            end = next;
        }
        byte[] text = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] bytes = new byte[Math.toIntExact(LENGTH + padded + end)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(padded).put(text);
        while (buffer.position() < LENGTH + padded) {
            buffer.put((byte) ' ');
        }
        for (Tensor tensor : tensors.values()) {
            ElementCodec.write(tensor.elements(), buffer);
            buffer.position(buffer.position() + tensor.elements().count() * ElementCodec.of(tensor.elements()).bytes);
        }
        Whole.write(path, bytes);
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
