package fathom.simd.file;

import java.nio.ByteBuffer;

/** Elements as bytes: what a type of a file becomes in memory, and back. */
enum ElementCodec {
    BOOL(1),
    INT8(1),
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    INT64(8),
    UINT64(8),
    FLOAT16(2),
    BFLOAT16(2),
    FLOAT32(4),
    FLOAT64(8);

    final int bytes;

    ElementCodec(int bytes) {
        this.bytes = bytes;
    }

    static ElementCodec of(Tensor.Elements elements) {
        return switch (elements) {
            case Tensor.Floats _ -> FLOAT32;
            case Tensor.Doubles _ -> FLOAT64;
            case Tensor.Ints _ -> INT32;
            case Tensor.Longs _ -> INT64;
        };
    }

    /** Reads {@code count} elements in the buffer's byte order from its position on. */
    Tensor.Elements read(ByteBuffer from, int count, String where) throws FileFormatException {
        return switch (this) {
            case FLOAT32 -> {
                float[] array = new float[count];
                from.asFloatBuffer().get(array);
                yield new Tensor.Floats(array);
            }
            case FLOAT64 -> {
                double[] array = new double[count];
                from.asDoubleBuffer().get(array);
                yield new Tensor.Doubles(array);
            }
            case FLOAT16, BFLOAT16 -> {
                float[] array = new float[count];
                for (int i = 0; i < count; i++) {
                    short bits = from.getShort();
                    array[i] = this == FLOAT16 ? Float.float16ToFloat(bits) : Float.intBitsToFloat(bits << 16);
                }
                yield new Tensor.Floats(array);
            }
            case BOOL, INT8, UINT8, INT16, UINT16, INT32 -> {
                int[] array = new int[count];
                for (int i = 0; i < count; i++) {
                    array[i] = integer(from);
                }
                yield new Tensor.Ints(array);
            }
            case UINT32, INT64, UINT64 -> {
                long[] array = new long[count];
                for (int i = 0; i < count; i++) {
                    array[i] = this == UINT32 ? from.getInt() & 0xFFFFFFFFL : from.getLong();
                    if (this == UINT64 && array[i] < 0) {
                        throw new FileFormatException(where + ": the unsigned number " + Long.toUnsignedString(array[i])
                                + " does not fit into 63 bits");
                    }
                }
                yield new Tensor.Longs(array);
            }
        };
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

    /** Writes elements in the buffer's byte order from its position on. */
    static void write(Tensor.Elements elements, ByteBuffer to) {
        switch (elements) {
            case Tensor.Floats(float[] array) -> to.asFloatBuffer().put(array);
            case Tensor.Doubles(double[] array) -> to.asDoubleBuffer().put(array);
            case Tensor.Ints(int[] array) -> to.asIntBuffer().put(array);
            case Tensor.Longs(long[] array) -> to.asLongBuffer().put(array);
        }
    }
}
