package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;

/**
 * Whether a Cholesky factor means anything: a pivot is what is left of a diagonal element once the rows before have been taken out, and
 * where that is no more than their roundings, it may as well be 0 and is reported so: the matrix cannot be told from a singular one.
 */
final class Pivots {

    private static final double ROUNDING = 0x1p-53;

    private Pivots() {}

    /**
     * @param factor L, of which the diagonal is read
     * @param diagonal of A = L L'
     * @throws NotPositiveDefiniteException if some L_ii^2 ≤ n 2^-53 A_ii
     */
    static void check(DoubleMatrix factor, double... diagonal) {
        for (int i = 0; i < diagonal.length; i++) {
            check(i, factor.get(i, i), diagonal[i], diagonal.length);
        }
    }

    static void check(int i, double root, double diagonal, int n) {
        double pivot = root * root;
        if (!(pivot > n * ROUNDING * diagonal)) {
            throw new NotPositiveDefiniteException(i, Math.min(pivot, 0));
        }
    }
}
