package fathom.simd.eigen;

import fathom.simd.factor.Products;
import fathom.simd.math.PowerOfTwo;
import fathom.simd.matrix.DoubleMatrix;

/**
 * A = Q R by Householder reflections, a panel of columns at a time; the columns of A are held as rows, so that they are contiguous.
 *
 * <pre>
 * H_j = I - tau_j v_j v_j',   R = H_n-1 ... H_0 A,   trailing columns:  A := (I - V' T' V) A
 * </pre>
 */
public final class OrthogonalTriangular {

    /** Columns of a panel: half of what BackTransformation takes, since inside a panel columns are met one by one. */
    private static final int PANEL = 32;

    private final int m;
    private final int n;
    private final DoubleMatrix work;
    private final int exponent;
    private final double[] tau;
    private final double[] diagonal;

    /** @param a m x n with m >= n, all elements finite, not modified; a copy is worked on, its largest element taken into [1, 2) by a power of two */
    public OrthogonalTriangular(DoubleMatrix a) {
        m = a.rows();
        n = a.columns();
        work = a.transposed().copy();
        exponent = PowerOfTwo.exponent(largest(work.array(), 0, m * n));
        double scale = PowerOfTwo.inverse(exponent);
        for (int i = 0; i < m * n; i++) {
            work.array()[i] *= scale;
        }
        tau = new double[n];
        diagonal = new double[n];
        double[] v = new double[PANEL * m];
        double[] gram = new double[PANEL * PANEL];
        double[] t = new double[PANEL * PANEL];
        double[] left = new double[PANEL * n];
        double[] right = new double[PANEL * n];
        for (int from = 0; from < n; from += PANEL) {
            int size = Math.min(PANEL, n - from);
            for (int j = from; j < from + size; j++) {
                reflection(j);
                for (int i = j + 1; i < from + size; i++) {
                    reflect(j, i);
                }
            }
            int rest = n - from - size;
            if (rest > 0) {
                DoubleMatrix panel = BackTransformation.panel(work, from, size, 0, v);
                BackTransformation.triangle(panel, tau, from, gram, t);
                DoubleMatrix trailing = work.window(from + size, from, rest, m - from);
                DoubleMatrix projections = new DoubleMatrix(left, 0, rest, size, size, 1);
                DoubleMatrix combined = new DoubleMatrix(right, 0, rest, size, size, 1);
                Products.multiply(trailing, panel.transposed(), projections);
                Products.multiply(projections, new DoubleMatrix(t, 0, size, size, size, 1), combined);
                Products.subtract(combined, panel, trailing);
            }
        }
    }

    private static double largest(double[] a, int from, int to) {
        double largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(a[i]));
        }
        return largest;
    }

    /** Row j becomes v_j, with 1 implied at column j; squares are of numbers up to 2, whatever the scale of the column. */
    private void reflection(int j) {
        double[] a = work.array();
        int at = j * m;
        int own = PowerOfTwo.exponent(largest(a, at + j, at + m));
        double unit = PowerOfTwo.inverse(own);
        double square = 0;
        for (int i = j + 1; i < m; i++) {
            a[at + i] *= unit;
            square = Math.fma(a[at + i], a[at + i], square);
        }
        diagonal[j] = a[at + j];
        if (square == 0) {
            return;
        }
        double alpha = a[at + j] * unit;
        double norm = Math.sqrt(Math.fma(alpha, alpha, square));
        double beta = alpha >= 0 ? -norm : norm;
        diagonal[j] = Math.scalb(beta, own);
        tau[j] = (beta - alpha) / beta;
        double scale = 1 / (alpha - beta);
        for (int i = j + 1; i < m; i++) {
            a[at + i] *= scale;
        }
    }

    /** Row i := H_j row i. */
    private void reflect(int j, int i) {
        double[] a = work.array();
        int v = j * m;
        int x = i * m;
        double dot = a[x + j];
        for (int k = j + 1; k < m; k++) {
            dot = Math.fma(a[v + k], a[x + k], dot);
        }
        double factor = -tau[j] * dot;
        a[x + j] += factor;
        for (int k = j + 1; k < m; k++) {
            a[x + k] = Math.fma(factor, a[v + k], a[x + k]);
        }
    }

    /** The n x n upper triangle, its diagonal not negative. */
    public DoubleMatrix triangular() {
        DoubleMatrix r = DoubleMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            double sign = diagonal[i] < 0 ? -1 : 1;
            r.set(i, i, Math.scalb(sign * diagonal[i], exponent));
            for (int j = i + 1; j < n; j++) {
                r.set(i, j, Math.scalb(sign * work.get(j, i), exponent));
            }
        }
        return r;
    }

    /** The m x n factor with orthonormal columns. */
    public DoubleMatrix orthogonal() {
        DoubleMatrix q = DoubleMatrix.zeros(m, n);
        for (int j = 0; j < n; j++) {
            q.set(j, j, 1);
        }
        BackTransformation.apply(work, tau, n, 0, q);
        for (int j = 0; j < n; j++) {
            if (diagonal[j] < 0) {
                for (int i = 0; i < m; i++) {
                    q.set(i, j, -q.get(i, j));
                }
            }
        }
        return q;
    }
}
