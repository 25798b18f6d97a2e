package fathom.simd.eigen;

import fathom.simd.math.PowerOfTwo;
import fathom.simd.matrix.DoubleMatrix;

/**
 * Eigenvalues and vectors of a symmetric tridiagonal matrix by tearing it in two, solving the halves and joining them.
 *
 * <pre>
 * T = (T1 0; 0 T2) + |e| u u',   u = (0 .. 0, 1, +-1, 0 .. 0),   |e| taken from the diagonal on both sides of the cut
 * </pre>
 *
 * T is scaled by a power of two to elements up to 1 first, as LAPACK's dstedc scales it, so that what may be neglected in any part is
 * known.
 */
final class DivideAndConquer {

    /** Rows up to which the QL iteration is as fast. */
    private static final int LEAF = 32;

    private final double[] d;
    private final double[] e;
    private final DoubleMatrix q;
    private final RankOneUpdate update;

    private DivideAndConquer(double[] d, double[] e, DoubleMatrix q) {
        this.d = d;
        this.e = e;
        this.q = q;
        update = new RankOneUpdate(d, q);
    }

    /**
     * d := eigenvalues in ascending order, q := eigenvectors in columns.
     *
     * @param d diagonal, overwritten
     * @param e off-diagonal, e[i] between i and i + 1; overwritten
     * @param q n x n zeros, row-major, overwritten
     */
    static void compute(double[] d, double[] e, DoubleMatrix q) {
        double largest = 0;
        for (int i = 0; i < d.length; i++) {
            largest = Math.max(largest, Math.max(Math.abs(d[i]), Math.abs(e[i])));
        }
        int exponent = PowerOfTwo.exponent(largest) + 1;
        for (int i = 0; i < d.length; i++) {
            d[i] = Math.scalb(d[i], -exponent);
            e[i] = Math.scalb(e[i], -exponent);
        }
        if (d.length > 0) {
            new DivideAndConquer(d, e, q).solve(0, d.length);
        }
        for (int i = 0; i < d.length; i++) {
            d[i] = Math.scalb(d[i], exponent);
        }
    }

    private void solve(int from, int end) {
        int size = end - from;
        if (size <= LEAF) {
            SmallTridiagonal.compute(d, e, from, q.window(from, from, size, size));
            return;
        }
        int middle = from + size / 2;
        double coupling = e[middle - 1];
        d[middle - 1] -= Math.abs(coupling);
        d[middle] -= Math.abs(coupling);
        solve(from, middle);
        solve(middle, end);
        update.join(from, middle, end, coupling);
    }
}
