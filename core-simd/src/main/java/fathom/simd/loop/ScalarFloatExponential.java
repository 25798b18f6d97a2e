package fathom.simd.loop;

/**
 * Exponentials, one float at a time; the definition that the vector twin repeats lane by lane.
 *
 * <pre>
 * x = k ln 2 + r,  |r| ≤ ln(2) / 2,    exp(r) = 1 + r + r^2 Q(r)
 * </pre>
 *
 * Q is a polynomial of degree 5 on |r| ≤ 0.347, fitted by least squares on Chebyshev nodes in 40 digits, each coefficient rounded before
 * the next ones are fitted; |r^2 (Q - exact)| ≤ 2^-33.
 */
public final class ScalarFloatExponential {

    /** Adding it rounds to an integer, whose low bits then stand in the low bits of the sum. */
    static final float ROUND = 0x1.8p23f;
    /** The same for an exponent: the low bits are the integer plus the bias 127, ready to be shifted into place. */
    static final float ROUND_BIASED = 0x1.8p23f + 127;

    static final int EXPONENT_SHIFT = 23;
    static final float LOG2_E = 1.442695f;
    /** ln 2 in two parts; the first has 15 bits, so that its product with any exponent is exact. */
    static final float LN2_HIGH = 0.693145751953125f;

    static final float LN2_LOW = 1.4286068e-06f;

    static final float Q0 = 0.5f;
    static final float Q1 = 0.16666667f;
    static final float Q2 = 0.04166645f;
    static final float Q3 = 0.008333198f;
    static final float Q4 = 0.001393613f;
    static final float Q5 = 0.0001995337f;

    /** Above it exp is infinite, below the next one it is 0, below the third expm1 is -1, within the fourth expm1(x) is x. */
    static final float OVERFLOW = 88.72284f;

    static final float UNDERFLOW = -103.97208f;
    static final float MINUS_ONE = -18;
    static final float TINY = 0x1p-25f;

    private ScalarFloatExponential() {}

    /** exp(x) */
    public static float exp(float x) {
        if (x > OVERFLOW) {
            return Float.POSITIVE_INFINITY;
        }
        if (x < UNDERFLOW) {
            return 0;
        }
        float k = Math.fma(x, LOG2_E, ROUND) - ROUND;
        float r = reduced(x, k);
        float p = 1 + (r + tail(x, k, r));
        return scaled(p, k);
    }

    /** exp(x) - 1 = 2 (2^(k-1) r + (2^(k-1) - 1/2) + 2^(k-1) r^2 Q), the first sums with their rounding errors; half, so that k = 128 fits */
    public static float expm1(float x) {
        if (Math.abs(x) < TINY) {
            return x;
        }
        if (x > OVERFLOW) {
            return Float.POSITIVE_INFINITY;
        }
        if (x < MINUS_ONE) {
            return -1;
        }
        float t = Math.fma(x, LOG2_E, ROUND_BIASED);
        float k = t - ROUND_BIASED;
        float half = power(t - 1);
        float r = reduced(x, k);
        float tail = tail(x, k, r);
        float base = half - 0.5f;
        float high = Math.fma(half, r, base);
        float low = Math.fma(half, r, base - high) + ((half - base) - 0.5f);
        return 2 * (high + Math.fma(half, tail, low));
    }

    /** r = x - k ln 2, rounded once. */
    static float reduced(float x, float k) {
        return Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, x));
    }

    /** What exp(r) has beyond 1 + r, with what the rounding of r left: r^2 Q(r) + (x - k ln 2 - r). */
    static float tail(float x, float k, float r) {
        float rest = Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, x) - r);
        return polynomial(r, rest);
    }

    /** r^2 Q(r) + rest */
    static float polynomial(float r, float rest) {
        float q = Math.fma(Q5, r, Q4);
        q = Math.fma(q, r, Q3);
        q = Math.fma(q, r, Q2);
        q = Math.fma(q, r, Q1);
        q = Math.fma(q, r, Q0);
        return Math.fma(r * r, q, rest);
    }

    /** p 2^k in two steps, so that a subnormal result is rounded once and 2^128 does not overflow too early. */
    static float scaled(float p, float k) {
        float half = Math.fma(k, 0.5f, ROUND_BIASED);
        float rest = (k - (half - ROUND_BIASED)) + ROUND_BIASED;
        return p * power(half) * power(rest);
    }

    /** 2^n where the argument is n + ROUND_BIASED. */
    static float power(float biased) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(biased) << EXPONENT_SHIFT);
    }
}
