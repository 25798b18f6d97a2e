package fathom.ntk;

import fathom.simd.machine.Workers;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.Arrays;
import java.util.List;

/**
 * {@link ReluKernels} in float: half of the memory and about half of the time. The product and the recursion round to float; rows at a
 * small angle get it from their differences in double, so that near-duplicates are as near as they should be and a Gram matrix is positive
 * semidefinite up to rounding: eigenvalues from -2e-7 sqrt(n) of the largest on. Networks with a bias after layer 0 are left to double.
 */
public final class FloatReluKernels {

    private FloatReluKernels() {}

    /** Whether no layer from 1 to that depth has a bias, which an angle alone would not follow. */
    public static boolean serves(InfiniteNetwork network, int depth) {
        for (int l = 1; l <= depth; l++) {
            if (network.biasVariance().at(l) > 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * grams[k]_ij := K(x_i, x_j) at depth depths[k] for j ≤ i, all in one pass; above the diagonal is nothing of use afterwards.
     *
     * @param depths ascending
     * @param x n x d, one input a row
     * @param grams one for each depth, n x n with unit column stride, overwritten
     * @throws IllegalArgumentException if a layer has a bias
     */
    public static void lowerGrams(
            Kernel kind, InfiniteNetwork network, int[] depths, DoubleMatrix x, FloatMatrix... grams) {
        int deepest = deepest(network, depths, grams.length);
        int n = x.rows();
        for (FloatMatrix gram : grams) {
            if (gram.rows() != n || gram.columns() != n || n > 1 && gram.columnStride() != 1) {
                throw new ShapeMismatchException("x is " + x.shape() + " and the Gram matrix " + gram.shape()
                        + ": it must be n x n with unit column stride");
            }
        }
        FloatRows rows = FloatRows.of(network, deepest, x);
        List<int[]> corners = ReluKernels.corners(n, n, true);
        Workers.forEach(corners.size(), t -> {
            int[] c = corners.get(t);
            new FloatReluTile(network, rows, c[0], rows, c[1]).kernels(kind, depths, windows(grams, c), c[0] == c[1]);
        });
        for (int k = 0; k < depths.length; k++) {
            double[] diagonal = ReluKernels.diagonal(kind, rows.profile(), depths[k]);
            for (int i = 0; i < n; i++) {
                grams[k].set(i, i, (float) diagonal[i]);
            }
        }
    }

    /** The same with both halves filled, in fresh matrices. */
    public static List<FloatMatrix> grams(Kernel kind, InfiniteNetwork network, int[] depths, DoubleMatrix x) {
        FloatMatrix[] grams = new FloatMatrix[depths.length];
        Arrays.setAll(grams, k -> FloatMatrix.zeros(x.rows(), x.rows()));
        lowerGrams(kind, network, depths, x, grams);
        for (FloatMatrix gram : grams) {
            for (int i = 0; i < gram.rows(); i++) {
                for (int j = 0; j < i; j++) {
                    gram.set(j, i, gram.get(i, j));
                }
            }
        }
        return List.of(grams);
    }

    /**
     * K(x_i, y_j) at each depth, all in one pass: m x n.
     *
     * @param depths ascending
     * @throws IllegalArgumentException if a layer has a bias
     */
    public static List<FloatMatrix> crosses(
            Kernel kind, InfiniteNetwork network, int[] depths, DoubleMatrix x, DoubleMatrix y) {
        int deepest = deepest(network, depths, depths.length);
        Depths.checkColumns(x, y);
        FloatRows rows = FloatRows.of(network, deepest, x);
        FloatRows columns = FloatRows.of(network, deepest, y);
        FloatMatrix[] crosses = new FloatMatrix[depths.length];
        Arrays.setAll(crosses, k -> FloatMatrix.zeros(x.rows(), y.rows()));
        List<int[]> corners = ReluKernels.corners(x.rows(), y.rows(), false);
        Workers.forEach(corners.size(), t -> {
            int[] c = corners.get(t);
            new FloatReluTile(network, rows, c[0], columns, c[1]).kernels(kind, depths, windows(crosses, c), false);
        });
        return List.of(crosses);
    }

    private static int deepest(InfiniteNetwork network, int[] depths, int results) {
        int deepest = Depths.deepest(network, depths, results);
        if (!serves(network, deepest)) {
            throw new IllegalArgumentException(
                    "kernels in float are there for networks without biases after layer 0, not for "
                            + network.biasVariance() + " by layers; take double");
        }
        return deepest;
    }

    private static FloatMatrix[] windows(FloatMatrix[] matrices, int[] corner) {
        FloatMatrix[] windows = new FloatMatrix[matrices.length];
        Arrays.setAll(windows, k -> matrices[k].window(corner[0], corner[1], corner[2], corner[3]));
        return windows;
    }
}
