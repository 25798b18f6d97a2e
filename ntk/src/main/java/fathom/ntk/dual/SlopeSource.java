package fathom.ntk.dual;

import fathom.simd.math.DoubleFunctions;

/** E[phi'(x) phi'(y)] for pairs of deviations at one angle, in the parts that are even and odd in the correlation. */
interface SlopeSource {

    /** parts[0][a][b], even in the correlation, and parts[1][a][b], odd in it, at theta in [0, pi / 2]. */
    double[][][] at(double theta, double[] deviations);

    /**
     * phi' = jump 1{x > kink}, for one deviation s: with h = kink / s the probability that both are beyond h.
     *
     * <pre>
     * P(theta) = P(x > h) - 1 / (2 pi) int_0^theta exp(-h^2 / (1 + cos t)) dt
     * </pre>
     */
    static SlopeSource beyond(double kink, double jump) {
        return (theta, deviations) -> {
            double h = kink / deviations[0];
            double tail = DoubleFunctions.normalCdf(-h);
            double near = jump * jump * (tail - integral(h, theta));
            double far = jump * jump * (tail - integral(h, Math.PI - theta));
            return new double[][][] {{{0.5 * (near + far)}}, {{0.5 * (near - far)}}};
        };
    }

    /** Of a phi with kinks anywhere, for one deviation. */
    static SlopeSource iterated(Nonlinearity phi) {
        IteratedQuadrature rule = new IteratedQuadrature(phi.derivative(), phi.kinks());
        return (theta, deviations) -> {
            double s = deviations[0];
            double u = DoubleFunctions.cos(theta);
            double c = DoubleFunctions.sin(theta);
            double near = rule.expectation(s, s, u, c);
            double far = rule.expectation(s, s, -u, c);
            return new double[][][] {{{0.5 * (near + far)}}, {{0.5 * (near - far)}}};
        };
    }

    private static double integral(double h, double theta) {
        int panels = 16;
        double sum = 0;
        for (int i = 0; i < panels; i++) {
            sum += GaussLegendre.integral(
                    t -> DoubleFunctions.exp(-h * h / (1 + DoubleFunctions.cos(t))),
                    theta * i / panels,
                    theta * (i + 1) / panels);
        }
        return sum / (2 * Math.PI);
    }
}
