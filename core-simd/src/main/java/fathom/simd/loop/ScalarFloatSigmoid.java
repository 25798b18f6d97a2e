package fathom.simd.loop;

/**
 * Functions with the shape of an S, and softplus, one float at a time; the definition that the vector twin repeats lane by lane.
 *
 * <p>P is the minimax polynomial of degree 5 of (tanh(x) / x - 1) / z on z = x^2 ≤ 0.49, by Remez exchange in 40 digits;
 * |z (P - exact)| ≤ 2^-30.
 */
public final class ScalarFloatSigmoid {

    /** Below it tanh is its polynomial; above {@code SATURATED} it is 1. */
    static final float SMALL = 0.7f;

    static final float SATURATED = 10;

    static final float P0 = -0.33333325f;
    static final float P1 = 0.13333003f;
    static final float P2 = -0.053922717f;
    static final float P3 = 0.021578044f;
    static final float P4 = -0.007896011f;
    static final float P5 = 0.0019043173f;

    /** sigmoid is 1 from here on, and 0 below the second. */
    static final float ONE = 40;

    static final float ZERO = -104;

    private ScalarFloatSigmoid() {}

    /** tanh(x) = x + x z P(z) near 0, sign(x) (1 - 2 / (exp(2 |x|) + 1)) beyond, with the rounding errors of the denominator and of the difference */
    public static float tanh(float x) {
        float a = Math.abs(x);
        if (a < SMALL) {
            // of |x|, because fma(x, -0, x) would lose the sign of zero
            return Math.copySign(polynomial(a), x);
        }
        if (a > SATURATED) {
            return Math.copySign(1, x);
        }
        float twice = a + a;
        float biased = Math.fma(twice, ScalarFloatExponential.LOG2_E, ScalarFloatExponential.ROUND_BIASED);
        float k = biased - ScalarFloatExponential.ROUND_BIASED;
        float r = ScalarFloatExponential.reduced(twice, k);
        float s = r + ScalarFloatExponential.tail(twice, k, r);
        float power = ScalarFloatExponential.power(biased);
        float base = power + 1;
        float d = Math.fma(power, s, base);
        float dRest = Math.fma(power, s, base - d);
        float w = 2 / d;
        float high = 1 - w;
        float low = (1 - high) - w;
        return Math.copySign(high + Math.fma(0.5f * w * w, dRest, low), x);
    }

    /**
     * 1 / (1 + exp(-x)), as 1 / (1 + e) where x ≥ 0 and e / (1 + e) where x &lt; 0, with e = exp(-|x|) in two parts and one correction
     * of the quotient.
     */
    public static float sigmoid(float x) {
        if (x > ONE) {
            return 1;
        }
        if (x < ZERO) {
            return 0;
        }
        float a = -Math.abs(x);
        float k =
                Math.fma(a, ScalarFloatExponential.LOG2_E, ScalarFloatExponential.ROUND) - ScalarFloatExponential.ROUND;
        float r = ScalarFloatExponential.reduced(a, k);
        float s = r + ScalarFloatExponential.tail(a, k, r);
        float p = 1 + s;
        float pRest = (1 - p) + s;
        float e = ScalarFloatExponential.scaled(p, k);
        float eRest = ScalarFloatExponential.scaled(pRest, k);
        float d = 1 + e;
        float dRest = ((1 - d) + e) + eRest;
        float reciprocal = 1 / d;
        boolean negative = x < 0;
        float n = negative ? p : 1;
        float nRest = negative ? pRest : 0;
        float q = n * reciprocal;
        float remainder = Math.fma(-q, d, n) + Math.fma(-q, dRest, nRest);
        float y = Math.fma(remainder, reciprocal, q);
        return negative ? ScalarFloatExponential.scaled(y, k) : y;
    }

    /** log(1 + exp(x)) = max(x, 0) + log1p(exp(-|x|)) */
    public static float softplus(float x) {
        float rest = ScalarFloatLogarithm.log1p(ScalarFloatExponential.exp(-Math.abs(x)));
        return (x > 0 ? x : 0) + rest;
    }

    private static float polynomial(float x) {
        float z = x * x;
        float p = Math.fma(P5, z, P4);
        p = Math.fma(p, z, P3);
        p = Math.fma(p, z, P2);
        p = Math.fma(p, z, P1);
        p = Math.fma(p, z, P0);
        return Math.fma(x, z * p, x);
    }
}
