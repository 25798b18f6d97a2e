package fathom.simd.product;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/** Completes a symmetric matrix of which one half was computed. */
public final class Mirror {

    /** Side of the squares copied at a time: both squares, the one read by rows and the one written by columns, lie in cache. */
    private static final int SQUARE = 32;

    private Mirror() {}

    /** c_ji := c_ij for i > j. */
    public static void upward(FloatMatrix c) {
        float[] x = c.array();
        for (int row = 0; row < c.rows(); row += SQUARE) {
            for (int column = 0; column <= row; column += SQUARE) {
                int rowEnd = Math.min(c.rows(), row + SQUARE);
                for (int i = row; i < rowEnd; i++) {
                    int columnEnd = Math.min(i, column + SQUARE);
                    for (int j = column; j < columnEnd; j++) {
                        x[c.offset() + j * c.rowStride() + i * c.columnStride()] =
                                x[c.offset() + i * c.rowStride() + j * c.columnStride()];
                    }
                }
            }
        }
    }

    /** c_ji := c_ij for i > j. */
    public static void upward(DoubleMatrix c) {
        double[] x = c.array();
        for (int row = 0; row < c.rows(); row += SQUARE) {
            for (int column = 0; column <= row; column += SQUARE) {
                int rowEnd = Math.min(c.rows(), row + SQUARE);
                for (int i = row; i < rowEnd; i++) {
                    int columnEnd = Math.min(i, column + SQUARE);
                    for (int j = column; j < columnEnd; j++) {
                        x[c.offset() + j * c.rowStride() + i * c.columnStride()] =
                                x[c.offset() + i * c.rowStride() + j * c.columnStride()];
                    }
                }
            }
        }
    }
}
