package fathom.ntk;

import fathom.simd.Elementwise;
import fathom.simd.Gemm;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.recursion.ArcCosine;

/** Layer 0 for the pairs of rows {@code row...} of x with rows {@code column...} of y; how many, the matrices given later say. */
record InputTile(
        InfiniteNetwork network, DoubleMatrix x, Inputs rows, int row, DoubleMatrix y, Inputs columns, int column) {

    /** covariances := S_0. */
    void linear(DoubleMatrix covariances) {
        DoubleMatrix left = x.rows(row, row + covariances.rows());
        DoubleMatrix right = y.rows(column, column + covariances.columns());
        Gemm.multiply(network.inputScale(), left, right.transposed(), 0, covariances);
        add(network.biasVariance().at(0), covariances);
    }

    /** Haversines of S_0, near pairs mended; the two may be the same matrix. */
    void haversines(DoubleMatrix covariances, DoubleMatrix haversines) {
        ArcCosine.haversines(covariances, rows.inverseRoots, row, columns.inverseRoots, column, haversines);
        NearPairs.mend(network, haversines, x, row, rows.roots, y, column, columns.roots);
        NearPairs.mendZeros(haversines, row, rows.roots, column, columns.roots);
    }

    /** covariances := T_0, given S_0 in place. */
    void tangentStart(DoubleMatrix covariances) {
        if (network.learningRate().at(0) != 1) {
            Elementwise.scale(network.learningRate().at(0), covariances);
        }
        add(network.trainedBias().at(0), covariances);
    }

    private static void add(double value, DoubleMatrix matrix) {
        if (value == 0) {
            return;
        }
        for (int i = 0; i < matrix.rows(); i++) {
            int at = matrix.offset() + i * matrix.rowStride();
            for (int j = 0; j < matrix.columns(); j++) {
                matrix.array()[at + j] += value;
            }
        }
    }
}
