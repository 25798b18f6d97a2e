package fathom.simd.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntSupplier;

/** Elements as bytes: what a type of a file becomes in memory, and back. Bytes pass through a small buffer, so that one copy suffices. */
enum ElementCodec {
    BOOL(1, Integer.BYTES),
    INT8(1, Integer.BYTES),
    UINT8(1, Integer.BYTES),
    INT16(2, Integer.BYTES),
    UINT16(2, Integer.BYTES),
    INT32(4, Integer.BYTES),
    UINT32(4, Long.BYTES),
    INT64(8, Long.BYTES),
    UINT64(8, Long.BYTES),
    FLOAT16(2, Float.BYTES),
    BFLOAT16(2, Float.BYTES),
    FLOAT32(4, Float.BYTES),
    FLOAT64(8, Double.BYTES);

    /** Elements that pass through the buffer at once. */
    private static final int CHUNK = 1 << 13;

    /** In the file. */
    final int bytes;

    /** In memory. */
    final int memory;

    ElementCodec(int bytes, int memory) {
        this.bytes = bytes;
        this.memory = memory;
    }

    static ElementCodec of(Tensor.Elements elements) {
        return switch (elements) {
            case Tensor.Floats _ -> FLOAT32;
            case Tensor.Doubles _ -> FLOAT64;
            case Tensor.Ints _ -> INT32;
            case Tensor.Longs _ -> INT64;
        };
    }

    /**
     * Reads elements in the order of the file.
     *
     * @param places the index in memory of each element of the file; null if they are the same
     */
    Tensor.Elements read(InputStream from, int count, ByteOrder order, IntSupplier places, String where)
            throws IOException {
        Tensor.Elements all = allocate(count, where);
        Tensor.Elements part = places == null ? all : allocate(Math.min(count, CHUNK), where);
        byte[] chunk = new byte[Math.min(count, CHUNK) * bytes];
        for (int i = 0; i < count; i += CHUNK) {
            int length = Math.min(count - i, CHUNK);
            if (from.readNBytes(chunk, 0, length * bytes) < length * bytes) {
                throw new FileFormatException(where + " is cut short");
            }
            fill(part, places == null ? i : 0, ByteBuffer.wrap(chunk).order(order), length, where);
            if (places != null) {
                scatter(part, length, all, places);
            }
        }
        return all;
    }

    private Tensor.Elements allocate(int count, String where) throws FileFormatException {
        try {
            return switch (this) {
                case FLOAT16, BFLOAT16, FLOAT32 -> new Tensor.Floats(new float[count]);
                case FLOAT64 -> new Tensor.Doubles(new double[count]);
                case BOOL, INT8, UINT8, INT16, UINT16, INT32 -> new Tensor.Ints(new int[count]);
                case UINT32, INT64, UINT64 -> new Tensor.Longs(new long[count]);
            };
        } catch (OutOfMemoryError e) {
            throw new FileFormatException(where + " holds " + count + " elements, which need "
                    + ((long) count * memory >> 20) + " MiB of memory in one piece; the heap has "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB, some of it in use: give it more");
        }
    }

    private void fill(Tensor.Elements to, int start, ByteBuffer from, int count, String where)
            throws FileFormatException {
        switch (to) {
            case Tensor.Floats(float[] array) -> {
                if (this == FLOAT32) {
                    from.asFloatBuffer().get(array, start, count);
                } else {
                    for (int i = start; i < start + count; i++) {
                        short bits = from.getShort();
                        array[i] = this == FLOAT16 ? Float.float16ToFloat(bits) : Float.intBitsToFloat(bits << 16);
                    }
                }
            }
            case Tensor.Doubles(double[] array) -> from.asDoubleBuffer().get(array, start, count);
            case Tensor.Ints(int[] array) -> {
                for (int i = start; i < start + count; i++) {
                    array[i] = integer(from);
                }
            }
            case Tensor.Longs(long[] array) -> {
                for (int i = start; i < start + count; i++) {
                    array[i] = this == UINT32 ? from.getInt() & 0xFFFFFFFFL : from.getLong();
                    if (this == UINT64 && array[i] < 0) {
                        throw new FileFormatException(where + ": the unsigned number " + Long.toUnsignedString(array[i])
                                + " does not fit into 63 bits");
                    }
                }
            }
        }
    }

    private int integer(ByteBuffer from) {
        return switch (this) {
            case BOOL -> from.get() != 0 ? 1 : 0;
            case INT8 -> from.get();
            case UINT8 -> from.get() & 0xFF;
            case INT16 -> from.getShort();
            case UINT16 -> from.getShort() & 0xFFFF;
            default -> from.getInt();
        };
    }

    private static void scatter(Tensor.Elements part, int count, Tensor.Elements all, IntSupplier places) {
        for (int i = 0; i < count; i++) {
            int place = places.getAsInt();
            switch (all) {
                case Tensor.Floats(float[] array) -> array[place] = ((Tensor.Floats) part).array()[i];
                case Tensor.Doubles(double[] array) -> array[place] = ((Tensor.Doubles) part).array()[i];
                case Tensor.Ints(int[] array) -> array[place] = ((Tensor.Ints) part).array()[i];
                case Tensor.Longs(long[] array) -> array[place] = ((Tensor.Longs) part).array()[i];
            }
        }
    }

    /** Writes elements, little endian. */
    static void write(Tensor.Elements elements, OutputStream to) throws IOException {
        int bytes = of(elements).bytes;
        ByteBuffer chunk =
                ByteBuffer.allocate(Math.min(elements.count(), CHUNK) * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements.count(); i += CHUNK) {
            int length = Math.min(elements.count() - i, CHUNK);
            switch (elements) {
                case Tensor.Floats(float[] array) -> chunk.asFloatBuffer().put(array, i, length);
                case Tensor.Doubles(double[] array) -> chunk.asDoubleBuffer().put(array, i, length);
                case Tensor.Ints(int[] array) -> chunk.asIntBuffer().put(array, i, length);
                case Tensor.Longs(long[] array) -> chunk.asLongBuffer().put(array, i, length);
            }
            to.write(chunk.array(), 0, length * bytes);
        }
    }
}
