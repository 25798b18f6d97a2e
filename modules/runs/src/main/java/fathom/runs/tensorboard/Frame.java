package fathom.runs.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** A TFRecord: length as 8 bytes, its masked checksum, the data, their masked checksum. */
final class Frame {

    private static final int MASK = 0xa282ead8;

    private Frame() {}

    static byte[] around(byte[] data) {
        byte[] length = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(data.length)
                .array();
        return ByteBuffer.allocate(data.length + 16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(length)
                .putInt(masked(length))
                .put(data)
                .putInt(masked(data))
                .array();
    }

    /** ((c >> 15) | (c << 17)) + 0xa282ead8 for the CRC-32C c, modulo 2^32: so that a checksum of checksums is none. */
    static int masked(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }
}
