package fathom.simd.loop;

/**
 * Logarithms, one double at a time; the definition that the vector twin repeats lane by lane.
 *
 * <pre>
 * x = 2^e (1 + f),  sqrt(1/2) ≤ 1 + f &lt; sqrt(2),    s = f / (2 + f),
 * log(1 + f) = 2 atanh(s) = f - (f^2/2 - s (f^2/2 + z R(z))),   z = s^2
 * </pre>
 *
 * R is the minimax polynomial of degree 6 of (2 atanh(s) / s - 2) / z on 0 ≤ z ≤ 0.0295, by Remez exchange in 60 digits; |z (R - exact)| ≤ 2^-58.
 */
public final class ScalarDoubleLogarithm {

    /** The bits of sqrt(1/2): what lies between them and a number's bits, shifted, is its exponent e. */
    static final long SQRT_HALF_BITS = 0x3fe6a09e667f3bcdL;

    static final double R0 = 0.6666666666666735;
    static final double R1 = 0.39999999999409197;
    static final double R2 = 0.28571428743753924;
    static final double R3 = 0.2222219841911473;
    static final double R4 = 0.18183573006405288;
    static final double R5 = 0.1531381216889716;
    static final double R6 = 0.1479849057041918;

    private ScalarDoubleLogarithm() {}

    /** log(x) */
    public static double log(double x) {
        if (x >= Double.MIN_NORMAL && x < Double.POSITIVE_INFINITY) {
            return normal(x, 0);
        }
        if (x == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (x > 0 && x < Double.MIN_NORMAL) {
            return normal(x * 0x1p54, -54);
        }
        return x > 0 ? x : Double.NaN;
    }

    /** log(1 + x): f = 2^-e x + (2^-e - 1) with its rounding error, so nothing is lost where x is small. */
    public static double log1p(double x) {
        if (x > -1 && x < Double.POSITIVE_INFINITY && x != 0) {
            long exponent = (Double.doubleToRawLongBits(1 + x) - SQRT_HALF_BITS) >> 52;
            // 4 * 2^-e, because 2^-1024 is not a normal number
            double scale = 0.25 * Double.longBitsToDouble((1025 - exponent) << 52);
            double f = Math.fma(x, scale, scale - 1);
            double rest = Math.fma(x, scale, (scale - 1) - f);
            return combined(f, Math.fma(-f, rest, rest), exponent);
        }
        if (x == -1) {
            return Double.NEGATIVE_INFINITY;
        }
        return x >= 0 ? x : x < -1 ? Double.NaN : x;
    }

    private static double normal(double x, long scaling) {
        long bits = Double.doubleToRawLongBits(x);
        long exponent = (bits - SQRT_HALF_BITS) >> 52;
        double f = Double.longBitsToDouble(bits - (exponent << 52)) - 1;
        return combined(f, 0, exponent + scaling);
    }

    /** e ln 2 + log(1 + f) + rest */
    private static double combined(double f, double rest, double e) {
        double s = f / (2 + f);
        double z = s * s;
        double r = Math.fma(R6, z, R5);
        r = Math.fma(r, z, R4);
        r = Math.fma(r, z, R3);
        r = Math.fma(r, z, R2);
        r = Math.fma(r, z, R1);
        r = Math.fma(r, z, R0);
        double half = 0.5 * f * f;
        double small = Math.fma(s, Math.fma(z, r, half), Math.fma(e, ScalarDoubleExponential.LN2_LOW, rest));
        return Math.fma(e, ScalarDoubleExponential.LN2_HIGH, f - (half - small));
    }
}
