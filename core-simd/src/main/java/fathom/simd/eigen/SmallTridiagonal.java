package fathom.simd.eigen;

import fathom.simd.matrix.DoubleMatrix;

/** Eigenvalues and vectors of a small symmetric tridiagonal matrix by QL iteration with implicit (Wilkinson) shifts. */
final class SmallTridiagonal {

    private static final int LIMIT = 60;
    private static final double EPSILON = 0x1p-53;

    /** Off-diagonals below it are nothing beside a matrix of elements up to 1, and their squares would soon underflow. */
    private static final double NEGLIGIBLE = 0x1p-400;

    /** Lengths below it may lose digits to underflow, and a rotation by what is left of them is none. */
    private static final double VANISHED = 0x1p-900;

    /** What takes numbers below {@link #NEGLIGIBLE} to where their squares are normal numbers. */
    private static final double RAISE = 0x1p500;

    private SmallTridiagonal() {}

    /**
     * d := eigenvalues in ascending order, q := eigenvectors in columns.
     *
     * @param d diagonal, from {@code from} on, of elements up to 1; overwritten
     * @param e off-diagonal, e[i] between i and i + 1; the n - 1 elements from {@code from} on are overwritten
     * @param q n x n, overwritten
     */
    static void compute(double[] d, double[] e, int from, DoubleMatrix q) {
        int n = q.rows();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                q.set(i, j, i == j ? 1 : 0);
            }
        }
        int last = from + n - 1;
        for (int first = from; first <= last; ) {
            int end = unreduced(d, e, first, last);
            if (Math.abs(d[end]) < Math.abs(d[first])) {
                // QL finds the eigenvalues near the top first, and converges fast if these are the small ones.
                reverse(d, e, from, first, end, q);
            }
            block(d, e, from, first, end, q);
            first = end + 1;
        }
        sort(d, from, q);
    }

    /** The last row of the block that begins at row l and has no negligible off-diagonal before row {@code last}. */
    private static int unreduced(double[] d, double[] e, int l, int last) {
        int m = l;
        while (m < last && Math.abs(e[m]) > Math.max(NEGLIGIBLE, EPSILON * (Math.abs(d[m]) + Math.abs(d[m + 1])))) {
            m++;
        }
        return m;
    }

    /** The rows and columns from {@code first} to {@code end} in the opposite order. */
    private static void reverse(double[] d, double[] e, int from, int first, int end, DoubleMatrix q) {
        TridiagonalValues.reverse(d, first, end);
        TridiagonalValues.reverse(e, first, end - 1);
        for (int i = first, j = end; i < j; i++, j--) {
            q.set(i - from, i - from, 0);
            q.set(j - from, j - from, 0);
            q.set(i - from, j - from, 1);
            q.set(j - from, i - from, 1);
        }
    }

    private static void block(double[] d, double[] e, int from, int first, int last, DoubleMatrix q) {
        int iterations = 0;
        for (int l = first; l <= last; ) {
            int m = unreduced(d, e, l, last);
            if (m == l) {
                l++;
                iterations = 0;
                continue;
            }
            if (++iterations > LIMIT) {
                throw new ArithmeticException(
                        "the QL iteration did not find eigenvalue " + l + " in " + LIMIT + " steps");
            }
            sweep(d, e, from, l, m, last, q);
        }
    }

    private static void sweep(double[] d, double[] e, int from, int l, int m, int last, DoubleMatrix q) {
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        double r = length(g, 1);
        g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--) {
            double f = s * e[i];
            double b = c * e[i];
            r = length(f, g);
            if (i + 1 < m) {
                e[i + 1] = r;
            }
            if (r < VANISHED) {
                // The matrix splits here.
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }
            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            rotate(q, i - from, c, s);
        }
        d[l] -= p;
        e[l] = g;
        if (m < last) {
            e[m] = 0;
        }
    }

    /** Columns j and j + 1 := (c q_j - s q_j+1, s q_j + c q_j+1). */
    private static void rotate(DoubleMatrix q, int j, double c, double s) {
        double[] array = q.array();
        for (int row = 0; row < q.rows(); row++) {
            int at = q.offset() + row * q.rowStride() + j * q.columnStride();
            int next = at + q.columnStride();
            double left = array[at];
            double right = array[next];
            array[next] = s * left + c * right;
            array[at] = c * left - s * right;
        }
    }

    private static double length(double x, double y) {
        if (Math.abs(x) < NEGLIGIBLE && Math.abs(y) < NEGLIGIBLE) {
            double f = RAISE * x;
            double g = RAISE * y;
            return Math.sqrt(f * f + g * g) / RAISE;
        }
        return Math.sqrt(x * x + y * y);
    }

    private static void sort(double[] d, int from, DoubleMatrix q) {
        int n = q.rows();
        for (int i = 0; i < n - 1; i++) {
            int smallest = i;
            for (int j = i + 1; j < n; j++) {
                if (d[from + j] < d[from + smallest]) {
                    smallest = j;
                }
            }
            if (smallest != i) {
                double kept = d[from + i];
                d[from + i] = d[from + smallest];
                d[from + smallest] = kept;
                for (int row = 0; row < n; row++) {
                    double element = q.get(row, i);
                    q.set(row, i, q.get(row, smallest));
                    q.set(row, smallest, element);
                }
            }
        }
    }
}
