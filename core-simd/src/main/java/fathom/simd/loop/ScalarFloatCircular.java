package fathom.simd.loop;

/**
 * Sine and cosine, one float at a time; the definition that the vector twin repeats lane by lane.
 *
 * <pre>
 * x = k pi/2 + r + rest,  |r| ≤ pi/4,    sin(r) = r + r z S(z),   cos(r) = 1 - z/2 + z^2 C(z),   z = r^2
 * </pre>
 *
 * S and C are minimax polynomials of degree 2 on z ≤ (pi/4)^2, by Remez exchange in 40 digits, each coefficient rounded before the next
 * ones are fitted, with |z (S - exact)| ≤ 2^-27 and |z^2 (C - exact)| ≤ 2^-33. Beyond 2^17 the reduction is {@link LargeAngle}'s.
 */
public final class ScalarFloatCircular {

    /** The largest angle that three parts of pi/2 reduce. */
    static final float LARGEST = 0x1p17f;

    static final float TWO_OVER_PI = 0.63661975f;
    /** pi/2 in three parts of 24 bits. */
    static final float PI_2_HIGH = 1.5707964f;

    static final float PI_2_MIDDLE = -4.371139e-08f;
    static final float PI_2_LOW = -1.7151245e-15f;

    static final float S0 = -0.16666654f;
    static final float S1 = 0.008332101f;
    static final float S2 = -0.00019506604f;

    static final float C0 = 0.041666646f;
    static final float C1 = -0.0013887301f;
    static final float C2 = 2.4430708e-05f;

    private ScalarFloatCircular() {}

    /** sin(x) */
    public static float sin(float x) {
        // the reduction would lose the sign of zero
        return x == 0 ? x : quarter(x, 0);
    }

    /** cos(x) = sin(x + pi/2), a quarter of a turn further */
    public static float cos(float x) {
        return quarter(x, 1);
    }

    /** sin(x + turn pi/2) */
    private static float quarter(float x, int turn) {
        if (!(Math.abs(x) <= LARGEST)) {
            LargeAngle angle = LargeAngle.reduce(x);
            float r = (float) angle.high();
            return polynomial((int) angle.quarters() + turn, r, (float) (angle.high() - r));
        }
        float biased = Math.fma(x, TWO_OVER_PI, ScalarFloatExponential.ROUND);
        float k = biased - ScalarFloatExponential.ROUND;
        // exact: both terms are multiples of 2^-24 and the difference is below 1
        float first = Math.fma(-k, PI_2_HIGH, x);
        float p = k * PI_2_MIDDLE;
        float r = first - p;
        float rest = ((first - r) - p) - Math.fma(k, PI_2_MIDDLE, -p);
        rest = Math.fma(-k, PI_2_LOW, rest);
        return polynomial(Float.floatToRawIntBits(biased) + turn, r, rest);
    }

    /** sin(r + rest + quarters pi/2) */
    private static float polynomial(int quarters, float r, float rest) {
        float z = r * r;
        float w = Math.fma(-0.5f, z, 1);
        float value;
        if ((quarters & 1) == 0) {
            float s = Math.fma(S2, z, S1);
            s = Math.fma(s, z, S0);
            value = r + Math.fma(r * z, s, rest * w);
        } else {
            float c = Math.fma(C2, z, C1);
            c = Math.fma(c, z, C0);
            float lost = Math.fma(-0.5f, z, 1 - w);
            value = w + (Math.fma(z * z, c, lost) - r * rest);
        }
        return (quarters & 2) == 0 ? value : -value;
    }
}
