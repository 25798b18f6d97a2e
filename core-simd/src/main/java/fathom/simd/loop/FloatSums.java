package fathom.simd.loop;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.FloatMatrix;

/** Reductions over matrices of any stride: row after row, so that the result follows from the shape and the elements alone. */
public final class FloatSums {

    private static final boolean VECTOR = Backend.available();
    private static final int LANES = ScalarFloatSums.LANES;

    /** Elements of a block: chains of 16, so that 2^24 equal floats sum to within 2e-7; chains of 64 are off by 6e-7. */
    private static final int BLOCK = 16 * LANES;

    /** Rows of a block of sums over columns: 256, so that the usual batch is one block and needs no room of its own. */
    private static final int ROWS = 256;

    private FloatSums() {}

    /** Element (i, j) belongs to lane (i columns + j) mod 64. */
    public static float sum(FloatMatrix x) {
        return tree(x, x, (lanes, phase, at, step, same, sameStep, n) -> sum(lanes, phase, x, at, step, n));
    }

    /** sum_ij (x_ij - mean)^2 over the same lanes */
    public static float deviations(float mean, FloatMatrix x) {
        return tree(
                x, x, (lanes, phase, at, step, same, sameStep, n) -> deviations(mean, lanes, phase, x, at, step, n));
    }

    /** The products of element (i, j) of both belong to lane (i columns + j) mod 64. */
    public static float dot(FloatMatrix x, FloatMatrix y) {
        return tree(x, y, (lanes, phase, at, step, yAt, yStep, n) -> dot(lanes, phase, x, at, step, y, yAt, yStep, n));
    }

    /** sums_j := sum_i x_ij: chains over ascending i, which are added in pairs above {@link #ROWS} rows */
    public static void columns(FloatMatrix x, FloatMatrix sums) {
        int rows = x.rows();
        if (rows <= ROWS) {
            FloatLoops.runOnRow(FloatLoops.ADD, 1, x, sums);
            return;
        }
        FloatTree tree = new FloatTree(x.columns(), ROWS);
        FloatMatrix block = FloatMatrix.wrap(tree.block(), 1, x.columns());
        for (int i = 0; i < rows; ) {
            int count = tree.next(rows - i);
            FloatLoops.runOnRow(FloatLoops.ADD, 1, x.rows(i, i + count), block);
            tree.advance(count);
            i += count;
        }
        FloatLoops.run(FloatLoops.ADD, 1, FloatMatrix.wrap(tree.total(), 1, x.columns()), sums);
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

    /** What n elements that begin at {@code phase} in their block add to the lanes. */
    private interface Chains {
        void run(float[] lanes, int phase, int x, int xStep, int y, int yStep, int n);
    }

    private static float tree(FloatMatrix x, FloatMatrix y, Chains chains) {
        FloatTree tree = new FloatTree(LANES, BLOCK);
        if (FloatLoops.isLine(x) && FloatLoops.isLine(y)) {
            int n = x.rows() * x.columns();
            run(chains, tree, x.offset(), FloatLoops.step(x), y.offset(), FloatLoops.step(y), n);
        } else {
            for (int i = 0; i < x.rows(); i++) {
                int xAt = x.offset() + i * x.rowStride();
                int yAt = y.offset() + i * y.rowStride();
                run(chains, tree, xAt, x.columnStride(), yAt, y.columnStride(), x.columns());
            }
        }
        return ScalarFloatSums.total(tree.total());
    }

    private static void run(Chains chains, FloatTree tree, int x, int xStep, int y, int yStep, int n) {
        for (int t = 0; t < n; ) {
            int count = tree.next(n - t);
            chains.run(tree.block(), tree.filled() % LANES, x + t * xStep, xStep, y + t * yStep, yStep, count);
            tree.advance(count);
            t += count;
        }
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
