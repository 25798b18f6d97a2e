package fathom.simd.loop;

/**
 * Arc sine and arc cosine, one double at a time; the definition that the vector twin repeats lane by lane.
 *
 * <pre>
 * |x| ≤ 1/2:  asin(x) = x + x z P(z),  z = x^2
 * |x| >  1/2:  asin(|x|) = pi/2 - 2 (s + s z P(z)),  z = (1 - |x|) / 2 (exact),  s = sqrt(z)
 * </pre>
 *
 * P is the minimax polynomial of degree 12 of (asin(x) / x - 1) / z on z ≤ 1/4, by Remez exchange in 60 digits; |z (P - exact)| ≤ 2^-59.
 */
public final class ScalarDoubleInverseCircular {

    static final double PI_2_HIGH = ScalarDoubleCircular.PI_2_HIGH;
    static final double PI_2_LOW = ScalarDoubleCircular.PI_2_MIDDLE;

    static final double P0 = 0.16666666666666763;
    static final double P1 = 0.07499999999970126;
    static final double P2 = 0.04464285717526145;
    static final double P3 = 0.030381942676369178;
    static final double P4 = 0.02237221587735461;
    static final double P5 = 0.01735159598183514;
    static final double P6 = 0.013981013059893537;
    static final double P7 = 0.011397335858511649;
    static final double P8 = 0.010789090457906658;
    static final double P9 = 0.003673026938281084;
    static final double P10 = 0.02178866055285981;
    static final double P11 = -0.021113984079788126;
    static final double P12 = 0.03270049352052102;

    private ScalarDoubleInverseCircular() {}

    /** asin(x), NaN where |x| > 1 */
    public static double asin(double x) {
        double a = Math.abs(x);
        if (a <= 0.5) {
            return Math.fma(x, rest(x * x), x);
        }
        double z = Math.fma(-0.5, a, 0.5);
        double s = Math.sqrt(z);
        double high = Math.fma(-2, s, PI_2_HIGH);
        double low = Math.fma(-2, s, PI_2_HIGH - high) + PI_2_LOW;
        return Math.copySign(high + Math.fma(-2, s * rest(z), low), x);
    }

    /** acos(x), NaN where |x| > 1 */
    public static double acos(double x) {
        double a = Math.abs(x);
        if (a <= 0.5) {
            return PI_2_HIGH - (x - Math.fma(-x, rest(x * x), PI_2_LOW));
        }
        double z = Math.fma(-0.5, a, 0.5);
        double s = Math.sqrt(z);
        double half = Math.fma(s, rest(z), s);
        return x < 0 ? 2 * (PI_2_HIGH - (half - PI_2_LOW)) : 2 * half;
    }

    /** z P(z) */
    private static double rest(double z) {
        double p = Math.fma(P12, z, P11);
        p = Math.fma(p, z, P10);
        p = Math.fma(p, z, P9);
        p = Math.fma(p, z, P8);
        p = Math.fma(p, z, P7);
        p = Math.fma(p, z, P6);
        p = Math.fma(p, z, P5);
        p = Math.fma(p, z, P4);
        p = Math.fma(p, z, P3);
        p = Math.fma(p, z, P2);
        p = Math.fma(p, z, P1);
        p = Math.fma(p, z, P0);
        return z * p;
    }
}
