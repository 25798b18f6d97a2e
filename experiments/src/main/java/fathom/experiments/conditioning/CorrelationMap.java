package fathom.experiments.conditioning;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;
import java.util.Set;

/**
 * What one infinitely wide layer does to the correlation of two inputs of length 1.
 *
 * <pre>
 * value(rho) = (E[phi(x) phi(y)] - m^2) / (E[phi(x)^2] - m^2)     m = E[phi(x)] centred, or 0
 * slope(rho) = E[phi'(x) phi'(y)] / (E[phi(x)^2] - m^2)
 * mu = 1 - a_1^2 / (a_1^2 + a_2^2 + ...)
 * </pre>
 *
 * (x, y) standard normal with correlation rho; centred, it is the dual of the normalised activation. Closed forms where there are any; else
 * the Hermite series to {@link #TERMS} terms, whose remaining mass R is put at the next power, an error below R |rho|^TERMS. Source: Agarwal,
 * Awasthi, Kale (2021), definitions 2 and 19.
 */
final class CorrelationMap {

    /** Terms of the series: at |rho| = 0.96 the next power is 2e-11. */
    static final int TERMS = 600;

    private static final Set<String> CLOSED = Set.of("identity", "relu", "abs", "step", "exp", "erf", "sin", "cos");

    private final DualActivation dual;
    private final boolean closed;
    private final double shift;
    private final double variance;
    private final double slopeAtOne;
    private final double mu;
    private final double[] squares;

    private CorrelationMap(Nonlinearity phi, boolean centred) {
        dual = new DualActivation(phi);
        closed = CLOSED.contains(phi.name());
        double[] hermite = dual.hermite(1, closed ? 2 : TERMS);
        double second = dual.secondMoment(1);
        shift = centred ? hermite[0] * hermite[0] : 0;
        variance = second - shift;
        slopeAtOne = phi.differentiable()
                ? dual.expectation(
                                x -> phi.derivative().applyAsDouble(x)
                                        * phi.derivative().applyAsDouble(x),
                                1)
                        / variance
                : Double.POSITIVE_INFINITY;
        mu = 1 - hermite[1] * hermite[1] / (second - hermite[0] * hermite[0]);
        squares = closed ? new double[0] : squares(hermite, centred);
    }

    /** Of the normalised activation: mean 0 and second moment 1. */
    static CorrelationMap centred(String activation) {
        return new CorrelationMap(Nonlinearity.parse(activation), true);
    }

    /** Of the activation divided by the root of its second moment alone. */
    static CorrelationMap uncentred(String activation) {
        return new CorrelationMap(Nonlinearity.parse(activation), false);
    }

    /** a_n^2 over the variance, and last of all what they lack of 1. */
    private double[] squares(double[] hermite, boolean centred) {
        double[] all = new double[hermite.length + 1];
        double rest = 1;
        for (int n = centred ? 1 : 0; n < hermite.length; n++) {
            all[n] = hermite[n] * hermite[n] / variance;
            rest -= all[n];
        }
        all[hermite.length] = Math.max(0, rest);
        return all;
    }

    /** The coefficient of non-linearity, in [0, 1]. */
    double mu() {
        return mu;
    }

    /** The coefficient of non-affinity of the uncentred map: 1 - a_0^2 - a_1^2 over the second moment. */
    double nonAffinity() {
        return mu * (1 - value(0));
    }

    double value(double rho) {
        if (closed) {
            return (dual.value(1, 1, rho) - shift) / variance;
        }
        double sum = 0;
        for (int n = squares.length - 1; n >= 0; n--) {
            sum = Math.fma(sum, rho, squares[n]);
        }
        return sum;
    }

    /** The derivative of {@link #value}; of the series, without the remaining mass. */
    double slope(double rho) {
        if (closed) {
            return dual.derivative(1, 1, rho) / variance;
        }
        double sum = 0;
        for (int n = squares.length - 2; n >= 1; n--) {
            sum = Math.fma(sum, rho, n * squares[n]);
        }
        return sum;
    }

    /** value'(1); infinite for a step, which has no tangent kernel. */
    double slopeAtOne() {
        return slopeAtOne;
    }
}
