package fathom.simd.eigen;

import fathom.simd.matrix.DoubleMatrix;

/** Eigenvalues and vectors of a small symmetric tridiagonal matrix by QL iteration with implicit (Wilkinson) shifts. */
final class SmallTridiagonal {

    private static final int LIMIT = 60;
    private static final double EPSILON = 0x1p-53;

    private SmallTridiagonal() {}

    /**
     * d := eigenvalues in ascending order, q := eigenvectors in columns.
     *
     * @param d diagonal, from {@code from} on; overwritten
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
        int iterations = 0;
        for (int l = from; l <= last; ) {
            int m = l;
            while (m < last && Math.abs(e[m]) > EPSILON * (Math.abs(d[m]) + Math.abs(d[m + 1]))) {
                m++;
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
            sweep(d, e, from, l, m, q);
        }
        sort(d, from, q);
    }

    private static void sweep(double[] d, double[] e, int from, int l, int m, DoubleMatrix q) {
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
            if (r == 0) {
                // Underflow: the matrix splits here.
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
        if (m < from + q.rows() - 1) {
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
