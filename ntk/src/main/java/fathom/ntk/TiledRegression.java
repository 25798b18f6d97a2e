package fathom.ntk;

import fathom.simd.Elementwise;
import fathom.simd.FloatSymmetricTiles;
import fathom.simd.SymmetricTiles;
import fathom.simd.math.PowerOfTwo;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Regression on any number of samples: half of K + n r I in square tiles, in the heap or in a scratch file, factorised in place. K is computed
 * again for each ridge, tile by tile, or read from a {@link GramStore}.
 *
 * <p>In floats the tiles take half of the memory. The solution is then refined with residuals in double, K being streamed again for each:
 *
 * <pre>
 * W := W + A~^(-1) (Y - (K + n r I) W)      A~ the factorised floats
 * </pre>
 *
 * until a correction is below 1e-10 of W. The floats hold A in the unit, a power of two, of its largest element. This converges where n r > 10 2^-24 lambda_max, which is checked; where it is not so, or a
 * correction does not shrink, doubles are taken instead, and said so.
 *
 * @param tile rows and columns of a tile
 * @param scratch a folder for a scratch file, or null for the heap
 * @param floats whether floats are tried first
 * @param store where tiles of K are kept for the next run, or null
 * @param notices receives a sentence for each decision
 */
public record TiledRegression(int tile, Path scratch, boolean floats, GramStore store, Consumer<String> notices) {

    /** Products of this size run at full speed. */
    public static final int STANDARD_TILE = 1024;

    private static final double ENOUGH = 10 * 0x1p-24;
    private static final int POWER_STEPS = 12;
    private static final int REFINEMENTS = 12;
    private static final double CONVERGED = 1e-10;

    /** @throws IllegalArgumentException if the tile has no rows, or the store's tiles have another size */
    public TiledRegression {
        if (tile < 1 || store != null && store.tile() != tile) {
            throw new IllegalArgumentException("tiles of " + tile + " rows"
                    + (store == null ? "" : " and a store of tiles of " + store.tile() + " rows") + " do not fit");
        }
    }

    /** In doubles, in the heap, silent. */
    public static TiledRegression inMemory() {
        return new TiledRegression(STANDARD_TILE, null, false, null, sentence -> {});
    }

    /** The same with its tiles in a scratch file in that folder, deleted afterwards. */
    public TiledRegression in(Path folder) {
        return new TiledRegression(tile, folder, floats, store, notices);
    }

    /** The same with floats tried first. */
    public TiledRegression inFloats() {
        return new TiledRegression(tile, scratch, true, store, notices);
    }

    /** The same with that size of tiles. */
    public TiledRegression inTilesOf(int rows) {
        return new TiledRegression(rows, scratch, floats, store, notices);
    }

    /** The same with tiles of K that are kept in a store: what is there is read, what is not is computed and kept. */
    public TiledRegression keeping(GramStore kept) {
        return new TiledRegression(kept.tile(), scratch, floats, kept, notices);
    }

    /** The same that tells what it decides. */
    public TiledRegression telling(Consumer<String> listener) {
        return new TiledRegression(tile, scratch, floats, store, listener);
    }

    /** What a fit takes. */
    public Resources resources(long n, long tests, long d) {
        return resources(n, tests, d, 1);
    }

    /**
     * What several fits take, one after the other, each with a Gram matrix of its own.
     *
     * @param fits how many, one for each ridge
     */
    public Resources resources(long n, long tests, long d, int fits) {
        double operations = fits * Resources.tiled(n, 0, d, 1, 0, tile).operations() + 2.0 * n * tests * d;
        if (scratch != null) {
            // Only the tiles in hand are in the heap.
            Resources hand = Resources.tiled(tile, 0, 0, 0, Double.BYTES, tile);
            Resources none = Resources.tiled(n, tests, d, 1, 0, tile);
            return new Resources(hand.bytes() + none.bytes(), operations);
        }
        int bytes = floats ? Float.BYTES : Double.BYTES;
        return new Resources(Resources.tiled(n, tests, d, 1, bytes, tile).bytes(), operations);
    }

