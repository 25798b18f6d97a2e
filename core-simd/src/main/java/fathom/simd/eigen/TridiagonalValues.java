package fathom.simd.eigen;

import java.util.Arrays;

/**
 * Eigenvalues of a symmetric tridiagonal matrix by the root-free QL iteration with implicit shifts. Source: B. Parlett, "The Symmetric
 * Eigenvalue Problem", section 8.15 (Pal, Walker, Kahan).
 */
final class TridiagonalValues {

    /** Iterations per eigenvalue that have never been seen to be needed. */
    private static final int LIMIT = 60;

    private static final double EPSILON = 0x1p-53;

    /** Squares below it are nothing beside a matrix whose largest element is at least 1. */
    private static final double NEGLIGIBLE = 0x1p-900;

    /** Quotients below it can be multiplied into what stands for a square of the matrix. */
    private static final double LARGE = 0x1p400;

    private TridiagonalValues() {}

    /**
     * d := the eigenvalues in ascending order.
     *
     * @param d diagonal of a matrix whose norm is at least 1, overwritten
     * @param e off-diagonal, e[i] between i and i + 1; overwritten
     */
    static void compute(double[] d, double[] e) {
        int n = d.length;
        double[] squares = new double[n];
        int from = 0;
        while (from < n) {
            int end = from;
            while (end < n - 1 && !negligible(e[end], d[end], d[end + 1])) {
                squares[end] = e[end] * e[end];
                end++;
            }
            if (Math.abs(d[end]) < Math.abs(d[from])) {
                // QL finds the eigenvalues near the top first, and is accurate if these are the small ones.
                reverse(d, from, end);
                reverse(squares, from, end - 1);
            }
            block(d, squares, from, end);
            from = end + 1;
        }
        Arrays.sort(d);
    }

    private static boolean negligible(double e, double d, double next) {
        return Math.abs(e) <= EPSILON * Math.sqrt(Math.abs(d)) * Math.sqrt(Math.abs(next));
    }

    static void reverse(double[] array, int from, int to) {
        for (int i = from, j = to; i < j; i++, j--) {
            double kept = array[i];
            array[i] = array[j];
            array[j] = kept;
        }
    }

    /** One unreduced block; e holds squares. */
    private static void block(double[] d, double[] e, int from, int last) {
        int iterations = 0;
        for (int l = from; l <= last; ) {
            int m = l;
            while (m < last && e[m] > Math.max(NEGLIGIBLE, EPSILON * EPSILON * Math.abs(d[m] * d[m + 1]))) {
                m++;
            }
            if (m < last) {
                e[m] = 0;
            }
            if (m == l) {
                l++;
                iterations = 0;
                continue;
            }
            if (++iterations > LIMIT) {
                throw new ArithmeticException(
                        "the QL iteration did not find eigenvalue " + l + " in " + LIMIT + " steps");
            }
            sweep(d, e, l, m);
        }
    }

    private static void sweep(double[] d, double[] e, int l, int m) {
        double root = Math.sqrt(e[l]);
        double sigma = (d[l + 1] - d[l]) / (2 * root);
        double r = Math.sqrt(Math.fma(sigma, sigma, 1));
        sigma = d[l] - root / (sigma + (sigma >= 0 ? r : -r));
        double c = 1;
        double s = 0;
        double gamma = d[m] - sigma;
        double p = gamma * gamma;
        for (int i = m - 1; i >= l; i--) {
            double square = e[i];
            double sum = p + square;
            if (i < m - 1) {
                e[i + 1] = s * sum;
            }
            double before = c;
            c = p / sum;
            // Beside the quotient, not after it: the two divisions are what a step waits for.
            double inverse = sum / p;
            s = square / sum;
            double old = gamma;
            double alpha = d[i];
            gamma = c * (alpha - sigma) - s * old;
            d[i + 1] = old + (alpha - gamma);
            if (inverse < LARGE) {
                p = gamma * gamma * inverse;
            } else {
                p = c != 0 ? gamma * gamma / c : before * square;
            }
        }
        e[l] = s * p;
        d[l] = sigma + gamma;
    }
}
