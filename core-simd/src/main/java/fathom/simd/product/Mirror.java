package fathom.simd.product;

import fathom.simd.machine.Backend;
import fathom.simd.machine.Workers;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/** Completes a symmetric matrix of which one half was computed; transposes. */
public final class Mirror {

    /** Side of the squares copied at a time: both squares, the one read by rows and the one written by columns, lie in cache. */
    private static final int SQUARE = 32;

    /** Rows from which strips of doubles are shared among threads: some tens of microseconds of work. */
    private static final int PARALLEL = 400;

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
        int strips = (c.rows() + SQUARE - 1) / SQUARE;
        if (c.rows() < PARALLEL) {
            for (int strip = 0; strip < strips; strip++) {
                upward(c, strip * SQUARE);
            }
        } else {
            // The last strips are the longest.
            Workers.forEach(strips, strip -> upward(c, (strips - 1 - strip) * SQUARE));
        }
    }

    /** The elements that come from SQUARE rows. */
    private static void upward(DoubleMatrix c, int row) {
        int rows = Math.min(SQUARE, c.rows() - row);
        for (int column = 0; column < row; column += SQUARE) {
            transpose(c.window(row, column, rows, SQUARE), c.window(column, row, SQUARE, rows));
        }
        for (int i = row; i < row + rows; i++) {
            for (int j = row; j < i; j++) {
                c.set(j, i, c.get(i, j));
            }
        }
    }

    /** to := from', in squares where both are contiguous along their rows, or both along their columns, or else element by element. */
    public static void transpose(DoubleMatrix from, DoubleMatrix to) {
        if (Backend.available() && from.columnStride() == 1 && to.columnStride() == 1) {
            VectorDoubleTransposition.copy(
                    1,
                    to.rows(),
                    to.columns(),
                    from.array(),
                    from.offset(),
                    from.rowStride(),
                    to.array(),
                    to.offset(),
                    to.rowStride());
        } else if (Backend.available() && from.rowStride() == 1 && to.rowStride() == 1) {
            VectorDoubleTransposition.copy(
                    1,
                    to.columns(),
                    to.rows(),
                    from.array(),
                    from.offset(),
                    from.columnStride(),
                    to.array(),
                    to.offset(),
                    to.columnStride());
        } else {
            for (int i = 0; i < to.rows(); i++) {
                for (int j = 0; j < to.columns(); j++) {
                    to.set(i, j, from.get(j, i));
                }
            }
        }
    }
}
