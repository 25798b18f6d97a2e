package fathom.simd.factor;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;

/** Unblocked factorisation and triangular systems as their definitions read, in double. */
final class ScalarDoubleTriangle {

    private ScalarDoubleTriangle() {}

    /**
     * c = a_ij, then c = fma(-l_ik, l_jk, c) for k = 0 .. j - 1, then l_jj = sqrt(c) and l_ij = c / l_jj for i > j. Strict upper part neither
     * read nor written.
     *
     * @param firstPivot what to call pivot 0 in the exception
     */
    static void factorise(DoubleMatrix a, int firstPivot) {
        for (int j = 0; j < a.columns(); j++) {
            for (int i = j; i < a.rows(); i++) {
                double c = a.get(i, j);
                for (int k = 0; k < j; k++) {
                    c = Math.fma(-a.get(i, k), a.get(j, k), c);
                }
                if (i > j) {
                    a.set(i, j, c / a.get(j, j));
                } else if (c > 0 && c < Double.POSITIVE_INFINITY) {
                    a.set(j, j, Math.sqrt(c));
                } else {
                    throw new NotPositiveDefiniteException(firstPivot + j, c);
                }
            }
        }
    }

    /** L X = B in place of B: c = b_ij, then c = fma(-l_ik, x_kj, c) for k = 0 .. i - 1, then x_ij = c / l_ii. */
    static void lower(DoubleMatrix l, DoubleMatrix b) {
        for (int i = 0; i < b.rows(); i++) {
            for (int j = 0; j < b.columns(); j++) {
                double c = b.get(i, j);
                for (int k = 0; k < i; k++) {
                    c = Math.fma(-l.get(i, k), b.get(k, j), c);
                }
                b.set(i, j, c / l.get(i, i));
            }
        }
    }

    /** L' X = B in place of B, from the last row up: c = b_ij, then c = fma(-l_ki, x_kj, c) for k = n - 1 down to i + 1, then x_ij = c / l_ii. */
    static void upper(DoubleMatrix l, DoubleMatrix b) {
        for (int i = b.rows() - 1; i >= 0; i--) {
            for (int j = 0; j < b.columns(); j++) {
                double c = b.get(i, j);
                for (int k = b.rows() - 1; k > i; k--) {
                    c = Math.fma(-l.get(k, i), b.get(k, j), c);
                }
                b.set(i, j, c / l.get(i, i));
            }
        }
    }
}
