package fathom.experiments.cli;

import fathom.experiments.protocol.MatrixPaces;
import fathom.experiments.protocol.Paces;
import fathom.ntk.RidgeSearch;
import fathom.ntk.RowKernel;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;

/**
 * How long a kernel regression takes, from paces that are measured once all code is compiled.
 *
 * <pre>
 * Gram matrix n (n + 1) / 2 pairs, predictions n t pairs; factorisation n^3 / 3 operations, leave-one-out errors as many again
 * </pre>
 *
 * @param matrices paces of factorisations
 * @param pair seconds of one pair of inputs
 */
record RegressionForecast(MatrixPaces matrices, double pair) {

    /** Inputs whose kernel is timed. */
    private static final int ROWS = 512;

    /** Floats pass through the registers twice as fast. */
    private static final double FLOATS = 0.5;

    /** Residuals in double that a solution in floats needs, each with the whole kernel. */
    private static final int REFINEMENTS = 3;

    /** A kind of piece. */
    private record Rows(int n) {}

    /** With the speed of this machine, now, and the cost of this kernel on the first of those inputs. */
    static RegressionForecast here(RowKernel kernel, DoubleMatrix x) {
        Paces paces = Paces.of(1, Parallelism.threads());
        int rows = Math.min(ROWS, x.rows());
        DoubleMatrix some = x.rows(0, rows);
        double seconds = paces.seconds(new Rows(rows), () -> {
            DoubleMatrix gram = DoubleMatrix.zeros(rows, rows);
            return () -> kernel.lowerGram(some, gram);
        });
        return new RegressionForecast(new MatrixPaces(paces), seconds / (rows * (rows + 1.0) / 2));
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
                + matrices.factorisation(factorisations * n * n * n / 3, (int) n) * (floats ? FLOATS : 1);
    }
}
