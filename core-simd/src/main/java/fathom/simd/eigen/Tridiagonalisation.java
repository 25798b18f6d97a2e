package fathom.simd.eigen;

import fathom.simd.factor.Products;
import fathom.simd.matrix.DoubleMatrix;
import java.util.Arrays;

/**
 * A = Q T Q' by Householder reflections, a panel of rows at a time.
 *
 * <pre>
 * H_j = I - tau_j v_j v_j',   Q = H_0 H_1 ... H_n-2,   T = tridiagonal(diagonal d, off-diagonal e)
 * inside a panel:  A v is corrected for the reflections of the panel so far;   after it:  A := A - V W' - W V'
 * </pre>
 *
 * Half of the work is in products of that last kind, half in symmetric matrix times vector. Source: J. Dongarra, D. Sorensen, S.
 * Hammarling, "Block reduction of matrices to condensed forms", 1989.
 */
final class Tridiagonalisation {

    /** Rows of a panel: products of twice this depth run well, and V and W of a panel stay in the cache. It decides the rounding. */
    private static final int PANEL = 32;

    private final int n;
    private final int stride;
    private final double[] a;

    /** Diagonal of T. */
    final double[] d;

    /** Off-diagonal of T: e[j] stands at (j, j + 1); e[n - 1] is 0. */
    final double[] e;

    /** Factors of the reflections; 0 where H_j = I. */
    final double[] tau;

    // Rows of V, W and V again: V' and W' one after the other, in either order, are windows of it; and the same
    // transposed.
    private final DoubleMatrix vwv;
    private final DoubleMatrix columns;
    private final double[] v;
    private final double[] w;
    private final Reflection reflection = new Reflection();
    private final double[] coefficients = new double[2 * PANEL];

    /**
     * @param a n rows of {@code stride} elements, of which (i, j) with j >= i are read; afterwards row j holds v_j from j + 1 on
     */
    Tridiagonalisation(double[] a, int n, int stride) {
        this.a = a;
        this.n = n;
        this.stride = stride;
        d = new double[n];
        e = new double[n];
        tau = new double[n];
        v = new double[n];
        w = new double[n];
        vwv = DoubleMatrix.zeros(3 * PANEL, n);
        columns = DoubleMatrix.zeros(n, 2 * PANEL);
    }

    void run() {
        SymmetricProduct product = new SymmetricProduct(a, n, stride);
        for (int from = 0; from < n; from += PANEL) {
            int size = Math.min(PANEL, n - from);
            Arrays.fill(vwv.array(), 0);
            Arrays.fill(columns.array(), from * 2 * PANEL, n * 2 * PANEL, 0);
            for (int k = 0; k < size; k++) {
                row(product, from, k);
            }
            int rest = n - from - size;
            if (rest > 0) {
                update(from + size, rest, size);
            }
        }
    }

    /** The reflection of row from + k, in which the panel's k earlier ones are not yet applied. */
    private void row(SymmetricProduct product, int from, int k) {
        int j = from + k;
        int row = j * stride;
        if (k > 0) {
            // Row j of A - V W' - W V': coefficients w_pj of the rows v_p, and v_pj of the rows w_p.
            for (int p = 0; p < k; p++) {
                coefficients[p] = vwv.get(PANEL + p, j);
                coefficients[k + p] = vwv.get(p, j);
            }
            subtractRows(k, a, row + j, j);
        }
        d[j] = a[row + j];
        if (j == n - 1) {
            return;
        }
        reflection(j, row + j + 1, n - j - 1);
        double factor = tau[j];
        if (factor == 0) {
            return;
        }
        System.arraycopy(a, row + j + 1, v, j + 1, n - j - 1);
        product.multiply(j + 1, v, w);
        if (k > 0) {
            dots(k, j + 1);
            subtractRows(k, w, j + 1, j + 1);
        }
        double dot = 0;
        for (int i = j + 1; i < n; i++) {
            w[i] *= factor;
            dot = Math.fma(w[i], v[i], dot);
        }
        double half = -0.5 * factor * dot;
        for (int i = j + 1; i < n; i++) {
            w[i] = Math.fma(half, v[i], w[i]);
        }
        keep(k, j + 1);
    }

    /** target_i -= sum over p &lt; k of coefficient_p v_pi + coefficient_k+p w_pi, for i from {@code first} on, target_first at {@code at}. */
    private void subtractRows(int k, double[] target, int at, int first) {
        DoubleMatrix left = new DoubleMatrix(coefficients, 0, 1, 2 * k, 2 * k, 1);
        DoubleMatrix y = new DoubleMatrix(target, at, 1, n - first, n - first, 1);
        Products.subtract(left.window(0, 0, 1, k), vwv.window(0, first, k, n - first), y);
        Products.subtract(left.window(0, k, 1, k), vwv.window(PANEL, first, k, n - first), y);
    }

    /** coefficient_p := w_p . v and coefficient_k+p := v_p . v, from {@code first} on. */
    private void dots(int k, int first) {
        DoubleMatrix row = new DoubleMatrix(v, first, 1, n - first, n - first, 1);
        DoubleMatrix all = new DoubleMatrix(coefficients, 0, 1, 2 * k, 2 * k, 1);
        DoubleMatrix rest = columns.rows(first, n);
        Products.multiply(row, rest.window(0, PANEL, n - first, k), all.window(0, 0, 1, k));
        Products.multiply(row, rest.window(0, 0, n - first, k), all.window(0, k, 1, k));
    }

    private void keep(int k, int first) {
        for (int i = first; i < n; i++) {
            vwv.array()[k * n + i] = v[i];
            vwv.array()[(PANEL + k) * n + i] = w[i];
            vwv.array()[(2 * PANEL + k) * n + i] = v[i];
            columns.array()[i * 2 * PANEL + k] = v[i];
            columns.array()[i * 2 * PANEL + PANEL + k] = w[i];
        }
    }

    /** a[at ..] := v with v_0 = 1 and H = I - tau v v' such that H x = (e_j, 0, ...) for the x that stands there. */
    private void reflection(int j, int at, int length) {
        double alpha = a[at];
        double square = 0;
        for (int i = 1; i < length; i++) {
            square = Math.fma(a[at + i], a[at + i], square);
        }
        reflection.of(alpha, square);
        e[j] = reflection.beta;
        tau[j] = reflection.tau;
        for (int i = 1; i < length; i++) {
            a[at + i] *= reflection.scale;
        }
        a[at] = 1;
    }

    private void update(int first, int rest, int size) {
        // With fewer than PANEL reflections nothing is left to update, so the windows below are full.
        DoubleMatrix trailing = new DoubleMatrix(a, first * stride + first, rest, rest, stride, 1);
        Products.subtractUpper(
                vwv.window(0, first, 2 * size, rest).transposed(), vwv.window(PANEL, first, 2 * size, rest), trailing);
    }
}
