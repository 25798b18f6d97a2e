package fathom.simd.loop;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.FloatMatrix;

/** Reductions over matrices of any stride: row after row, so that the result follows from the shape and the elements alone. */
public final class FloatSums {

    private static final boolean VECTOR = Backend.available();
    private static final int LANES = ScalarFloatSums.LANES;

    private FloatSums() {}

    /** Element (i, j) belongs to lane (i columns + j) mod 64. */
    public static float sum(FloatMatrix x) {
        float[] lanes = new float[LANES];
        if (FloatLoops.isLine(x)) {
            sum(lanes, 0, x, x.offset(), FloatLoops.step(x), x.rows() * x.columns());
        } else {
            for (int i = 0; i < x.rows(); i++) {
                sum(lanes, phase(i, x), x, x.offset() + i * x.rowStride(), x.columnStride(), x.columns());
            }
        }
        return ScalarFloatSums.total(lanes);
    }

    /** sum_ij (x_ij - mean)^2 over the same lanes */
    public static float deviations(float mean, FloatMatrix x) {
        float[] lanes = new float[LANES];
        if (FloatLoops.isLine(x)) {
            deviations(mean, lanes, 0, x, x.offset(), FloatLoops.step(x), x.rows() * x.columns());
        } else {
            for (int i = 0; i < x.rows(); i++) {
                deviations(mean, lanes, phase(i, x), x, x.offset() + i * x.rowStride(), x.columnStride(), x.columns());
            }
        }
        return ScalarFloatSums.total(lanes);
    }

    /** The products of element (i, j) of both belong to lane (i columns + j) mod 64. */
    public static float dot(FloatMatrix x, FloatMatrix y) {
        float[] lanes = new float[LANES];
        if (FloatLoops.isLine(x) && FloatLoops.isLine(y)) {
            int n = x.rows() * x.columns();
            dot(lanes, 0, x, x.offset(), FloatLoops.step(x), y, y.offset(), FloatLoops.step(y), n);
        } else {
            for (int i = 0; i < x.rows(); i++) {
                int xAt = x.offset() + i * x.rowStride();
                int yAt = y.offset() + i * y.rowStride();
                dot(lanes, phase(i, x), x, xAt, x.columnStride(), y, yAt, y.columnStride(), x.columns());
            }
        }
        return ScalarFloatSums.total(lanes);
    }

    /** The largest element or, if {@code magnitude}, the largest absolute value. */
    public static float max(float start, FloatMatrix x, boolean magnitude) {
        if (FloatLoops.isLine(x)) {
            return max(start, x, x.offset(), FloatLoops.step(x), x.rows() * x.columns(), magnitude);
        }
        float max = start;
        for (int i = 0; i < x.rows(); i++) {
            int at = x.offset() + i * x.rowStride();
            max = max(max, x, at, x.columnStride(), x.columns(), magnitude);
        }
        return max;
    }

    /** The place, counted row after row, of the first element equal to {@code value}; -1 if there is none. */
    public static long first(float value, FloatMatrix x) {
        for (int i = 0; i < x.rows(); i++) {
            int at = x.offset() + i * x.rowStride();
            int j = VECTOR
                    ? VectorFloatExtremes.first(value, x.array(), at, x.columnStride(), x.columns())
                    : ScalarFloatExtremes.first(value, x.array(), at, x.columnStride(), x.columns());
            if (j >= 0) {
                return (long) i * x.columns() + j;
            }
        }
        return -1;
    }

    private static int phase(int row, FloatMatrix x) {
        return (int) ((long) row * x.columns() % LANES);
    }

    private static void sum(float[] lanes, int phase, FloatMatrix x, int at, int step, int n) {
        if (VECTOR) {
            VectorFloatSums.sum(lanes, phase, x.array(), at, step, n);
        } else {
            ScalarFloatSums.sum(lanes, phase, x.array(), at, step, n);
        }
    }

    private static void deviations(float mean, float[] lanes, int phase, FloatMatrix x, int at, int step, int n) {
        if (VECTOR) {
            VectorFloatSums.deviations(mean, lanes, phase, x.array(), at, step, n);
        } else {
            ScalarFloatSums.deviations(mean, lanes, phase, x.array(), at, step, n);
        }
    }

    private static void dot(
            float[] lanes, int phase, FloatMatrix x, int xAt, int xStep, FloatMatrix y, int yAt, int yStep, int n) {
        if (VECTOR) {
            VectorFloatSums.dot(lanes, phase, x.array(), xAt, xStep, y.array(), yAt, yStep, n);
        } else {
            ScalarFloatSums.dot(lanes, phase, x.array(), xAt, xStep, y.array(), yAt, yStep, n);
        }
    }

    private static float max(float start, FloatMatrix x, int at, int step, int n, boolean magnitude) {
        float[] array = x.array();
        if (magnitude) {
            return VECTOR
                    ? VectorFloatExtremes.maxAbs(start, array, at, step, n)
                    : ScalarFloatExtremes.maxAbs(start, array, at, step, n);
        }
        return VECTOR
                ? VectorFloatExtremes.max(start, array, at, step, n)
                : ScalarFloatExtremes.max(start, array, at, step, n);
    }
}
