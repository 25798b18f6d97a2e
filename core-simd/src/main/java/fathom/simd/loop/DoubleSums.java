package fathom.simd.loop;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;

/** Reductions over matrices of any stride: row after row, so that the result follows from the shape and the elements alone. */
public final class DoubleSums {

    private static final boolean VECTOR = Backend.available();
    private static final int LANES = ScalarDoubleSums.LANES;

    private DoubleSums() {}

    /** Element (i, j) belongs to lane (i columns + j) mod 64. */
    public static double sum(DoubleMatrix x) {
        double[] lanes = new double[LANES];
        if (DoubleLoops.isLine(x)) {
            sum(lanes, 0, x, x.offset(), DoubleLoops.step(x), x.rows() * x.columns());
        } else {
            for (int i = 0; i < x.rows(); i++) {
                sum(lanes, phase(i, x), x, x.offset() + i * x.rowStride(), x.columnStride(), x.columns());
            }
        }
        return ScalarDoubleSums.total(lanes);
    }

    /** sum_ij (x_ij - mean)^2 over the same lanes */
    public static double deviations(double mean, DoubleMatrix x) {
        double[] lanes = new double[LANES];
        if (DoubleLoops.isLine(x)) {
            deviations(mean, lanes, 0, x, x.offset(), DoubleLoops.step(x), x.rows() * x.columns());
        } else {
            for (int i = 0; i < x.rows(); i++) {
                deviations(mean, lanes, phase(i, x), x, x.offset() + i * x.rowStride(), x.columnStride(), x.columns());
            }
        }
        return ScalarDoubleSums.total(lanes);
    }

    /** The products of element (i, j) of both belong to lane (i columns + j) mod 64. */
    public static double dot(DoubleMatrix x, DoubleMatrix y) {
        double[] lanes = new double[LANES];
        if (DoubleLoops.isLine(x) && DoubleLoops.isLine(y)) {
            int n = x.rows() * x.columns();
            dot(lanes, 0, x, x.offset(), DoubleLoops.step(x), y, y.offset(), DoubleLoops.step(y), n);
        } else {
            for (int i = 0; i < x.rows(); i++) {
                int xAt = x.offset() + i * x.rowStride();
                int yAt = y.offset() + i * y.rowStride();
                dot(lanes, phase(i, x), x, xAt, x.columnStride(), y, yAt, y.columnStride(), x.columns());
            }
        }
        return ScalarDoubleSums.total(lanes);
    }

    /** The largest element or, if {@code magnitude}, the largest absolute value. */
    public static double max(double start, DoubleMatrix x, boolean magnitude) {
        if (DoubleLoops.isLine(x)) {
            return max(start, x, x.offset(), DoubleLoops.step(x), x.rows() * x.columns(), magnitude);
        }
        double max = start;
        for (int i = 0; i < x.rows(); i++) {
            int at = x.offset() + i * x.rowStride();
            max = max(max, x, at, x.columnStride(), x.columns(), magnitude);
        }
        return max;
    }

    /** The place, counted row after row, of the first element equal to {@code value}; -1 if there is none. */
    public static long first(double value, DoubleMatrix x) {
        for (int i = 0; i < x.rows(); i++) {
            int at = x.offset() + i * x.rowStride();
            int j = VECTOR
                    ? VectorDoubleExtremes.first(value, x.array(), at, x.columnStride(), x.columns())
                    : ScalarDoubleExtremes.first(value, x.array(), at, x.columnStride(), x.columns());
            if (j >= 0) {
                return (long) i * x.columns() + j;
            }
        }
        return -1;
    }

    private static int phase(int row, DoubleMatrix x) {
        return (int) ((long) row * x.columns() % LANES);
    }

    private static void sum(double[] lanes, int phase, DoubleMatrix x, int at, int step, int n) {
        if (VECTOR) {
            VectorDoubleSums.sum(lanes, phase, x.array(), at, step, n);
        } else {
            ScalarDoubleSums.sum(lanes, phase, x.array(), at, step, n);
        }
    }

    private static void deviations(double mean, double[] lanes, int phase, DoubleMatrix x, int at, int step, int n) {
        if (VECTOR) {
            VectorDoubleSums.deviations(mean, lanes, phase, x.array(), at, step, n);
        } else {
            ScalarDoubleSums.deviations(mean, lanes, phase, x.array(), at, step, n);
        }
    }

    private static void dot(
            double[] lanes, int phase, DoubleMatrix x, int xAt, int xStep, DoubleMatrix y, int yAt, int yStep, int n) {
        if (VECTOR) {
            VectorDoubleSums.dot(lanes, phase, x.array(), xAt, xStep, y.array(), yAt, yStep, n);
        } else {
            ScalarDoubleSums.dot(lanes, phase, x.array(), xAt, xStep, y.array(), yAt, yStep, n);
        }
    }

    private static double max(double start, DoubleMatrix x, int at, int step, int n, boolean magnitude) {
        double[] array = x.array();
        if (magnitude) {
            return VECTOR
                    ? VectorDoubleExtremes.maxAbs(start, array, at, step, n)
                    : ScalarDoubleExtremes.maxAbs(start, array, at, step, n);
        }
        return VECTOR
                ? VectorDoubleExtremes.max(start, array, at, step, n)
                : ScalarDoubleExtremes.max(start, array, at, step, n);
    }
}
