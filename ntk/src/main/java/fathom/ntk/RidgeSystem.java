package fathom.ntk;

import fathom.simd.Cholesky;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * The systems K + n r I for one K and any number of ridges r. K stays in the upper half of its own matrix while the lower half is
 * factorised, so many ridges take no more memory than one.
 */
public final class RidgeSystem {

    /** log(2 pi) */
    private static final double LOG_TWO_PI = 1.8378770664093454836;

    private final DoubleMatrix matrix;
    private final double[] diagonal;
    private double factorised = Double.NaN;

    private RidgeSystem(DoubleMatrix matrix, double[] diagonal) {
        this.matrix = matrix;
        this.diagonal = diagonal;
    }

    /**
     * Takes over K.
     *
     * @param gram n x n, of which the lower triangle is read; from now on this object's own
     */
    public static RidgeSystem of(DoubleMatrix gram) {
        if (gram.rows() != gram.columns()) {
            throw new ShapeMismatchException("a Gram matrix has as many rows as columns, not " + gram.shape());
        }
        ReluKernels.mirror(gram);
        double[] diagonal = new double[gram.rows()];
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = gram.get(i, i);
        }
        return new RidgeSystem(gram, diagonal);
    }

    /** tr(K) / n, the scale of K against which a ridge is small or large; 0 for no samples. */
    public double meanDiagonal() {
        double trace = 0;
        for (double value : diagonal) {
            trace += value;
        }
        return diagonal.length == 0 ? 0 : trace / diagonal.length;
    }

    /**
     * (K + n r I)^(-1) Y: n x m.
     *
     * @throws NotPositiveDefiniteException if K + n r I has no Cholesky factor, or cannot be told from a singular matrix
     */
    public DoubleMatrix weights(DoubleMatrix targets, double ridge) {
        checkTargets(matrix, targets);
        factorise(ridge);
        DoubleMatrix weights = targets.copy();
        Cholesky.solve(matrix, weights);
        return weights;
    }

    /**
     * The mean squared error of predicting each sample from all others, for each target, from one factorisation.
     *
     * <pre>
     * y_i - f_{-i}(x_i) = alpha_i / (A^(-1))_ii,   A = K + n r I,   alpha = A^(-1) y
     * </pre>
     *
     * The ridge n r stays as it is while a sample is left out. Source: Rasmussen and Williams (2006), equation 5.12.
     *
     * @throws NotPositiveDefiniteException if K + n r I has no Cholesky factor, or cannot be told from a singular matrix
     */
    public double[] leaveOneOutErrors(DoubleMatrix targets, double ridge) {
        DoubleMatrix weights = weights(targets, ridge);
        double[] inverse = Cholesky.inverseDiagonal(matrix);
        double[] errors = new double[targets.columns()];
        for (int i = 0; i < weights.rows(); i++) {
            for (int j = 0; j < errors.length; j++) {
                double residual = weights.get(i, j) / inverse[i];
                errors[j] += residual * residual / weights.rows();
            }
        }
        return errors;
    }

    /**
     * log p(y | X) of each target under the Gaussian process with covariance K and noise of variance n r.
     *
     * <pre>
     * -(y' A^(-1) y + log det A + n log(2 pi)) / 2,   A = K + n r I
     * </pre>
     *
     * @throws NotPositiveDefiniteException if K + n r I has no Cholesky factor, or cannot be told from a singular matrix
     */
    public double[] logMarginalLikelihoods(DoubleMatrix targets, double ridge) {
        DoubleMatrix weights = weights(targets, ridge);
        return logLikelihoods(matrix, weights, targets);
    }

    static double[] logLikelihoods(DoubleMatrix factor, DoubleMatrix weights, DoubleMatrix targets) {
        double constant = Cholesky.logDeterminant(factor) + weights.rows() * LOG_TWO_PI;
        double[] logs = new double[targets.columns()];
        for (int j = 0; j < logs.length; j++) {
            double fit = 0;
            for (int i = 0; i < weights.rows(); i++) {
                fit = Math.fma(weights.get(i, j), targets.get(i, j), fit);
            }
            logs[j] = -(fit + constant) / 2;
        }
        return logs;
    }

    private void factorise(double ridge) {
        checkRidge(ridge);
        if (ridge == factorised) {
            return;
        }
        factorised = Double.NaN;
        double[] shifted = new double[diagonal.length];
        for (int i = 0; i < diagonal.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix.set(i, j, matrix.get(j, i));
            }
            shifted[i] = diagonal[i] + diagonal.length * ridge;
            matrix.set(i, i, shifted[i]);
        }
        Cholesky.factorise(matrix);
        Pivots.check(matrix, shifted);
        factorised = ridge;
    }

    static void checkTargets(DoubleMatrix x, DoubleMatrix targets) {
        if (targets.rows() != x.rows()) {
            throw new ShapeMismatchException(
                    "inputs are " + x.shape() + " and targets " + targets.shape() + ": both need one row a sample");
        }
    }

    static void checkRidge(double ridge) {
        if (!(ridge >= 0 && ridge < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the ridge must be at least 0 and finite, not " + ridge);
        }
    }
}
