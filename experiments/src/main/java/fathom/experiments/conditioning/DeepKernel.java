package fathom.experiments.conditioning;

import fathom.simd.math.DoubleFunctions;

/**
 * The top-layer kernel of a deep centred network as a function of the angle between two inputs of length 1, with every digit of what is small:
 * of 1 - rho near 1 and of rho near 0.
 *
 * <pre>
 * 1 - s(1 - delta) = int_0^1 2 delta r s'(1 - delta r^2) dr          while delta &lt; 1/100, then rho := s(rho)
 * rho := (1 - mu)^k rho                                               for the k layers that are left once |rho| &lt; 1e-13, s'(0) = 1 - mu
 * </pre>
 *
 * @param map centred, of an activation without steps
 * @param depth hidden layers
 */
record DeepKernel(CorrelationMap map, int depth) {

    private static final double NEAR = 0.01;

    /** Below it s(rho) = s'(0) rho to as many digits, and the layers that are left are a power. */
    private static final double LINEAR = 1e-13;

    /** k at the angle theta, in [0, pi]. */
    public double ofAngle(double theta) {
        double half = DoubleFunctions.sin(theta / 2);
        return ofSeparation(2 * half * half);
    }

    /** k at the correlation 1 - delta, delta in [0, 2]. */
    public double ofSeparation(double delta) {
        double near = delta;
        int layer = 0;
        while (layer < depth && near < NEAR) {
            near = drop(near);
            layer++;
        }
        double rho = 1 - near;
        for (; layer < depth && (Math.abs(rho) > LINEAR || map.mu() == 1); layer++) {
            rho = map.value(rho);
        }
        return layer == depth ? rho : rho * DoubleFunctions.exp((depth - layer) * DoubleFunctions.log1p(-map.mu()));
    }

    /** 1 - s(1 - delta). */
    double drop(double delta) {
        return delta * GaussRule.integral(r -> 2 * r * map.slope(1 - delta * r * r), 0, 1, 1);
    }
}
