package fathom.experiments.conditioning;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;
import java.util.Set;

/**
 * What one infinitely wide layer does to the correlation of two inputs of length 1.
 *
 * <pre>
 * value(rho) = (E[phi(x) phi(y)] - m^2) / (E[phi(x)^2] - m^2)     m = E[phi(x)] centred, or 0
 * slope(rho) = value'(rho) = a_1^2 + 2 a_2^2 rho + 3 a_3^2 rho^2 + ...
 * mu = 1 - a_1^2 / (a_1^2 + a_2^2 + ...)
 * </pre>
 *
 * (x, y) standard normal with correlation rho; centred, it is the dual of the normalised activation. Near 0 it is the Hermite series, which
 * keeps every digit of a small correlation; far from 0 a closed form where there is one. Else the series goes on to {@link #TERMS} terms, and
 * its remaining mass R is put at the next power, an error below R |rho|^TERMS. Source: Agarwal, Awasthi, Kale (2021), definitions 2 and 19.
 */
final class CorrelationMap {

    /** Terms of the series: at |rho| = 0.96 the next power is 2e-11. */
    public static final int TERMS = 600;

    /** Up to so large a correlation so many terms leave less than 1e-17 of the first one. */
    private static final double[] REACH = {1e-4, 0.01, 0.25, 0.5, 0.75, 0.9};

    private static final int[] COUNTS = {6, 10, 32, 64, 144, 400};

    private static final double ROUNDING = 1e-12;

    /** The square of a coefficient that is 0 but for rounding. */
    private static final double NOTHING = 1e-28;

    private static final Set<String> CLOSED =
            Set.of("identity", "relu", "abs", "step", "sign", "exp", "erf", "sin", "cos", "gaussian");

    private final DualActivation dual;
    private final double closedFrom;
    private final double shift;
    private final double variance;
    private final double slopeAtOne;
    private final double mu;
    private final double[] squares;

    private CorrelationMap(Nonlinearity phi, boolean centred) {
        dual = new DualActivation(phi);
        double[] hermite = dual.hermite(1, TERMS);
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
        squares = squares(hermite, centred);
        closedFrom = closedFrom(phi.name());
    }

    /** Of the normalised activation: mean 0 and second moment 1. */
    public static CorrelationMap centred(String activation) {
        return new CorrelationMap(Nonlinearity.parse(activation), true);
    }

    /** Of the activation divided by the root of its second moment alone. */
    public static CorrelationMap uncentred(String activation) {
        return new CorrelationMap(Nonlinearity.parse(activation), false);
    }

    /** NormReLU's closed form takes an integral, so that the series is faster wherever it is exact. */
    private static double closedFrom(String name) {
        return CLOSED.contains(name) ? 0.5 : name.startsWith("normrelu") ? 0.95 : 2;
    }

    /** a_n^2 over the variance, and last of all what they lack of 1. */
    private double[] squares(double[] hermite, boolean centred) {
        double[] all = new double[hermite.length + 1];
        double rest = 1;
        for (int n = centred ? 1 : 0; n < hermite.length; n++) {
            double square = hermite[n] * hermite[n] / variance;
            all[n] = square < NOTHING ? 0 : square;
            rest -= all[n];
        }
        all[hermite.length] = Math.max(0, rest);
        return all;
    }

    /** The coefficient of non-linearity, in [0, 1]; rounding errors of 0 and 1 are 0 and 1. */
    public double mu() {
        return mu < ROUNDING ? 0 : mu > 1 - ROUNDING ? 1 : mu;
    }

    /** The coefficient of non-affinity of the uncentred map: 1 - a_0^2 - a_1^2 over the second moment. */
    public double nonAffinity() {
        return mu() * (1 - value(0));
    }

    public double value(double rho) {
        if (Math.abs(rho) > closedFrom) {
            return (dual.value(1, 1, rho) - shift) / variance;
        }
        double sum = 0;
        for (int n = terms(rho); n >= 0; n--) {
            sum = Math.fma(sum, rho, squares[n]);
        }
        return sum;
    }

    /** The derivative of {@link #value}, of a step's too; of the series, without the remaining mass. */
    public double slope(double rho) {
        if (Math.abs(rho) > closedFrom && slopeAtOne < Double.POSITIVE_INFINITY) {
            return dual.derivative(1, 1, rho) / variance;
        }
        double sum = 0;
        for (int n = Math.min(terms(rho), TERMS - 1); n >= 1; n--) {
            sum = Math.fma(sum, rho, n * squares[n]);
        }
        return sum;
    }

    /** value'(1); infinite for a step, which has no tangent kernel. */
    public double slopeAtOne() {
        return slopeAtOne;
    }

    /** The last power that counts. */
    private static int terms(double rho) {
        for (int i = 0; i < REACH.length; i++) {
            if (Math.abs(rho) <= REACH[i]) {
                return COUNTS[i];
            }
        }
        return TERMS;
    }
}
