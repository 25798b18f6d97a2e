package fathom.experiments.kernelregression;

import fathom.ntk.RidgeSystem;
import fathom.ntk.RowKernel;
import fathom.runs.Trial;
import fathom.simd.Gemm;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Kernel ridge regression of the cap on a draw of points.
 *
 * <pre>
 * f = K(., X_n) (K(X_n, X_n) + n r I)^(-1) y_n,   error = mean over the test points of (f - f1)^2,   r = 10^-2, 10^-3, ...
 * </pre>
 *
 * X_n are the first n points. The kernel is computed once for the largest n.
 *
 * @param threads how many threads the kernels may use; no result depends on it
 */
record CurveTrial(int threads) implements Trial<CurveCell, CurveResult>, Serializable {

    /** Test rows whose kernel is held at once. */
    static final int BLOCK = 256;

    @Override
    public CurveResult run(CurveCell cell) throws Exception {
        return Parallelism.call(threads, () -> curve(cell));
    }

    private static CurveResult curve(CurveCell cell) {
        int largest = cell.n().getLast();
        SphereSample sample = cell.draw().equals(CurveCell.PUBLISHED)
                ? SphereSample.published()
                : SphereSample.fresh(cell.seed(), largest, cell.testPoints());
        RowKernel kernel = KernelName.parse(cell.kernel()).scaled();
        DoubleMatrix x = sample.pool().rows(0, largest);
        DoubleMatrix y = SphereTarget.CAP.values(x, sample.direction());
        List<DoubleMatrix> weights = weights(cell, kernel, x, y);

        DoubleMatrix truth = SphereTarget.CAP.values(sample.test(), sample.direction());
        double[][][] sums = new double[2][cell.n().size()][cell.ridges()];
        int[] counts = new int[2];
        for (int from = 0; from < truth.rows(); from += BLOCK) {
            int to = Math.min(from + BLOCK, truth.rows());
            int half = from / BLOCK % 2;
            counts[half] += to - from;
            DoubleMatrix cross = kernel.cross(sample.test().rows(from, to), x);
            for (int i = 0; i < weights.size(); i++) {
                DoubleMatrix predicted = DoubleMatrix.zeros(to - from, cell.ridges());
                Gemm.multiply(1, cross.window(0, 0, to - from, cell.n().get(i)), weights.get(i), 0, predicted);
                SquaredErrors.add(predicted, truth.rows(from, to), sums[half][i]);
            }
        }
        List<CurveResult.Point> points = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            double[] all = new double[cell.ridges()];
            for (int r = 0; r < all.length; r++) {
                all[r] = sums[0][i][r] + sums[1][i][r];
            }
            points.add(new CurveResult.Point(
                    cell.n().get(i),
                    SquaredErrors.means(all, truth.rows()),
                    SquaredErrors.means(sums[0][i], counts[0]),
                    counts[1] == 0 ? List.of() : SquaredErrors.means(sums[1][i], counts[1])));
        }
        return new CurveResult(points);
    }

    /** For each n the weights of all ridges, n x ridges; NaN where a system has no Cholesky factor. */
    private static List<DoubleMatrix> weights(CurveCell cell, RowKernel kernel, DoubleMatrix x, DoubleMatrix y) {
        DoubleMatrix gram = DoubleMatrix.zeros(x.rows(), x.rows());
        kernel.lowerGram(x, gram);
        List<DoubleMatrix> weights = new ArrayList<>();
        for (int n : cell.n()) {
            RidgeSystem system = RidgeSystem.of(gram.window(0, 0, n, n).copy());
            DoubleMatrix all = DoubleMatrix.zeros(n, cell.ridges());
            double ridge = 0.01;
            for (int r = 0; r < cell.ridges(); r++, ridge /= 10) {
                solve(system, y.rows(0, n), ridge, all.column(r));
            }
            weights.add(all);
        }
        return weights;
    }

    private static void solve(RidgeSystem system, DoubleMatrix y, double ridge, DoubleMatrix weights) {
        try {
            DoubleMatrix solution = system.weights(y, ridge);
            for (int i = 0; i < y.rows(); i++) {
                weights.set(i, 0, solution.get(i, 0));
            }
        } catch (NotPositiveDefiniteException e) {
            for (int i = 0; i < y.rows(); i++) {
                weights.set(i, 0, Double.NaN);
            }
        }
    }
}
