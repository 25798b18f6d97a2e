package fathom.ntk;

import fathom.simd.Gemm;
import fathom.simd.SymmetricEigen;
import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.DoubleMatrix;
import java.util.function.DoubleUnaryOperator;

/**
 * Training of an infinitely wide network on the squared loss 1/2 sum_i |f(x_i) - y_i|^2, in closed form, from the spectrum of its tangent
 * kernel on the samples, K = V diag(lambda) V'.
 *
 * <pre>
 * f_t(x) = K(x, X) V diag(phi_t(lambda)) V' Y
 * gradient flow:     phi_t(lambda) = (1 - exp(-lambda t)) / lambda
 * gradient descent:  phi_k(lambda) = (1 - (1 - eta lambda)^k) / lambda      k steps of learning rate eta
 * </pre>
 *
 * f_t is the mean over initialisations (f_0 = 0); {@link #covariance} adds their spread. k steps of rate eta do what flow does for the
 * time -k log(1 - eta lambda) / lambda, which differs between modes and tends to k eta for small rates. For the mean of the losses
 * instead of the sum, divide time and rate by n.
 *
 * <p>Where an eigenvalue is 0, as with repeated samples, phi takes its limit t. An eigenvalue below n 2^-52 lambda_max cannot be told
 * from 0; once t is so large that it would matter, its direction is faded out, which for t to infinity gives the least-norm solution.
 */
public final class TrainingDynamics {

    private static final double EPSILON = 0x1p-52;

    private final RowKernel kernel;
    private final DoubleMatrix x;
    private final SymmetricEigen eigen;
    private final DoubleMatrix rotated;

    private TrainingDynamics(RowKernel kernel, DoubleMatrix x, SymmetricEigen eigen, DoubleMatrix rotated) {
        this.kernel = kernel;
        this.x = x;
        this.eigen = eigen;
        this.rotated = rotated;
    }

    /**
     * Decomposes the kernel on the samples: about 9 n^3 operations.
     *
     * @param kernel the tangent kernel
     * @param x n x d, kept, not copied
     * @param targets n x m
     */
    public static TrainingDynamics of(RowKernel kernel, DoubleMatrix x, DoubleMatrix targets) {
        RidgeSystem.checkTargets(x, targets);
        SymmetricEigen eigen = SymmetricEigen.decompose(KernelRegression.gram(kernel, x));
        return new TrainingDynamics(
                kernel, x, eigen, Gemm.product(eigen.vectors().transposed(), targets));
    }

    /** The eigenvalues of the kernel on the samples, ascending. */
    public double[] eigenvalues() {
        return eigen.values().clone();
    }

    /** 2 / lambda_max: gradient descent with a smaller rate converges, with a larger one diverges; infinite for no samples. */
    public double largestStableRate() {
        return 2 / largest();
    }

    /**
     * The network after gradient flow for the time t.
     *
     * @throws IllegalArgumentException if t is negative or NaN
     */
    public KernelRegression flow(double time) {
        return new KernelRegression(kernel, x, shrunk(flowShares(time)));
    }

    /**
     * The network after gradient descent.
     *
     * @param rate the learning rate eta
     * @param steps the number of steps
     * @throws IllegalArgumentException if the rate is not positive or not below the largest stable one, or there are fewer than 0 steps
     */
    public KernelRegression descent(double rate, long steps) {
        return new KernelRegression(kernel, x, shrunk(descentShares(rate, steps)));
    }

    /**
     * Covariance of f_t(x) and f_t(x') over initialisations, after gradient flow for the time t: t x t for t test rows.
     *
     * <pre>
     * S(x,x') + A S(X,X) A' - A S(X,x') - S(x,X) A',    A = K(x, X) V diag(phi_t(lambda)) V'
     * </pre>
     *
     * Source: Lee et al. (2019), Wide neural networks of any depth evolve as linear models under gradient descent, equation 15.
     *
     * @param covariance the NNGP kernel S of the same network
     */
    public DoubleMatrix covariance(RowKernel covariance, DoubleMatrix tests, double time) {
        return covariance(covariance, tests, flowShares(time));
    }

    /**
     * The same after gradient descent.
     *
     * @param covariance the NNGP kernel S of the same network
     * @param rate the learning rate eta, below the largest stable one
     * @param steps the number of steps
     */
    public DoubleMatrix covariance(RowKernel covariance, DoubleMatrix tests, double rate, long steps) {
        return covariance(covariance, tests, descentShares(rate, steps));
    }

