package fathom.simd.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** The longest header that the format allows. */
    private static final long LONGEST = 100_000_000;

    /** Bytes of memory that one byte of a header can need: objects without keys are 40 times larger than their text. */
    private static final long HEADER_MEMORY = 40;

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
     * @throws FileFormatException if it is missing, is no safetensors file, is cut short, its places do not fit its shapes, overlap or leave
     *     bytes out, or it holds more than the memory takes
     */
    public static Safetensors read(Path path) throws IOException {
        long size = InputFile.size(path);
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            InputStream in = Channels.newInputStream(channel);
            byte[] prefix = in.readNBytes(LENGTH);
            long length = prefix.length < LENGTH
                    ? -1
                    : ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (length < 2 || length > size - LENGTH || length > LONGEST) {
                throw new FileFormatException(path + " is no safetensors file: its first " + LENGTH
                        + " bytes do not give the length of a header");
            }
            if (length * HEADER_MEMORY > Runtime.getRuntime().maxMemory()) {
                throw new FileFormatException(path + " has a header of " + length + " bytes, which can need "
                        + (length * HEADER_MEMORY >> 20) + " MiB of memory; give the heap as much");
            }
            String text = new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
            return read(Json.object(text, path.toString()), channel, LENGTH + length, path);
        }
    }

    private static Safetensors read(Map<String, Object> header, SeekableByteChannel channel, long start, Path path)
            throws IOException {
        Map<String, Place> places = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        long there = channel.size() - start;
        for (Map.Entry<String, Object> entry : header.entrySet()) {
            String where = path + ", tensor " + Quoted.of(entry.getKey());
            if (!(entry.getValue() instanceof Map<?, ?> fields)) {
                throw new FileFormatException(where + ": the header gives no type, shape and place");
            }
            if (entry.getKey().equals(METADATA)) {
                fields.forEach((key, value) -> metadata.put(key.toString(), value.toString()));
            } else {
                places.put(entry.getKey(), place(fields, there, where));
            }
        }
        checkFilled(places.values(), there, path);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, Place> entry : places.entrySet()) {
            Place place = entry.getValue();
            channel.position(start + place.begin);
            Tensor.Elements elements = place.codec.read(
                    Channels.newInputStream(channel), place.count, ByteOrder.LITTLE_ENDIAN, null, place.where);
            tensors.put(entry.getKey(), new Tensor(place.shape, elements));
        }
        return new Safetensors(tensors, metadata);
    }

    /** Where a tensor is, as the header says and the file can hold. */
    private record Place(ElementCodec codec, List<Integer> shape, int count, long begin, long end, String where) {}

    private static Place place(Map<?, ?> fields, long there, String where) throws FileFormatException {
        ElementCodec codec = fields.get("dtype") instanceof String type ? CODECS.get(type) : null;
        if (codec == null) {
            throw new FileFormatException(
                    where + " is of type " + Quoted.of(fields.get("dtype")) + ", which is not read");
        }
        List<Long> shape = longs(fields.get("shape"), where + ": shape");
        List<Long> offsets = longs(fields.get("data_offsets"), where + ": data_offsets");
        int count = InputFile.count(shape, codec.bytes, there, where);
        long bytes = (long) count * codec.bytes;
        long begin = offsets.isEmpty() ? -1 : offsets.getFirst();
        if (offsets.size() != 2 || begin < 0 || begin > there - bytes || offsets.get(1) != begin + bytes) {
            throw new FileFormatException(where + ": the place " + Quoted.of(offsets) + " does not hold the " + bytes
                    + " bytes of the shape " + Quoted.of(shape) + " within the " + there + " bytes of the file");
        }
        return new Place(codec, InputFile.sizes(shape), count, begin, begin + bytes, where);
    }

    /** As the specification demands: every byte belongs to one tensor. */
    private static void checkFilled(Collection<Place> places, long there, Path path) throws FileFormatException {
        long end = 0;
        for (Place place : places.stream()
                .sorted(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end))
                .toList()) {
            if (place.begin != end) {
                throw new FileFormatException(place.where + " begins at byte " + place.begin
                        + " of the data and the tensor before it ends at " + end
                        + ", expected neither gaps nor overlaps");
            }
            end = place.end;
        }
        if (end != there) {
            throw new FileFormatException(path + " holds " + there + " bytes of data and its tensors end at byte " + end
                    + ", expected every byte to belong to a tensor");
        }
    }

    private static List<Long> longs(Object value, String where) throws FileFormatException {
        List<Long> longs = new ArrayList<>();
        if (!(value instanceof List<?> list)) {
            throw new FileFormatException(where + " is missing");
        }
        for (Object element : list) {
            if (!(element instanceof Long number)) {
                throw new FileFormatException(where + " holds " + Quoted.of(element) + ", which is no number");
            }
            longs.add(number);
        }
        return longs;
    }

    /** Writes a file, replacing one that is there. */
    public void write(Path path) throws IOException {
        byte[] text = header().getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH + padded).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(padded).put(text);
        while (buffer.hasRemaining()) {
            buffer.put((byte) ' ');
        }
        OutputFile.write(path, out -> {
            out.write(buffer.array());
            for (Tensor tensor : tensors.values()) {
                ElementCodec.write(tensor.elements(), out);
            }
        });
    }

    private String header() {
        List<String> entries = new ArrayList<>();
        if (!metadata.isEmpty()) {
            entries.add(Json.quoted(METADATA)
                    + metadata.entrySet().stream()
                            .map(entry -> Json.quoted(entry.getKey()) + ":" + Json.quoted(entry.getValue()))
                            .collect(Collectors.joining(",", ":{", "}")));
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
            long begin = end;
            end += (long) tensor.elements().count() * codec.bytes;
            entries.add(Json.quoted(entry.getKey()) + ":{\"dtype\":\"" + type + "\",\"shape\":"
                    + tensor.shape().toString().replace(" ", "") + ",\"data_offsets\":[" + begin + "," + end + "]}");
        }
        return entries.stream().collect(Collectors.joining(",", "{", "}"));
    }
}
