package fathom.ntk;

import fathom.simd.Cholesky;
import fathom.simd.Gemm;
import fathom.simd.TriangularSolve;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;

/**
 * The posterior of a Gaussian process with a kernel as its prior covariance: with the NNGP kernel, the posterior of an infinitely wide
 * Bayesian network.
 *
 * <pre>
 * mean(x)          = K(x, X) A^(-1) Y,                          A = K(X, X) + n r I
 * covariance(x,x') = K(x, x') - K(x, X) A^(-1) K(X, x')
 * </pre>
 *
 * n r is the variance of the noise. The covariance is that of the function, without noise, and the same for every target. Source:
 * Rasmussen and Williams (2006), equations 2.25 and 2.26.
 */
public final class GaussianProcess {

    private final RowKernel kernel;
    private final DoubleMatrix x;
    private final DoubleMatrix targets;
    private final DoubleMatrix factor;
    private final KernelRegression mean;

    private GaussianProcess(
            RowKernel kernel, DoubleMatrix x, DoubleMatrix targets, DoubleMatrix factor, KernelRegression mean) {
        this.kernel = kernel;
        this.x = x;
        this.targets = targets;
        this.factor = factor;
        this.mean = mean;
    }

    /**
     * Conditions on samples; one factorisation.
     *
     * @param x n x d, kept, not copied
     * @param targets n x m, kept, not copied
     * @param ridge r >= 0
     * @throws NotPositiveDefiniteException if A has no Cholesky factor, or cannot be told from a singular matrix
     */
    public static GaussianProcess fit(RowKernel kernel, DoubleMatrix x, DoubleMatrix targets, double ridge) {
        RidgeSystem.checkTargets(x, targets);
        RidgeSystem.checkRidge(ridge);
        DoubleMatrix factor = KernelRegression.gram(kernel, x);
        double[] diagonal = new double[x.rows()];
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = factor.get(i, i) + x.rows() * ridge;
            factor.set(i, i, diagonal[i]);
        }
        Cholesky.factorise(factor);
        Pivots.check(factor, diagonal);
        DoubleMatrix weights = targets.copy();
        Cholesky.solve(factor, weights);
        return new GaussianProcess(kernel, x, targets, factor, new KernelRegression(kernel, x, weights));
    }

    /** The posterior mean at each row of {@code tests}: t x m. */
    public DoubleMatrix mean(DoubleMatrix tests) {
        return mean.predict(tests);
    }

    /** The posterior covariance between the rows of {@code tests}: t x t, symmetric. */
    public DoubleMatrix covariance(DoubleMatrix tests) {
        DoubleMatrix explained = explained(tests);
        DoubleMatrix covariance = kernel.gram(tests);
        Gemm.multiply(-1, explained.transposed(), explained, 1, covariance);
        return covariance;
    }

    /** The posterior variance at each row of {@code tests}, the diagonal of {@link #covariance}; never below 0. */
    public double[] variances(DoubleMatrix tests) {
        double[] variances = kernel.diagonal(tests).clone();
        for (int from = 0; from < tests.rows(); from += Resources.BLOCK) {
            int to = Math.min(from + Resources.BLOCK, tests.rows());
            DoubleMatrix explained = explained(tests.rows(from, to));
            for (int k = 0; k < explained.rows(); k++) {
                for (int i = from; i < to; i++) {
                    double value = explained.get(k, i - from);
                    variances[i] = Math.fma(-value, value, variances[i]);
                }
            }
        }
        for (int i = 0; i < variances.length; i++) {
            variances[i] = Math.max(0, variances[i]);
        }
        return variances;
    }

    /** log p(y | X) of each target, see {@link RidgeSystem#logMarginalLikelihoods}. */
    public double[] logMarginalLikelihoods() {
        return RidgeSystem.logLikelihoods(factor, mean.weights(), targets);
    }

    /** L^(-1) K(X, tests): n x t. */
    private DoubleMatrix explained(DoubleMatrix tests) {
        DoubleMatrix explained = kernel.cross(x, tests);
        TriangularSolve.lower(factor, explained);
        return explained;
    }
}
