package fathom.nn;

import fathom.simd.matrix.FloatMatrix;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** What a data set is recognised by: its sizes, and a check sum of all its numbers as the first pass of training sees them. */
final class Fingerprint {

    private static final int BLOCK = 64;

    private Fingerprint() {}

    static String of(Batches data) {
        int[] order = new int[data.rows()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        CRC32 sum = new CRC32();
        for (int from = 0; from < order.length; from += BLOCK) {
            int rows = Math.min(BLOCK, order.length - from);
            FloatMatrix x = FloatMatrix.zeros(rows, data.inputs());
            FloatMatrix y = FloatMatrix.zeros(rows, data.outputs());
            data.gather(order, from, 0, x, y);
            update(sum, x.array());
            update(sum, y.array());
        }
        return data.rows() + " examples of " + data.inputs() + " inputs and " + data.outputs()
                + " targets with the check sum " + Long.toHexString(sum.getValue());
    }

    private static void update(CRC32 sum, float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, numbers.length));
        bytes.asFloatBuffer().put(numbers);
        sum.update(bytes);
    }
}
