package fathom.experiments.conditioning;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;

/**
 * What a layer does to the squared length g of an input.
 *
 * <pre>
 * s_l(g) = E[sigma(sqrt(g) X)^2],   s_l'(1) = E[sigma(X) sigma'(X) X],   X standard normal, s_l(1) = 1
 * alpha- = 2 s_l(1/2) - 1,   alpha+ = 1 - s_l'(1),   alpha = min(alpha-, alpha+)
 * |s_l(g) - 1| ≤ (1 - alpha) |g - 1|   for g ≥ 1/2
 * </pre>
 *
 * The last line is theorem 38 where sigma is twice differentiable, odd, increasing and concave on the positive numbers. Source: Agarwal,
 * Awasthi, Kale (2021), appendix D.
 */
final class NormMap {

    private final Nonlinearity phi;
    private final DualActivation dual;
    private final double second;

    NormMap(String activation) {
        phi = Nonlinearity.parse(activation);
        dual = new DualActivation(phi);
        second = dual.secondMoment(1);
    }

    double value(double g) {
        return dual.secondMoment(g) / second;
    }

    double slopeAtOne() {
        return dual.expectation(
                        x -> phi.value().applyAsDouble(x) * phi.derivative().applyAsDouble(x) * x, 1)
                / second;
    }

    double alphaMinus() {
        return 2 * value(0.5) - 1;
    }

    double alphaPlus() {
        return 1 - slopeAtOne();
    }

    double alpha() {
        return Math.min(alphaMinus(), alphaPlus());
    }

    /** Whether sigma is odd, increasing and concave on the positive numbers and smooth, as far as values at 1,000 points show it. */
    static boolean sigmoidal(String activation) {
        Nonlinearity phi = Nonlinearity.parse(activation);
        boolean holds = phi.differentiable();
        double step = 0.01;
        for (int i = 1; i <= 1000 && holds; i++) {
            double x = i * step;
            double value = phi.value().applyAsDouble(x);
            double slope = phi.derivative().applyAsDouble(x);
            holds = Math.abs(value + phi.value().applyAsDouble(-x)) <= 1e-12
                    && slope >= 0
                    && slope <= phi.derivative().applyAsDouble(x - step) + 1e-12;
        }
        // A kink at 0 of an odd function is a jump of its second derivative: the slope near 0 would fall by more than
        // its square.
        double fall = phi.derivative().applyAsDouble(0) - phi.derivative().applyAsDouble(1e-4);
        return holds && fall < 1e-6;
    }
}
