package fathom.simd.factor;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;

/** Unblocked factorisation and triangular systems as their definitions read, in float. */
final class ScalarFloatTriangle {

    private ScalarFloatTriangle() {}

    /**
     * c = a_ij, then c = fma(-l_ik, l_jk, c) for k = 0 .. j - 1, then l_jj = sqrt(c) and l_ij = c / l_jj for i > j. Strict upper part neither
     * read nor written.
     *
     * @param firstPivot what to call pivot 0 in the exception
     */
    static void factorise(FloatMatrix a, int firstPivot) {
        for (int j = 0; j < a.columns(); j++) {
            for (int i = j; i < a.rows(); i++) {
                float c = a.get(i, j);
                for (int k = 0; k < j; k++) {
                    c = Math.fma(-a.get(i, k), a.get(j, k), c);
                }
                if (i > j) {
                    a.set(i, j, c / a.get(j, j));
                } else if (c > 0 && c < Float.POSITIVE_INFINITY) {
                    a.set(j, j, (float) Math.sqrt(c));
                } else {
                    throw new NotPositiveDefiniteException(firstPivot + j, c);
                }
            }
        }
    }

    /** L X = B in place of B: c = b_ij, then c = fma(-l_ik, x_kj, c) for k = 0 .. i - 1, then x_ij = c / l_ii. */
    static void lower(FloatMatrix l, FloatMatrix b) {
        for (int i = 0; i < b.rows(); i++) {
            for (int j = 0; j < b.columns(); j++) {
                float c = b.get(i, j);
                for (int k = 0; k < i; k++) {
                    c = Math.fma(-l.get(i, k), b.get(k, j), c);
                }
                b.set(i, j, c / l.get(i, i));
            }
        }
    }

    /** L' X = B in place of B, from the last row up: c = b_ij, then c = fma(-l_ki, x_kj, c) for k = n - 1 down to i + 1, then x_ij = c / l_ii. */
    static void upper(FloatMatrix l, FloatMatrix b) {
        for (int i = b.rows() - 1; i >= 0; i--) {
            for (int j = 0; j < b.columns(); j++) {
                float c = b.get(i, j);
                for (int k = b.rows() - 1; k > i; k--) {
                    c = Math.fma(-l.get(k, i), b.get(k, j), c);
                }
                b.set(i, j, c / l.get(i, i));
            }
        }
    }
}