    /**
     * As {@link KernelRegression#fit(RowKernel, DoubleMatrix, DoubleMatrix, double)}.
     *
     * @throws IllegalArgumentException if it cannot fit, with both figures
     * @throws NotPositiveDefiniteException if K + n r I has no Cholesky factor
     */
    public KernelRegression fit(RowKernel kernel, DoubleMatrix x, DoubleMatrix targets, double ridge) {
        RidgeSystem.checkTargets(x, targets);
        RidgeSystem.checkRidge(ridge);
        resources(x.rows(), 0, x.columns())
                .check(
                        "regression on " + x.rows() + " samples in tiles",
                        "take fewer samples, floats, a scratch folder, or start java with a larger -Xmx");
        if (floats) {
            DoubleMatrix weights = inSingle(kernel, x, targets, ridge);
            if (weights != null) {
                return new KernelRegression(kernel, x, weights);
            }
        }
        return new KernelRegression(kernel, x, inDouble(kernel, x, targets, ridge));
    }

    private DoubleMatrix inDouble(RowKernel kernel, DoubleMatrix x, DoubleMatrix targets, double ridge) {
        int n = x.rows();
        double[] diagonal = kernel.diagonal(x);
        try (SymmetricTiles tiles = scratch == null
                ? SymmetricTiles.inMemory(n, tile)
                : SymmetricTiles.inFile(
                        n,
                        tile,
                        scratch.resolve("gram-" + ProcessHandle.current().pid() + ".tiles"))) {
            tiles.fill((row, column, out) -> fill(kernel, x, row, column, out));
            tiles.addToDiagonal(n * ridge);
            tiles.factorise();
            double[] pivots = tiles.diagonal();
            for (int i = 0; i < n; i++) {
                Pivots.check(i, pivots[i], diagonal[i] + n * ridge, n);
            }
            DoubleMatrix weights = targets.copy();
            tiles.solve(weights);
            return weights;
        } catch (IOException e) {
            throw new UncheckedIOException("the scratch folder " + scratch + " cannot be used: " + e.getMessage(), e);
        }
    }

    private void fill(RowKernel kernel, DoubleMatrix x, int row, int column, DoubleMatrix out) {
        if (store == null) {
            compute(kernel, x, row, column, out);
        } else {
            store.fill(row, column, out, missing -> compute(kernel, x, row, column, missing));
        }
    }

    static void compute(RowKernel kernel, DoubleMatrix x, int row, int column, DoubleMatrix out) {
        DoubleMatrix rows = x.rows(row, row + out.rows());
        if (row == column) {
            kernel.lowerGram(rows, out);
        } else {
            DoubleMatrix cross = kernel.cross(rows, x.rows(column, column + out.columns()));
            Elementwise.copy(cross, out);
        }
    }

