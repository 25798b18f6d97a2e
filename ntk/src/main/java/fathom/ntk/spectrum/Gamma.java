package fathom.ntk.spectrum;

import fathom.simd.math.DoubleFunctions;

/** Euler's gamma function, to about 1e-14. */
final class Gamma {

    /** From here on Stirling's series needs no more than its terms below. */
    private static final double LARGE = 20;

    private static final double HALF_LOG_TWO_PI = 0.91893853320467274178;

    private Gamma() {}

    /** Gamma(x); infinite at 0, -1, -2, ... and beyond 171. */
    static double of(double x) {
        if (x <= 0 && x == Math.rint(x)) {
            return Double.POSITIVE_INFINITY;
        }
        double product = 1;
        double y = x;
        // Gamma(x) = Gamma(y) / (x (x + 1) ... (y - 1))
        for (; y < LARGE; y++) {
            product *= y;
        }
        double s = 1 / (y * y);
        double series = (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s / 1188)))) / y;
        double log = (y - 0.5) * DoubleFunctions.log(y) - y + HALF_LOG_TWO_PI + series;
        return DoubleFunctions.exp(log) / product;
    }
}
