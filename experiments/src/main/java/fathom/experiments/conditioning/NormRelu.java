package fathom.experiments.conditioning;

import fathom.ntk.dual.Nonlinearity;
import fathom.simd.Activation;
import fathom.simd.math.DoubleFunctions;

/**
 * Closed forms of NormReLU_c(x) = lambda (max(x - c, 0) + b) at inputs of squared length g.
 *
 * <pre>
 * b = (1 - Phi(c)) c - phi(c),   lambda = ((1 - Phi) Phi c^2 + (1 - 2 Phi) phi c + (1 - Phi - phi^2))^(-1/2)
 * s_l(g)  = lambda^2 [(c^2 + g - 2 c b)(1 - Phi(c/sqrt g)) + (2 b - c) sqrt(g) phi(c/sqrt g) + b^2]
 * s_l'(g) = lambda^2 [1 - Phi(c/sqrt g) + (b / sqrt g) phi(c/sqrt g)]
 * a_0(g)  = lambda [sqrt(g) phi(c/sqrt g) - (1 - Phi(c/sqrt g)) c + b],   bias(g) = a_0(g)^2 / s_l(g)
 * mu      = 1 - lambda^2 (1 - Phi(c))^2
 * </pre>
 *
 * Source: Agarwal, Awasthi, Kale (2021), section 7 and appendix D.
 *
 * @param c the kink
 */
record NormRelu(double c) {

    /** Of {@code normrelu(c=...)}. */
    static NormRelu of(String activation) {
        return new NormRelu(Activation.parse(activation).parameter());
    }

    /** Whether an activation, however it is spelled, is one of these. */
    static boolean is(String activation) {
        return Nonlinearity.parse(activation).name().startsWith("normrelu");
    }

    private double tail(double x) {
        return DoubleFunctions.normalCdf(-x);
    }

    private double density(double x) {
        return DoubleFunctions.normalDensity(x);
    }

    double b() {
        return tail(c) * c - density(c);
    }

    double lambda() {
        double tail = tail(c);
        double density = density(c);
        return 1 / Math.sqrt(tail * (1 - tail) * c * c + (2 * tail - 1) * density * c + (tail - density * density));
    }

    double mu() {
        double slope = lambda() * tail(c);
        return 1 - slope * slope;
    }

    double value(double g) {
        double x = c / Math.sqrt(g);
        double b = b();
        return lambda()
                * lambda()
                * ((c * c + g - 2 * c * b) * tail(x) + (2 * b - c) * Math.sqrt(g) * density(x) + b * b);
    }

    double slope(double g) {
        double x = c / Math.sqrt(g);
        return lambda() * lambda() * (tail(x) + b() / Math.sqrt(g) * density(x));
    }

    /** a_0(g). */
    double mean(double g) {
        double x = c / Math.sqrt(g);
        return lambda() * (Math.sqrt(g) * density(x) - tail(x) * c + b());
    }

    double bias(double g) {
        return mean(g) * mean(g) / value(g);
    }

    double alphaMinus() {
        return 2 * value(0.5) - 1;
    }

    double alphaPlus() {
        return 1 - slope(1);
    }

    /** alpha' of theorem 60. */
    double alpha() {
        return Math.min(alphaMinus(), alphaPlus());
    }

    /** delta' of theorem 60: what means that are not 0 at other lengths can add up to while lengths return to 1. */
    double separation() {
        return bias(2) / alphaPlus();
    }
}
