package fathom.experiments.protocol;

import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.ReluKernels;
import fathom.ntk.RowKernel;
import fathom.simd.Cholesky;
import fathom.simd.Elementwise;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;

/**
 * What kernel matrices take, by small ones.
 *
 * <pre>
 * factorisation of an n x n matrix                        n^3 / 3 operations
 * kernel of p pairs of d entries, L hidden layers         p (a + L b) and 2 (d - 16) p operations, a and b from 1 and 4 hidden layers
 * </pre>
 *
 * @param paces of this machine
 */
public record MatrixPaces(Paces paces) {

    /** What is factorised, for matrices below and above their geometric mean. */
    private static final int SMALL = 256;

    private static final int LARGE = 1024;

    /** Inputs whose kernel is computed, and their entries. */
    private static final int ROWS = 384;

    private static final int FEW = 16;

    private static final int SHALLOW = 1;
    private static final int DEEP = 4;

    private static final RandomStream RANDOM = RandomStream.of(0, "forecast of matrices");

    /** A kind of piece. */
    private record Factorisation(int n) {}

    /** A kind of piece. */
    private record Rows(int depth) {}

    /**
     * Seconds of so many operations of factorisations, and of products of matrices, which go as fast.
     *
     * @param n rows of each matrix
     */
    public double factorisation(double operations, int n) {
        int rows = (double) n * n < (double) SMALL * LARGE ? SMALL : LARGE;
        double seconds = paces.seconds(new Factorisation(rows), () -> {
            DoubleMatrix gram = DoubleMatrix.zeros(rows, rows);
            kernel(SHALLOW).lowerGram(inputs(rows, SHALLOW), gram);
            for (int i = 0; i < rows; i++) {
                gram.set(i, i, gram.get(i, i) + rows);
            }
            DoubleMatrix factor = gram.copy();
            return () -> {
                Elementwise.copy(gram, factor);
                Cholesky.factorise(factor);
            };
        });
        return operations / ((double) rows * rows * rows / 3) * seconds;
    }

    /** Seconds of the kernel of so many pairs of inputs of d entries. */
    public double kernel(double pairs, int d, int depth) {
        double shallow = pair(SHALLOW);
        double layer = Math.max(0, pair(DEEP) - shallow) / (DEEP - SHALLOW);
        double products = 2.0 * Math.max(0, d - FEW) * pairs;
        return pairs * (shallow + (depth - SHALLOW) * layer) + factorisation(products, LARGE);
    }

    private double pair(int depth) {
        double seconds = paces.seconds(new Rows(depth), () -> {
            DoubleMatrix x = inputs(ROWS, FEW);
            DoubleMatrix gram = DoubleMatrix.zeros(ROWS, ROWS);
            return () -> kernel(depth).lowerGram(x, gram);
        });
        return seconds / (ROWS * (ROWS + 1) / 2);
    }

    private static RowKernel kernel(int depth) {
        return ReluKernels.of(Kernel.NTK, InfiniteNetwork.relu().withTrainedBias(1), depth);
    }

    private static DoubleMatrix inputs(int rows, int d) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, d);
        RANDOM.fillNormal(x, 0);
        return x;
    }
}