    /** The refined weights, or null where floats do not suffice. */
    private DoubleMatrix inSingle(RowKernel kernel, DoubleMatrix x, DoubleMatrix targets, double ridge) {
        int n = x.rows();
        try (FloatSymmetricTiles tiles = scratch == null
                ? FloatSymmetricTiles.inMemory(n, tile)
                : FloatSymmetricTiles.inFile(
                        n,
                        tile,
                        scratch.resolve("gram-" + ProcessHandle.current().pid() + ".float.tiles"))) {
            DoubleMatrix buffer = DoubleMatrix.zeros(tile, tile);
            double unit = unit(kernel, x, n * ridge);
            tiles.fill((row, column, out) -> {
                DoubleMatrix exact = buffer.window(0, 0, out.rows(), out.columns());
                fill(kernel, x, row, column, exact);
                for (int i = 0; i < out.rows(); i++) {
                    for (int j = 0; j < out.columns(); j++) {
                        boolean diagonal = row + i == column + j;
                        out.set(i, j, (float) (unit * (exact.get(i, j) + (diagonal ? n * ridge : 0))));
                    }
                }
            });
            double largest = largestEigenvalue(tiles) / unit;
            if (!(n * ridge > ENOUGH * largest)) {
                notices.accept("floats are too coarse: n r = " + n * ridge
                        + " is not above 10 x 2^-24 of the largest eigenvalue, " + largest + "; doubles are taken");
                return null;
            }
            tiles.factorise();
            return refined(kernel, x, targets, ridge, tiles, unit);
        } catch (NotPositiveDefiniteException e) {
            notices.accept("the matrix in floats has no factor (" + e.getMessage() + "); doubles are taken");
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("the scratch folder " + scratch + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** 2^-e of the largest element of K + shift I, which stands on its diagonal. */
    static double unit(RowKernel kernel, DoubleMatrix x, double shift) {
        return PowerOfTwo.inverse(
                PowerOfTwo.exponent(largest(DoubleMatrix.wrap(kernel.diagonal(x), x.rows(), 1)) + shift));
    }

    private DoubleMatrix refined(
            RowKernel kernel,
            DoubleMatrix x,
            DoubleMatrix targets,
            double ridge,
            FloatSymmetricTiles factor,
            double unit) {
        DoubleMatrix weights = DoubleMatrix.zeros(targets.rows(), targets.columns());
        DoubleMatrix residual = targets.copy();
        double before = Double.POSITIVE_INFINITY;
        for (int step = 0; step < REFINEMENTS; step++) {
            FloatMatrix correction = FloatMatrix.zeros(targets.rows(), targets.columns());
            double scale = largest(residual);
            if (scale == 0) {
                return weights;
            }
            for (int i = 0; i < residual.rows(); i++) {
                for (int j = 0; j < residual.columns(); j++) {
                    correction.set(i, j, (float) (residual.get(i, j) / scale));
                }
            }
            factor.solve(correction);
            double size = 0;
            for (int i = 0; i < residual.rows(); i++) {
                for (int j = 0; j < residual.columns(); j++) {
                    double change = scale * unit * correction.get(i, j);
                    size = Math.max(size, Math.abs(change));
                    weights.set(i, j, weights.get(i, j) + change);
                }
            }
            if (size <= CONVERGED * largest(weights)) {
                notices.accept("floats with " + step + " refinements in double: the last correction was "
                        + size / largest(weights) + " of the solution");
                return weights;
            }
            if (!(size <= before / 2)) {
                break;
            }
            before = size;
            DoubleMatrix fitted = new KernelRegression(kernel, x, weights).predict(x);
            for (int i = 0; i < residual.rows(); i++) {
                for (int j = 0; j < residual.columns(); j++) {
                    double shrunk = Math.fma(x.rows() * ridge, weights.get(i, j), fitted.get(i, j));
                    residual.set(i, j, targets.get(i, j) - shrunk);
                }
            }
        }
        notices.accept("the refinement of floats does not converge; doubles are taken");
        return null;
    }

    /** A lower bound of lambda_max by the power method, from the vector of ones; tight for kernels, whose first eigenvector is near it. */
    private static double largestEigenvalue(FloatSymmetricTiles tiles) {
        int n = tiles.size();
        FloatMatrix v = FloatMatrix.zeros(n, 1);
        FloatMatrix next = FloatMatrix.zeros(n, 1);
        for (int i = 0; i < n; i++) {
            v.set(i, 0, (float) (1 / Math.sqrt(n)));
        }
        double length = 0;
        for (int step = 0; step < POWER_STEPS && n > 0; step++) {
            tiles.multiply(v, next);
            double squares = 0;
            for (int i = 0; i < n; i++) {
                squares = Math.fma(next.get(i, 0), next.get(i, 0), squares);
            }
            length = Math.sqrt(squares);
            for (int i = 0; i < n; i++) {
                v.set(i, 0, length == 0 ? 0 : (float) (next.get(i, 0) / length));
            }
        }
        return length;
    }

    private static double largest(DoubleMatrix x) {
        double largest = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                largest = Math.max(largest, Math.abs(x.get(i, j)));
            }
        }
        return largest;
    }
}
