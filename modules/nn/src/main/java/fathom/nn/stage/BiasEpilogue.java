package fathom.nn.stage;

import fathom.simd.epilogue.FloatEpilogue;

/**
 * What follows a dense layer's product while its elements are in cache.
 *
 * <pre>
 * z_ij := z_ij + b_j,   then max(0, z_ij) where a ReLU follows; NaN stays NaN
 * </pre>
 *
 * @param bias b, one number for each column; read when it is applied
 * @param relu whether a ReLU follows
 */
record BiasEpilogue(float[] bias, boolean relu) implements FloatEpilogue {

    @Override
    public void finish(int row, int column, int count, float[] array, int at, int stride) {
        if (stride == 1) {
            neighbours(column, count, array, at);
            return;
        }
        for (int q = 0; q < count; q++) {
            float z = array[at + q * stride] + bias[column + q];
            array[at + q * stride] = relu ? Math.max(0, z) : z;
        }
    }

    /** The usual case, in loops that the compiler vectorises. */
    private void neighbours(int column, int count, float[] array, int at) {
        float[] b = bias;
        if (relu) {
            for (int q = 0; q < count; q++) {
                array[at + q] = Math.max(0, array[at + q] + b[column + q]);
            }
        } else {
            for (int q = 0; q < count; q++) {
                array[at + q] += b[column + q];
            }
        }
    }
}
