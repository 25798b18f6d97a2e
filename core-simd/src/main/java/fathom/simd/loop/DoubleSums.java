package fathom.simd.loop;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;

/** Reductions over matrices of any stride: row after row, so that the result follows from the shape and the elements alone. */
public final class DoubleSums {

    private static final boolean VECTOR = Backend.available();
    private static final int LANES = ScalarDoubleSums.LANES;

    /** Elements of a block: chains of 16, as for floats. */
    private static final int BLOCK = 16 * LANES;

    /** Rows of a block of sums over columns: 256, so that the usual batch is one block and needs no room of its own. */
    private static final int ROWS = 256;

    private DoubleSums() {}

    /** Element (i, j) belongs to lane (i columns + j) mod 64. */
    public static double sum(DoubleMatrix x) {
        return tree(x, x, (lanes, phase, at, step, same, sameStep, n) -> sum(lanes, phase, x, at, step, n));
    }

    /** sum_ij (x_ij - mean)^2 over the same lanes */
    public static double deviations(double mean, DoubleMatrix x) {
        return tree(
                x, x, (lanes, phase, at, step, same, sameStep, n) -> deviations(mean, lanes, phase, x, at, step, n));
    }

    /** The products of element (i, j) of both belong to lane (i columns + j) mod 64. */
    public static double dot(DoubleMatrix x, DoubleMatrix y) {
        return tree(x, y, (lanes, phase, at, step, yAt, yStep, n) -> dot(lanes, phase, x, at, step, y, yAt, yStep, n));
    }

    /** sums_j := sum_i x_ij: chains over ascending i, which are added in pairs above {@link #ROWS} rows */
    public static void columns(DoubleMatrix x, DoubleMatrix sums) {
        int rows = x.rows();
        if (rows <= ROWS) {
            DoubleLoops.runOnRow(DoubleLoops.ADD, 1, x, sums);
            return;
        }
        DoubleTree tree = new DoubleTree(x.columns(), ROWS);
        DoubleMatrix block = DoubleMatrix.wrap(tree.block(), 1, x.columns());
        for (int i = 0; i < rows; ) {
            int count = tree.next(rows - i);
            DoubleLoops.runOnRow(DoubleLoops.ADD, 1, x.rows(i, i + count), block);
            tree.advance(count);
            i += count;
        }
        DoubleLoops.run(DoubleLoops.ADD, 1, DoubleMatrix.wrap(tree.total(), 1, x.columns()), sums);
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

    /** What n elements that begin at {@code phase} in their block add to the lanes. */
    private interface Chains {
        void run(double[] lanes, int phase, int x, int xStep, int y, int yStep, int n);
    }

    private static double tree(DoubleMatrix x, DoubleMatrix y, Chains chains) {
        DoubleTree tree = new DoubleTree(LANES, BLOCK);
        if (DoubleLoops.isLine(x) && DoubleLoops.isLine(y)) {
            int n = x.rows() * x.columns();
            run(chains, tree, x.offset(), DoubleLoops.step(x), y.offset(), DoubleLoops.step(y), n);
        } else {
            for (int i = 0; i < x.rows(); i++) {
                int xAt = x.offset() + i * x.rowStride();
                int yAt = y.offset() + i * y.rowStride();
                run(chains, tree, xAt, x.columnStride(), yAt, y.columnStride(), x.columns());
            }
        }
        return ScalarDoubleSums.total(tree.total());
    }

    private static void run(Chains chains, DoubleTree tree, int x, int xStep, int y, int yStep, int n) {
        for (int t = 0; t < n; ) {
            int count = tree.next(n - t);
            chains.run(tree.block(), tree.filled() % LANES, x + t * xStep, xStep, y + t * yStep, yStep, count);
            tree.advance(count);
            t += count;
        }
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
