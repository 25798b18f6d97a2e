package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;
import java.util.ArrayDeque;
import java.util.Deque;

/** The pairs of some rows with columns 0, 1, ... on their way through an infinitely wide network. */
final class PairBlock {

    /** Signed haversines of the correlations. */
    final DoubleMatrix haversines;

    /** Tangent kernels, or null where covariances alone are wanted. */
    final DoubleMatrix tangents;

    /** The first row. */
    final int row;

    /** What goes round residual sums that are open. */
    private final Deque<PairBlock> around = new ArrayDeque<>();

    PairBlock(DoubleMatrix haversines, DoubleMatrix tangents, int row) {
        this.haversines = haversines;
        this.tangents = tangents;
        this.row = row;
    }

    PairBlock copy() {
        return new PairBlock(haversines.copy(), tangents == null ? null : tangents.copy(), row);
    }

    void fork() {
        around.push(copy());
    }

    PairBlock join() {
        return around.pop();
    }

    int rows() {
        return haversines.rows();
    }

    int columns() {
        return haversines.columns();
    }

    /** Where row {@code i} of a matrix begins in its array. */
    static int at(DoubleMatrix matrix, int i) {
        return matrix.offset() + i * matrix.rowStride();
    }
}
