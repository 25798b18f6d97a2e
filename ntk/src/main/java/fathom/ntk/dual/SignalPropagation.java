package fathom.ntk.dual;

import fathom.simd.math.DoubleFunctions;

/**
 * Where variance and correlation of signals go in a deep network, at initialisation.
 *
 * <pre>
 * q_l = w E[phi(sqrt(q_{l-1}) g)^2] + b,            q* its fixed point
 * c_l = (w E[phi(x) phi(y)](q*, c_{l-1}) + b) / q*,   c* its stable fixed point
 * chi = w E[phi'(sqrt(q*) g)^2],   the slope of the correlation map at c = 1
 * </pre>
 *
 * chi &lt; 1: ordered, all inputs become alike (c* = 1); chi > 1: chaotic, near inputs are torn apart (c* &lt; 1). Distances to the fixed points shrink
 * as exp(-l / xi). Source: Poole et al. (2016) and Schoenholz et al. (2017), Deep information propagation.
 *
 * @param variance q*, infinite if variances grow without bound
 * @param correlation c*
 * @param chi the slope of the correlation map at 1
 * @param varianceDepth xi_q = -1 / log |dq_l / dq_{l-1}| at q*
 * @param correlationDepth xi_c = -1 / log of the slope of the correlation map at c*; infinite at the edge of chaos
 */
public record SignalPropagation(
        double variance, double correlation, double chi, double varianceDepth, double correlationDepth) {

    private static final int ITERATIONS = 10_000;
    private static final double LARGEST = 1e6;
    private static final double TOLERANCE = 1e-13;

    /**
     * The fixed points that signals of variance 1 and correlation 1/2 reach, for weight variance w and bias variance b.
     *
     * @throws IllegalArgumentException if w or b is negative, or phi has no derivative
     */
    public static SignalPropagation of(Nonlinearity phi, double weightVariance, double biasVariance) {
        if (!(weightVariance >= 0 && biasVariance >= 0)) {
            throw new IllegalArgumentException(
                    "variances must be at least 0, not " + weightVariance + " and " + biasVariance);
        }
        DualActivation dual = new DualActivation(phi);
        double q = fixedVariance(dual, weightVariance, biasVariance);
        if (!(q < LARGEST)) {
            return new SignalPropagation(Double.POSITIVE_INFINITY, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double chi = weightVariance * dual.derivative(q, q, 1);
        if (q < 1e-100) {
            // Signals die out; what correlation they die with has no meaning.
            return new SignalPropagation(0, Double.NaN, chi, depth(chi), Double.NaN);
        }
        double c = fixedCorrelation(dual, weightVariance, biasVariance, q, chi);
        double slope = weightVariance * dual.derivative(q, q, c);
        return new SignalPropagation(q, c, chi, depth(varianceSlope(dual, weightVariance, q)), depth(slope));
    }

    /** One step of the variance map. */
    public static double nextVariance(DualActivation dual, double weightVariance, double biasVariance, double q) {
        return weightVariance * dual.secondMoment(q) + biasVariance;
    }

    private static double fixedVariance(DualActivation dual, double w, double b) {
        double q = 1;
        for (int i = 0; i < ITERATIONS && q < LARGEST && q > 1e-100; i++) {
            double next = nextVariance(dual, w, b, q);
            if (Math.abs(next - q) <= TOLERANCE * q) {
                return next;
            }
            q = next;
        }
        return q;
    }

    /** In the ordered phase c* = 1; in the chaotic one bisection between the start and 1, where the map crosses the diagonal downwards. */
    private static double fixedCorrelation(DualActivation dual, double w, double b, double q, double chi) {
        if (chi <= 1 + 1e-12) {
            return 1;
        }
        double low = -1;
        double high = 1 - 1e-9;
        for (int i = 0; i < 60 && high - low > 1e-14; i++) {
            double c = 0.5 * (low + high);
            double next = (w * dual.value(q, q, c) + b) / q;
            if (next > c) {
                low = c;
            } else {
                high = c;
            }
        }
        return 0.5 * (low + high);
    }

    /** d q_l / d q_{l-1} = w E[phi(x) phi'(x) x] / q */
    private static double varianceSlope(DualActivation dual, double w, double q) {
        Nonlinearity phi = dual.phi();
        return w
                * dual.expectation(
                        x -> phi.value().applyAsDouble(x) * phi.derivative().applyAsDouble(x) * x, q)
                / q;
    }

    private static double depth(double slope) {
        double size = Math.abs(slope);
        return Math.abs(size - 1) < 1e-12 ? Double.POSITIVE_INFINITY : -1 / DoubleFunctions.log(size);
    }
}
