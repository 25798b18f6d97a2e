package fathom.simd.loop;

/**
 * Functions with the shape of an S, and softplus, one double at a time; the definition that the vector twin repeats lane by lane.
 *
 * <p>P is the minimax polynomial of degree 10 of (tanh(x) / x - 1) / z on z = x^2 ≤ 0.303, by Remez exchange in 60 digits;
 * |z (P - exact)| ≤ 2^-60.
 */
public final class ScalarDoubleSigmoid {

    /** Below it tanh is its polynomial; above {@code SATURATED} it is 1. */
    static final double SMALL = 0.55;

    static final double SATURATED = 20;

    static final double P0 = -0.333333333333333;
    static final double P1 = 0.1333333333332656;
    static final double P2 = -0.05396825396371518;
    static final double P3 = 0.02186948838427392;
    static final double P4 = -0.008863232571201914;
    static final double P5 = 0.0035920916838449073;
    static final double P6 = -0.001455540362894392;
    static final double P7 = 0.000588433286394484;
    static final double P8 = -0.00023335067087985813;
    static final double P9 = 8.326886553031558e-05;
    static final double P10 = -1.9463349627417875e-05;

    /** sigmoid is 1 from here on, and 0 below the second. */
    static final double ONE = 40;

    static final double ZERO = -746;

    private ScalarDoubleSigmoid() {}

    /** tanh(x) = x + x z P(z) near 0, sign(x) (1 - 2 / (exp(2 |x|) + 1)) beyond, with the rounding errors of the denominator and of the difference */
    public static double tanh(double x) {
        double a = Math.abs(x);
        if (a < SMALL) {
            // of |x|, because fma(x, -0, x) would lose the sign of zero
            return Math.copySign(polynomial(a), x);
        }
        if (a > SATURATED) {
            return Math.copySign(1, x);
        }
        double twice = a + a;
        double biased = Math.fma(twice, ScalarDoubleExponential.LOG2_E, ScalarDoubleExponential.ROUND_BIASED);
        double k = biased - ScalarDoubleExponential.ROUND_BIASED;
        double r = ScalarDoubleExponential.reduced(twice, k);
        double s = r + ScalarDoubleExponential.tail(twice, k, r);
        double power = ScalarDoubleExponential.power(biased);
        double base = power + 1;
        double d = Math.fma(power, s, base);
        double dRest = Math.fma(power, s, base - d);
        double w = 2 / d;
        double high = 1 - w;
        double low = (1 - high) - w;
        return Math.copySign(high + Math.fma(0.5 * w * w, dRest, low), x);
    }

    /**
     * 1 / (1 + exp(-x)), as 1 / (1 + e) where x ≥ 0 and e / (1 + e) where x &lt; 0, with e = exp(-|x|) in two parts and one correction
     * of the quotient.
     */
    public static double sigmoid(double x) {
        if (x > ONE) {
            return 1;
        }
        if (x < ZERO) {
            return 0;
        }
        double a = -Math.abs(x);
        double k = Math.fma(a, ScalarDoubleExponential.LOG2_E, ScalarDoubleExponential.ROUND)
                - ScalarDoubleExponential.ROUND;
        double r = ScalarDoubleExponential.reduced(a, k);
        double s = r + ScalarDoubleExponential.tail(a, k, r);
        double p = 1 + s;
        double pRest = (1 - p) + s;
        double e = ScalarDoubleExponential.scaled(p, k);
        double eRest = ScalarDoubleExponential.scaled(pRest, k);
        double d = 1 + e;
        double dRest = ((1 - d) + e) + eRest;
        double reciprocal = 1 / d;
        boolean negative = x < 0;
        double n = negative ? p : 1;
        double nRest = negative ? pRest : 0;
        double q = n * reciprocal;
        double remainder = Math.fma(-q, d, n) + Math.fma(-q, dRest, nRest);
        double y = Math.fma(remainder, reciprocal, q);
        return negative ? ScalarDoubleExponential.scaled(y, k) : y;
    }

    /** log(1 + exp(x)) = max(x, 0) + log1p(exp(-|x|)) */
    public static double softplus(double x) {
        double rest = ScalarDoubleLogarithm.log1p(ScalarDoubleExponential.exp(-Math.abs(x)));
        return (x > 0 ? x : 0) + rest;
    }

    private static double polynomial(double x) {
        double z = x * x;
        double p = Math.fma(P10, z, P9);
        p = Math.fma(p, z, P8);
        p = Math.fma(p, z, P7);
        p = Math.fma(p, z, P6);
        p = Math.fma(p, z, P5);
        p = Math.fma(p, z, P4);
        p = Math.fma(p, z, P3);
        p = Math.fma(p, z, P2);
        p = Math.fma(p, z, P1);
        p = Math.fma(p, z, P0);
        return Math.fma(x, z * p, x);
    }
}