    /**
     * The time for which gradient flow does to one mode what descent does to it.
     *
     * <pre>
     * t = -k log(1 - eta lambda) / lambda      exp(-lambda t) = (1 - eta lambda)^k
     * </pre>
     *
     * k eta for lambda = 0; infinite where one step is all (eta lambda = 1). Beyond that every step overshoots and no time does the same.
     *
     * @throws IllegalArgumentException if eta lambda > 1, or a number is negative
     */
    public static double equivalentTime(double eigenvalue, double rate, long steps) {
        double step = rate * eigenvalue;
        if (!(eigenvalue >= 0 && rate >= 0 && steps >= 0 && step <= 1)) {
            throw new IllegalArgumentException(
                    "gradient flow does what descent does for 0 <= rate x eigenvalue <= 1 and steps >= 0, not " + rate
                            + " x " + eigenvalue + " and " + steps);
        }
        return eigenvalue == 0 ? rate * steps : steps == 0 ? 0 : -steps * DoubleFunctions.log1p(-step) / eigenvalue;
    }

    private DoubleMatrix covariance(RowKernel covariance, DoubleMatrix tests, double... values) {
        DoubleMatrix shares = DoubleMatrix.zeros(x.rows(), x.rows());
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                shares.set(i, j, values[i] * eigen.vectors().get(j, i));
            }
        }
        DoubleMatrix inner = Gemm.product(eigen.vectors(), shares);
        DoubleMatrix a = Gemm.product(kernel.cross(tests, x), inner);
        DoubleMatrix sides = covariance.cross(tests, x);
        DoubleMatrix result = covariance.gram(tests);
        // S - A S_Xx' - (S_xX - A S_XX) A'
        Gemm.multiply(-1, a, sides.transposed(), 1, result);
        DoubleMatrix rest = sides.copy();
        Gemm.multiply(-1, a, covariance.gram(x), 1, rest);
        Gemm.multiply(-1, rest, a.transposed(), 1, result);
        return result;
    }

    private double[] flowShares(double time) {
        if (!(time >= 0)) {
            throw new IllegalArgumentException("training time must be at least 0, not " + time);
        }
        return shares(time, lambda -> -DoubleFunctions.expm1(-lambda * time) / lambda);
    }

    private double[] descentShares(double rate, long steps) {
        if (!(rate > 0 && rate < largestStableRate()) || steps < 0) {
            throw new IllegalArgumentException(
                    "gradient descent needs a rate above 0 and below the largest stable one, " + largestStableRate()
                            + ", and at least 0 steps, not a rate of " + rate + " and " + steps + " steps");
        }
        return shares(rate * steps, lambda -> {
            double step = rate * lambda;
            if (step < 1) {
                return -DoubleFunctions.expm1(steps * DoubleFunctions.log1p(-step)) / lambda;
            }
            // Every step overshoots and changes the sign of what is left; at exactly 1 nothing is left.
            double magnitude = steps == 0 ? 1 : DoubleFunctions.exp(steps * DoubleFunctions.log(step - 1));
            return (1 - (steps % 2 == 0 ? magnitude : -magnitude)) / lambda;
        });
    }

    /** phi for each eigenvalue; {@code limit} is its value at 0. */
    private double[] shares(double limit, DoubleUnaryOperator phi) {
        double[] values = eigen.values();
        double resolution = values.length * EPSILON * largest();
        double[] shares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] > resolution) {
                shares[i] = phi.applyAsDouble(values[i]);
            } else if (limit < Double.POSITIVE_INFINITY) {
                double seen = limit * resolution;
                shares[i] = limit / (1 + seen * seen);
            }
        }
        return shares;
    }

    private DoubleMatrix shrunk(double[] shares) {
        DoubleMatrix scaled = rotated.copy();
        for (int i = 0; i < shares.length; i++) {
            for (int j = 0; j < scaled.columns(); j++) {
                scaled.set(i, j, shares[i] * scaled.get(i, j));
            }
        }
        return Gemm.product(eigen.vectors(), scaled);
    }

    private double largest() {
        double[] values = eigen.values();
        return values.length == 0 ? 0 : Math.max(values[values.length - 1], 0);
    }
}
