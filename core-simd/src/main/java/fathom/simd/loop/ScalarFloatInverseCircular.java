package fathom.simd.loop;

/**
 * Arc sine and arc cosine, one float at a time; the definition that the vector twin repeats lane by lane.
 *
 * <pre>
 * |x| ≤ 1/2:  asin(x) = x + x z P(z),  z = x^2
 * |x| >  1/2:  asin(|x|) = pi/2 - 2 (s + s z P(z)),  z = (1 - |x|) / 2 (exact),  s = sqrt(z)
 * </pre>
 *
 * P is the minimax polynomial of degree 5 of (asin(x) / x - 1) / z on z ≤ 1/4, by Remez exchange in 40 digits; |z (P - exact)| ≤ 2^-31.
 */
public final class ScalarFloatInverseCircular {

    static final float PI_2_HIGH = ScalarFloatCircular.PI_2_HIGH;
    static final float PI_2_LOW = ScalarFloatCircular.PI_2_MIDDLE;

    static final float P0 = 0.1666666f;
    static final float P1 = 0.07500522f;
    static final float P2 = 0.044513397f;
    static final float P3 = 0.03183866f;
    static final float P4 = 0.014317449f;
    static final float P5 = 0.03769186f;

    private ScalarFloatInverseCircular() {}

    /** asin(x), NaN where |x| > 1 */
    public static float asin(float x) {
        float a = Math.abs(x);
        if (a <= 0.5) {
            return Math.fma(x, rest(x * x), x);
        }
        float z = Math.fma(-0.5f, a, 0.5f);
        float s = (float) Math.sqrt(z);
        float high = Math.fma(-2, s, PI_2_HIGH);
        float low = Math.fma(-2, s, PI_2_HIGH - high) + PI_2_LOW;
        return Math.copySign(high + Math.fma(-2, Math.fma(s, rest(z), lost(z, s)), low), x);
    }

    /** acos(x), NaN where |x| > 1 */
    public static float acos(float x) {
        float a = Math.abs(x);
        if (a <= 0.5) {
            return PI_2_HIGH - (x - Math.fma(-x, rest(x * x), PI_2_LOW));
        }
        float z = Math.fma(-0.5f, a, 0.5f);
        float s = (float) Math.sqrt(z);
        float half = s + Math.fma(s, rest(z), lost(z, s));
        return x < 0 ? 2 * (PI_2_HIGH - (half - PI_2_LOW)) : 2 * half;
    }

    /** What the rounding of s = sqrt(z) lost, (z - s^2) / (2 s); the smallest normal number makes it 0 at s = 0. */
    private static float lost(float z, float s) {
        return Math.fma(-s, s, z) / Math.fma(2, s, Float.MIN_NORMAL);
    }

    /** z P(z) */
    private static float rest(float z) {
        float p = Math.fma(P5, z, P4);
        p = Math.fma(p, z, P3);
        p = Math.fma(p, z, P2);
        p = Math.fma(p, z, P1);
        p = Math.fma(p, z, P0);
        return z * p;
    }
}
