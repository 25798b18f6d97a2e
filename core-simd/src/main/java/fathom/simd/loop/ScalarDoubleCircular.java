package fathom.simd.loop;

/**
 * Sine and cosine, one double at a time; the definition that the vector twin repeats lane by lane.
 *
 * <pre>
 * x = k pi/2 + r + rest,  |r| ≤ pi/4,    sin(r) = r + r z S(z),   cos(r) = 1 - z/2 + z^2 C(z),   z = r^2
 * </pre>
 *
 * S and C are minimax polynomials of degree 5 on z ≤ (pi/4)^2, by Remez exchange in 60 digits, with |z (S - exact)| ≤ 2^-58 and
 * |z^2 (C - exact)| ≤ 2^-64. Beyond 2^30 the reduction is {@link LargeAngle}'s.
 */
public final class ScalarDoubleCircular {

    /** The largest angle that three parts of pi/2 reduce. */
    static final double LARGEST = 0x1p30;

    static final double TWO_OVER_PI = 0.6366197723675814;
    /** pi/2 in three parts of 53 bits. */
    static final double PI_2_HIGH = 1.5707963267948966;

    static final double PI_2_MIDDLE = 6.123233995736766e-17;
    static final double PI_2_LOW = -1.4973849048591698e-33;

    static final double S0 = -0.16666666666666632;
    static final double S1 = 0.008333333333322486;
    static final double S2 = -0.00019841269829853388;
    static final double S3 = 2.755731370505339e-06;
    static final double S4 = -2.50507598835279e-08;
    static final double S5 = 1.5896885962469216e-10;

    static final double C0 = 0.0416666666666666;
    static final double C1 = -0.0013888888888874474;
    static final double C2 = 2.4801587289670924e-05;
    static final double C3 = -2.755731440062639e-07;
    static final double C4 = 2.0875729194109434e-09;
    static final double C5 = -1.1359928094271589e-11;

    private ScalarDoubleCircular() {}

    /** sin(x) */
    public static double sin(double x) {
        // the reduction would lose the sign of zero
        return x == 0 ? x : quarter(x, 0);
    }

    /** cos(x) = sin(x + pi/2), a quarter of a turn further */
    public static double cos(double x) {
        return quarter(x, 1);
    }

    /** sin(x + turn pi/2) */
    private static double quarter(double x, long turn) {
        if (!(Math.abs(x) <= LARGEST)) {
            LargeAngle angle = LargeAngle.reduce(x);
            return polynomial(angle.quarters() + turn, angle.high(), angle.low());
        }
        double biased = Math.fma(x, TWO_OVER_PI, ScalarDoubleExponential.ROUND);
        double k = biased - ScalarDoubleExponential.ROUND;
        // exact: both terms are multiples of 2^-53 and the difference is below 1
        double first = Math.fma(-k, PI_2_HIGH, x);
        double p = k * PI_2_MIDDLE;
        double r = first - p;
        double rest = ((first - r) - p) - Math.fma(k, PI_2_MIDDLE, -p);
        rest = Math.fma(-k, PI_2_LOW, rest);
        return polynomial(Double.doubleToRawLongBits(biased) + turn, r, rest);
    }

    /** sin(r + rest + quarters pi/2) */
    private static double polynomial(long quarters, double r, double rest) {
        double z = r * r;
        double value;
        if ((quarters & 1) == 0) {
            double s = Math.fma(S5, z, S4);
            s = Math.fma(s, z, S3);
            s = Math.fma(s, z, S2);
            s = Math.fma(s, z, S1);
            s = Math.fma(s, z, S0);
            double w = Math.fma(-0.5, z, 1);
            value = r + Math.fma(r * z, s, rest * w);
        } else {
            double c = Math.fma(C5, z, C4);
            c = Math.fma(c, z, C3);
            c = Math.fma(c, z, C2);
            c = Math.fma(c, z, C1);
            c = Math.fma(c, z, C0);
            double w = Math.fma(-0.5, z, 1);
            double lost = Math.fma(-0.5, z, 1 - w);
            value = w + (Math.fma(z * z, c, lost) - r * rest);
        }
        return (quarters & 2) == 0 ? value : -value;
    }
}
