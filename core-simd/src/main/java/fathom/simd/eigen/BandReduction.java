package fathom.simd.eigen;

import fathom.simd.factor.Products;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.product.Mirror;

/**
 * A = Q B Q' with a band B of WIDTH off-diagonals: the columns below a diagonal block are made triangular by reflections, which then act on
 * the rest of the matrix from both sides, all WIDTH of them at once.
 *
 * <pre>
 * H_0 H_1 ... = I - V T V',   Z = A V T,   W = Z - V (T' V' Z) / 2,   A := A - V W' - W V'
 * </pre>
 *
 * So all but the triangles' share of the 4/3 n^3 operations is in products, and half of A is read twice for WIDTH columns. Source: C. Bischof, B. Lang,
 * X. Sun, "A framework for symmetric band reduction", 2000.
 */
final class BandReduction {

    private static final int WIDTH = Band.WIDTH;

    private final double[] a;
    private final int n;
    private final int stride;
    private final double[] panel;
    private final double[] sides;
    private final double[] column;
    private final double[] tau = new double[WIDTH];
    private final double[] sums = new double[WIDTH];
    private final double[] gram = new double[WIDTH * WIDTH];
    private final double[] t = new double[WIDTH * WIDTH];
    private final double[] projections = new double[WIDTH * WIDTH];
    private final double[] halves = new double[WIDTH * WIDTH];
    private final BlockedSymmetricProduct symmetric;
    private final Reflection reflection = new Reflection();

    /** @param a n rows of {@code stride} elements, of which (i, j) with j >= i are read; afterwards the band stands there */
    BandReduction(double[] a, int n, int stride) {
        this.a = a;
        this.n = n;
        this.stride = stride;
        int most = Math.max(n - WIDTH, 0);
        panel = new double[most * WIDTH];
        symmetric = new BlockedSymmetricProduct(most, WIDTH);
        sides = new double[most * 3 * WIDTH];
        column = new double[most];
    }

    Band band() {
        for (int from = 0; n - from - WIDTH > 1; from += WIDTH) {
            int first = from + WIDTH;
            int rows = n - first;
            DoubleMatrix beside = new DoubleMatrix(a, from * stride + first, WIDTH, rows, stride, 1);
            DoubleMatrix columns = new DoubleMatrix(panel, 0, rows, WIDTH, WIDTH, 1);
            Mirror.transpose(beside, columns);
            triangularise(rows);
            int square = Math.min(rows, WIDTH);
            Mirror.transpose(columns.rows(0, square), beside.window(0, 0, WIDTH, square));
            reflect(first, rows);
        }
        return Band.of(a, n, stride);
    }

    /** The panel's upper triangle := R, and below it the v_c, whose first elements 1 are implied. */
    private void triangularise(int rows) {
        for (int c = 0; c < WIDTH; c++) {
            int below = rows - c - 1;
            tau[c] = 0;
            if (below <= 0) {
                continue;
            }
            int at = (c + 1) * WIDTH;
            int pivot = c * WIDTH;
            for (int i = 0; i < below; i++) {
                column[i] = panel[at + i * WIDTH + c];
            }
            BandBlock.CHOSEN.columnSums(panel, at, WIDTH, below, column, sums);
            reflection.of(panel[pivot + c], sums[c]);
            tau[c] = reflection.tau;
            for (int j = 0; j <= c; j++) {
                sums[j] = 0;
            }
            for (int j = c + 1; j < WIDTH; j++) {
                // tau v . column j, of which v's first element meets the pivot's row.
                sums[j] = reflection.tau * Math.fma(reflection.scale, sums[j], panel[pivot + j]);
                panel[pivot + j] -= sums[j];
            }
            panel[pivot + c] = reflection.beta;
            for (int i = 0; i < below; i++) {
                column[i] *= reflection.scale;
            }
            BandBlock.CHOSEN.subtract(panel, at, WIDTH, below, column, sums);
            for (int i = 0; i < below; i++) {
                panel[at + i * WIDTH + c] = column[i];
            }
        }
    }

    /** The trailing square, from {@code first} on, with the panel's reflections from both sides. */
    private void reflect(int first, int rows) {
        for (int i = 0; i < Math.min(rows, WIDTH); i++) {
            panel[i * WIDTH + i] = 1;
            for (int j = i + 1; j < WIDTH; j++) {
                panel[i * WIDTH + j] = 0;
            }
        }
        DoubleMatrix v = new DoubleMatrix(panel, 0, rows, WIDTH, WIDTH, 1);
        DoubleMatrix trailing = new DoubleMatrix(a, first * stride + first, rows, rows, stride, 1);
        DoubleMatrix triangle = new DoubleMatrix(t, 0, WIDTH, WIDTH, WIDTH, 1);
        DoubleMatrix both = new DoubleMatrix(sides, 0, rows, 3 * WIDTH, 3 * WIDTH, 1);
        DoubleMatrix w = both.window(0, WIDTH, rows, WIDTH);
        BackTransformation.triangle(v.transposed(), tau, 0, gram, t);
        DoubleMatrix av = new DoubleMatrix(symmetric.of(trailing, v), 0, rows, WIDTH, WIDTH, 1);
        Products.multiply(av, triangle, w);
        DoubleMatrix vw = new DoubleMatrix(projections, 0, WIDTH, WIDTH, WIDTH, 1);
        DoubleMatrix half = new DoubleMatrix(halves, 0, WIDTH, WIDTH, WIDTH, 1);
        Products.multiply(v.transposed(), w, vw);
        Products.multiply(triangle.transposed(), vw, half);
        for (int i = 0; i < halves.length; i++) {
            halves[i] *= 0.5;
        }
        Products.subtract(v, half, w);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(panel, i * WIDTH, sides, i * 3 * WIDTH, WIDTH);
            System.arraycopy(panel, i * WIDTH, sides, (3 * i + 2) * WIDTH, WIDTH);
        }
        Products.subtractUpper(
                both.window(0, 0, rows, 2 * WIDTH),
                both.window(0, WIDTH, rows, 2 * WIDTH).transposed(),
                trailing);
    }
}
