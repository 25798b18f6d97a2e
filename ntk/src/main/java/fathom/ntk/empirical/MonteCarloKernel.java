package fathom.ntk.empirical;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * The average of a kernel over random initialisations, with its standard error.
 *
 * <pre>
 * mean = (1 / R) sum_r K_r,    standardError = sqrt(sum_r (K_r - mean)^2 / (R (R - 1)))
 * </pre>
 *
 * Draws are independent; outputs of one draw are not, at finite width, so a draw counts once. The mean is that of networks of the given
 * width, which differs from the limit by the order 1 / width.
 *
 * @param mean n x n'
 * @param standardError n x n'
 * @param draws R
 */
public record MonteCarloKernel(DoubleMatrix mean, DoubleMatrix standardError, int draws) {

    /**
     * The tangent kernel, traced over outputs.
     *
     * @param networks the Jacobian of network number 0, 1, ..., each with a fresh initialisation
     * @param outputs m
     * @param draws R >= 2
     */
    public static MonteCarloKernel ntk(
            IntFunction<Jacobian> networks, int outputs, FloatMatrix x, FloatMatrix y, int draws) {
        return of(r -> new EmpiricalKernel(networks.apply(r), outputs).traced(x, y), draws);
    }

    /**
     * The covariance of the outputs: the mean over outputs of f_j(x) f_j(x').
     *
     * @param networks the forward pass of network number 0, 1, ..., from n x inputs to n x m
     * @param draws R >= 2
     */
    public static MonteCarloKernel nngp(
            IntFunction<UnaryOperator<FloatMatrix>> networks, FloatMatrix x, FloatMatrix y, int draws) {
        return of(
                r -> {
                    UnaryOperator<FloatMatrix> network = networks.apply(r);
                    // Some networks give their own buffer away.
                    FloatMatrix left = network.apply(x).copy();
                    FloatMatrix right = network.apply(y).copy();
                    DoubleMatrix kernel = DoubleMatrix.zeros(x.rows(), y.rows());
                    for (int i = 0; i < x.rows(); i++) {
                        for (int k = 0; k < y.rows(); k++) {
                            double sum = 0;
                            for (int j = 0; j < left.columns(); j++) {
                                sum = Math.fma(left.get(i, j), (double) right.get(k, j), sum);
                            }
                            kernel.set(i, k, sum / left.columns());
                        }
                    }
                    return kernel;
                },
                draws);
    }

    /**
     * Any kernel of a random network.
     *
     * @param kernels the matrix of draw number 0, 1, ..., all of one shape
     * @param draws R >= 2
     * @throws IllegalArgumentException if there are fewer than two draws, which have no standard error
     */
    public static MonteCarloKernel of(IntFunction<DoubleMatrix> kernels, int draws) {
        if (draws < 2) {
            throw new IllegalArgumentException("a standard error needs at least 2 draws, not " + draws);
        }
        DoubleMatrix mean = null;
        DoubleMatrix squares = null;
        for (int r = 0; r < draws; r++) {
            DoubleMatrix kernel = kernels.apply(r);
            if (mean == null) {
                mean = DoubleMatrix.zeros(kernel.rows(), kernel.columns());
                squares = DoubleMatrix.zeros(kernel.rows(), kernel.columns());
            }
            for (int i = 0; i < mean.rows(); i++) {
                for (int j = 0; j < mean.columns(); j++) {
                    // Welford's rule: nothing cancels.
                    double before = kernel.get(i, j) - mean.get(i, j);
                    mean.set(i, j, mean.get(i, j) + before / (r + 1));
                    double after = kernel.get(i, j) - mean.get(i, j);
                    squares.set(i, j, Math.fma(before, after, squares.get(i, j)));
                }
            }
        }
        for (int i = 0; i < mean.rows(); i++) {
            for (int j = 0; j < mean.columns(); j++) {
                squares.set(i, j, Math.sqrt(squares.get(i, j) / (draws * (draws - 1.0))));
            }
        }
        return new MonteCarloKernel(mean, squares, draws);
    }
}
