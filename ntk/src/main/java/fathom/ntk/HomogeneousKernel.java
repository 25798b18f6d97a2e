package fathom.ntk;

import fathom.simd.Gemm;
import fathom.simd.Reduce;
import fathom.simd.machine.Workers;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.recursion.ArcCosine;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of the angle theta between two rows, extended to all of space.
 *
 * <pre>
 * K(x, x') = |x| |x'| h(sin^2(theta / 2))
 * </pre>
 *
 * For rows at a small angle the haversine sin^2(theta / 2) is computed from their difference, so that kernels with a root at theta = 0, as
 * Laplace's, keep their accuracy. Source: Bietti and Bach (2021), section 4, for the extension.
 */
public final class HomogeneousKernel implements RowKernel {

    private static final int TILE = 128;
    private static final InfiniteNetwork PLAIN = InfiniteNetwork.relu();

    private final DoubleUnaryOperator h;

    private HomogeneousKernel(DoubleUnaryOperator h) {
        this.h = h;
    }

    /** @param h as a function of sin^2(theta / 2) from 0 to 1; positive definite on the sphere, and to be called by several threads */
    public static HomogeneousKernel of(DoubleUnaryOperator h) {
        return new HomogeneousKernel(h);
    }

    @Override
    public void lowerGram(DoubleMatrix x, DoubleMatrix gram) {
        int n = x.rows();
        if (gram.rows() != n || gram.columns() != n || n > 1 && gram.columnStride() != 1) {
            throw new ShapeMismatchException("x is " + x.shape() + " and the Gram matrix " + gram.shape()
                    + ": it must be n x n with unit column stride");
        }
        Rows rows = Rows.of(x);
        Workers.forEach((n + TILE - 1) / TILE, t -> {
            int from = t * TILE;
            int to = Math.min(from + TILE, n);
            for (int j = 0; j < to; j += TILE) {
                fill(rows, from, rows, j, gram.window(from, j, to - from, Math.min(TILE, to - j)));
            }
        });
        double peak = h.applyAsDouble(0);
        for (int i = 0; i < n; i++) {
            gram.set(i, i, rows.roots[i] * rows.roots[i] * peak);
        }
    }

    @Override
    public DoubleMatrix cross(DoubleMatrix x, DoubleMatrix y) {
        if (x.columns() != y.columns()) {
            throw new ShapeMismatchException(
                    "inputs are " + x.shape() + " and " + y.shape() + ": both need the same number of columns");
        }
        Rows rows = Rows.of(x);
        Rows columns = Rows.of(y);
        DoubleMatrix cross = DoubleMatrix.zeros(x.rows(), y.rows());
        Workers.forEach((x.rows() + TILE - 1) / TILE, t -> {
            int from = t * TILE;
            int to = Math.min(from + TILE, x.rows());
            for (int j = 0; j < y.rows(); j += TILE) {
                fill(rows, from, columns, j, cross.window(from, j, to - from, Math.min(TILE, y.rows() - j)));
            }
        });
        return cross;
    }

    @Override
    public double[] diagonal(DoubleMatrix x) {
        double[] diagonal = Rows.of(x).roots;
        double peak = h.applyAsDouble(0);
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] *= diagonal[i] * peak;
        }
        return diagonal;
    }

    private void fill(Rows rows, int row, Rows columns, int column, DoubleMatrix tile) {
        DoubleMatrix left = rows.x.rows(row, row + tile.rows());
        DoubleMatrix right = columns.x.rows(column, column + tile.columns());
        Gemm.multiply(1, left, right.transposed(), 0, tile);
        ArcCosine.haversines(tile, rows.inverses, row, columns.inverses, column, tile);
        NearPairs.mend(PLAIN, tile, rows.x, row, rows.roots, columns.x, column, columns.roots);
        for (int i = 0; i < tile.rows(); i++) {
            int at = tile.offset() + i * tile.rowStride();
            for (int j = 0; j < tile.columns(); j++) {
                double v = tile.array()[at + j];
                double z = v < 0 ? 1 + v : v;
                tile.array()[at + j] = rows.roots[row + i] * columns.roots[column + j] * h.applyAsDouble(z);
            }
        }
    }

    /** Rows with their lengths. */
    private record Rows(DoubleMatrix x, double[] roots, double[] inverses) {

        static Rows of(DoubleMatrix x) {
            double[] roots = new double[x.rows()];
            double[] inverses = new double[x.rows()];
            for (int i = 0; i < roots.length; i++) {
                double square = Reduce.squaredNorm(x.row(i));
                Range.check("|x|^2", square);
                roots[i] = Math.sqrt(square);
                inverses[i] = roots[i] > 0 ? 1 / roots[i] : 0;
            }
            return new Rows(x, roots, inverses);
        }
    }
}
