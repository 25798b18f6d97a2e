package fathom.ntk;

import fathom.simd.Cholesky;
import fathom.simd.ConjugateGradients.LinearMap;
import fathom.simd.Elementwise;
import fathom.simd.Gemm;
import fathom.simd.TriangularSolve;
import fathom.simd.matrix.DoubleMatrix;

/**
 * A Gram matrix by its first q columns, and the inverse of what they give, as a preconditioner.
 *
 * <pre>
 * C C' = K_qq + s I,   L = K_nq C'^-1,   K ~ L L' + t I,   t = tr(K - L L') / n
 * (L L' + mu I)^-1 = (I - L (L'L + mu I)^-1 L') / mu,   mu = n r + t
 * </pre>
 *
 * L are the first q columns of the factor of K + s I; when samples stand in random order they are a Nystroem approximation. Source: Z. Frangella,
 * J. Tropp and M. Udell, "Randomized Nystroem preconditioning" (2021), for the use; the inverse is Woodbury's.
 */
final class LeadingColumns {

    private final DoubleMatrix columns;
    private final DoubleMatrix square;
    private final double rest;
    private final double missed;

    private LeadingColumns(DoubleMatrix columns, DoubleMatrix square, double rest, double missed) {
        this.columns = columns;
        this.square = square;
        this.rest = rest;
        this.missed = missed;
    }

    /**
     * @param most q, at most n
     * @param s a small positive shift that makes the leading block definite
     */
    static LeadingColumns of(RowKernel kernel, DoubleMatrix x, int most, double s) {
        int n = x.rows();
        int q = Math.min(most, n);
        DoubleMatrix leading = x.rows(0, q);
        DoubleMatrix factor = DoubleMatrix.zeros(q, q);
        kernel.lowerGram(leading, factor);
        for (int i = 0; i < q; i++) {
            factor.set(i, i, factor.get(i, i) + s);
        }
        Cholesky.factorise(factor);
        DoubleMatrix columns = DoubleMatrix.zeros(n, q);
        DoubleMatrix square = DoubleMatrix.zeros(q, q);
        for (int from = 0; from < n; from += q) {
            int to = Math.min(from + q, n);
            DoubleMatrix block = kernel.cross(leading, x.rows(from, to));
            TriangularSolve.lower(factor, block);
            Elementwise.copy(block.transposed(), columns.rows(from, to));
            Gemm.symmetricUpdate(1, block, 1, square);
        }
        double trace = 0;
        for (double value : kernel.diagonal(x)) {
            trace += value;
        }
        double found = 0;
        for (int i = 0; i < q; i++) {
            found += square.get(i, i);
        }
        double left = Math.max(0, trace - found);
        return new LeadingColumns(columns, square, left / n, trace == 0 ? 0 : left / trace);
    }

    /** q */
    int count() {
        return columns.columns();
    }

    /** tr(K - L L') / tr(K) */
    double missed() {
        return missed;
    }

    /**
     * X -> (L L' + mu I)^-1 X for groups of columns, mu = shift + t.
     *
     * @param each columns of a group
     * @param shifts one for each group
     */
    LinearMap inverse(int each, double... shifts) {
        DoubleMatrix[] inner = new DoubleMatrix[shifts.length];
        for (int g = 0; g < inner.length; g++) {
            inner[g] = square.copy();
            for (int i = 0; i < square.rows(); i++) {
                inner[g].set(i, i, square.get(i, i) + shifts[g] + rest);
            }
            Cholesky.factorise(inner[g]);
        }
        return (x, y) -> {
            DoubleMatrix t = Gemm.product(columns.transposed(), x);
            for (int g = 0; g < inner.length; g++) {
                Cholesky.solve(inner[g], t.window(0, g * each, t.rows(), each));
            }
            Elementwise.copy(x, y);
            Gemm.multiply(-1, columns, t, 1, y);
            for (int g = 0; g < inner.length; g++) {
                Elementwise.scale(1 / (shifts[g] + rest), y.window(0, g * each, y.rows(), each));
            }
        };
    }
}
