package fathom.ntk;

import fathom.simd.Elementwise;
import fathom.simd.Gemm;
import fathom.simd.epilogue.DoubleEpilogue;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.recursion.ArcCosine;

/** Layer 0 for the pairs of rows {@code row...} of x with rows {@code column...} of y; how many, the matrices given later say. */
record InputTile(
        InfiniteNetwork network, DoubleMatrix x, Inputs rows, int row, DoubleMatrix y, Inputs columns, int column) {

    /** Neighbours in a row that stay in the first-level cache, with all that is computed of them, while layers pass over them. */
    static final int PIECE = 256;

    /** What becomes of neighbours in a row once their S_0 is there. */
    @FunctionalInterface
    interface Piece {

        /**
         * @param row of x
         * @param column of y for the first of them
         * @param covariances S_0 of at most {@link #PIECE} of them, to be overwritten: 1 x count, where they stand in the tile
         */
        void follow(int row, int column, DoubleMatrix covariances);
    }

    /** covariances := S_0. */
    void linear(DoubleMatrix covariances) {
        linear(covariances, false, (i, j, piece) -> {});
    }

    /**
     * covariances := S_0, handed on as the product leaves it, piece after piece, while it is in cache.
     *
     * @param lower whether the tile stands on the diagonal of a symmetric matrix, whose lower half suffices
     */
    void linear(DoubleMatrix covariances, boolean lower, Piece next) {
        double bias = network.biasVariance().at(0);
        DoubleEpilogue epilogue = (i, j, count, array, at, stride) -> {
            for (int from = 0; from < count; from += PIECE) {
                int some = Math.min(PIECE, count - from);
                DoubleMatrix piece = new DoubleMatrix(array, at + from * stride, 1, some, some * stride, stride);
                add(bias, piece);
                next.follow(row + i, column + j + from, piece);
            }
        };
        DoubleMatrix left = x.rows(row, row + covariances.rows());
        if (lower) {
            Gemm.symmetricUpdate(network.inputScale(), left, 0, covariances, epilogue);
        } else {
            DoubleMatrix right = y.rows(column, column + covariances.columns());
            Gemm.multiply(network.inputScale(), left, right.transposed(), 0, covariances, epilogue);
        }
    }

    /** Haversines of S_0, near pairs mended; the two may be the same matrix. */
    void haversines(DoubleMatrix covariances, DoubleMatrix haversines) {
        haversines(row, column, covariances, haversines);
    }

    /** The same for a part of the tile that begins at that row of x and that of y. */
    void haversines(int i, int j, DoubleMatrix covariances, DoubleMatrix haversines) {
        ArcCosine.haversines(covariances, rows.inverseRoots, i, columns.inverseRoots, j, haversines);
        NearPairs.mend(network, haversines, x, i, rows.roots, y, j, columns.roots);
        NearPairs.mendZeros(haversines, i, rows.roots, j, columns.roots);
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
                matrix.array()[at + j * matrix.columnStride()] += value;
            }
        }
    }
}
