package fathom.experiments.cli;

import fathom.ntk.RidgeSearch;
import fathom.ntk.RowKernel;
import fathom.simd.Cholesky;
import fathom.simd.Elementwise;
import fathom.simd.matrix.DoubleMatrix;

/**
 * How long a kernel regression takes, from the kernel and the factorisation of small matrices, timed here once.
 *
 * <pre>
 * Gram matrix n (n + 1) / 2 pairs, predictions n t pairs; factorisation n^3 / 3 operations, leave-one-out errors as many again
 * </pre>
 *
 * @param pair seconds of one pair of inputs
 * @param operation seconds of one operation of a factorisation
 */
record RegressionForecast(double pair, double operation) {

    /** Inputs whose kernel is timed, and rows of the matrix that is factorised. */
    private static final int ROWS = 512;

    /** A timing ends when nothing has become faster for so many nanoseconds: then the compiler is done. */
    private static final long STANDING = 1_000_000_000;

    private static final long PATIENCE = 8 * STANDING;
    private static final double FASTER = 0.95;

    /** Floats pass through the registers twice as fast. */
    private static final double FLOATS = 0.5;

    /** Residuals in double that a solution in floats needs, each with the whole kernel. */
    private static final int REFINEMENTS = 3;

    /** With the speed of this machine, now, and the cost of this kernel on the first of those inputs. */
    static RegressionForecast here(RowKernel kernel, DoubleMatrix x) {
        int rows = Math.min(ROWS, x.rows());
        DoubleMatrix gram = DoubleMatrix.zeros(rows, rows);
        double pair = least(() -> kernel.lowerGram(x.rows(0, rows), gram)) / (rows * (rows + 1.0) / 2);
        DoubleMatrix regular = DoubleMatrix.zeros(ROWS, ROWS);
        for (int i = 0; i < ROWS; i++) {
            regular.set(i, i, 1);
        }
        DoubleMatrix factor = regular.copy();
        double factorisation = least(() -> {
            Elementwise.copy(regular, factor);
            Cholesky.factorise(factor);
        });
        return new RegressionForecast(pair, factorisation / ((double) ROWS * ROWS * ROWS / 3));
    }

    /** Least seconds of a piece of work that is done again and again. */
    private static double least(Runnable piece) {
        long begin = System.nanoTime();
        long least = Long.MAX_VALUE;
        long improved = begin;
        long now = begin;
        while (now - improved < STANDING && now - begin < PATIENCE) {
            long start = now;
            piece.run();
            now = System.nanoTime();
            improved = now - start < FASTER * least ? now : improved;
            least = Math.min(least, now - start);
        }
        return 1e-9 * least;
    }

    /**
     * Seconds in all.
     *
     * @param search whether a ridge is chosen among {@link RidgeSearch#CANDIDATES}
     * @param parts whether the matrix is in tiles, each ridge with a kernel of its own
     * @param floats whether the tiles are floats
     */
    double seconds(double n, double tests, boolean search, boolean parts, boolean floats) {
        double fits = search ? RidgeSearch.CANDIDATES + 1.0 : 1;
        double factorisations = search && !parts ? 2 * fits : fits;
        double grams = (parts ? fits : 1) * (floats ? 1 + 2.0 * REFINEMENTS : 1);
        return pair * n * (grams * (n + 1) / 2 + tests)
                + operation * factorisations * n * n * n / 3 * (floats ? FLOATS : 1);
    }
}
