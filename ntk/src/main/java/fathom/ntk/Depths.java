package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/** What is asked of the depths, inputs and results of kernels. */
final class Depths {

    private Depths() {}

    /** The last of them; they ascend, the network has numbers for each, and there are as many results. */
    static int deepest(InfiniteNetwork network, int[] depths, int results) {
        if (depths.length == 0 || depths.length != results) {
            throw new IllegalArgumentException(depths.length + " depths and " + results
                    + " matrices for them: there must be as many of both, and at least one");
        }
        for (int k = 0; k < depths.length; k++) {
            network.checkDepth(depths[k]);
            if (k > 0 && depths[k] <= depths[k - 1]) {
                throw new IllegalArgumentException(
                        "depths must ascend, and " + depths[k] + " follows " + depths[k - 1]);
            }
        }
        return depths[depths.length - 1];
    }

    static void checkGram(DoubleMatrix x, DoubleMatrix gram) {
        int n = x.rows();
        if (gram.rows() != n || gram.columns() != n || n > 1 && gram.columnStride() != 1) {
            throw new ShapeMismatchException("x is " + x.shape() + " and the Gram matrix " + gram.shape()
                    + ": it must be n x n with unit column stride");
        }
    }

    static void checkColumns(DoubleMatrix x, DoubleMatrix y) {
        if (x.columns() != y.columns()) {
            throw new ShapeMismatchException(
                    "inputs are " + x.shape() + " and " + y.shape() + ": both need the same number of columns");
        }
    }
}
