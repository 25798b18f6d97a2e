package fathom.simd.loop;

/**
 * Logarithms, one float at a time; the definition that the vector twin repeats lane by lane.
 *
 * <pre>
 * x = 2^e (1 + f),  2/3 ≤ 1 + f &lt; 4/3,    log(x) = e ln 2 + f + f^2 P(f)
 * </pre>
 *
 * P is a polynomial of degree 8 on |f| ≤ 1/3, fitted by least squares on Chebyshev nodes in 40 digits, each coefficient rounded before the
 * next ones are fitted; |f (P - exact)| ≤ 2^-27.
 */
public final class ScalarFloatLogarithm {

    /** The bits of 2/3: what lies between them and a number's bits, shifted, is its exponent e. */
    static final int TWO_THIRDS_BITS = 0x3f2aaaab;

    static final float P0 = -0.5f;
    static final float P1 = 0.33333206f;
    static final float P2 = -0.24999814f;
    static final float P3 = 0.20010851f;
    static final float P4 = -0.16679853f;
    static final float P5 = 0.13999708f;
    static final float P6 = -0.12192176f;
    static final float P7 = 0.14011097f;
    static final float P8 = -0.12860028f;

    private ScalarFloatLogarithm() {}

    /** log(x) */
    public static float log(float x) {
        if (x >= Float.MIN_NORMAL && x < Float.POSITIVE_INFINITY) {
            return normal(x, 0);
        }
        if (x == 0) {
            return Float.NEGATIVE_INFINITY;
        }
        if (x > 0 && x < Float.MIN_NORMAL) {
            return normal(x * 0x1p24f, -24);
        }
        return x > 0 ? x : Float.NaN;
    }

    /** log(1 + x): f = 2^-e x + (2^-e - 1) with its rounding error, so nothing is lost where x is small. */
    public static float log1p(float x) {
        if (x > -1 && x < Float.POSITIVE_INFINITY && x != 0) {
            int exponent = (Float.floatToRawIntBits(1 + x) - TWO_THIRDS_BITS) >> 23;
            // 4 * 2^-e, because 2^-128 is not a normal number
            float scale = 0.25f * Float.intBitsToFloat((129 - exponent) << 23);
            float f = Math.fma(x, scale, scale - 1);
            float rest = Math.fma(x, scale, (scale - 1) - f);
            return combined(f, Math.fma(-f, rest, rest), exponent);
        }
        if (x == -1) {
            return Float.NEGATIVE_INFINITY;
        }
        return x >= 0 ? x : x < -1 ? Float.NaN : x;
    }

    private static float normal(float x, int scaling) {
        int bits = Float.floatToRawIntBits(x);
        int exponent = (bits - TWO_THIRDS_BITS) >> 23;
        float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
        return combined(f, 0, exponent + scaling);
    }

    /** e ln 2 + log(1 + f) + rest, where the sum of e ln 2 and f keeps its rounding error */
    private static float combined(float f, float rest, float e) {
        float p = Math.fma(P8, f, P7);
        p = Math.fma(p, f, P6);
        p = Math.fma(p, f, P5);
        p = Math.fma(p, f, P4);
        p = Math.fma(p, f, P3);
        p = Math.fma(p, f, P2);
        p = Math.fma(p, f, P1);
        p = Math.fma(p, f, P0);
        float high = Math.fma(e, ScalarFloatExponential.LN2_HIGH, f);
        float low = Math.fma(e, ScalarFloatExponential.LN2_HIGH, -high) + f;
        low = Math.fma(e, ScalarFloatExponential.LN2_LOW, low) + rest;
        return high + Math.fma(f * f, p, low);
    }
}
