package fathom.simd.loop;

/**
 * Exponentials, one double at a time; the definition that the vector twin repeats lane by lane.
 *
 * <pre>
 * x = k ln 2 + r,  |r| ≤ ln(2) / 2,    exp(r) = 1 + r + r^2 Q(r)
 * </pre>
 *
 * Q is the minimax polynomial of degree 10 on |r| ≤ 0.347, by Remez exchange in 60 digits; |r^2 (Q - exact)| ≤ 2^-60.
 */
public final class ScalarDoubleExponential {

    /** Adding it rounds to an integer, whose low bits then stand in the low bits of the sum. */
    static final double ROUND = 0x1.8p52;
    /** The same for an exponent: the low bits are the integer plus the bias 1023, ready to be shifted into place. */
    static final double ROUND_BIASED = 0x1.8p52 + 1023;

    static final int EXPONENT_SHIFT = 52;
    static final double LOG2_E = 1.4426950408889634;
    /** ln 2 in two parts; the first has 42 bits, so that its product with any exponent is exact. */
    static final double LN2_HIGH = 0.6931471805598903;

    static final double LN2_LOW = 5.497923018708371e-14;

    static final double Q0 = 0.5;
    static final double Q1 = 0.16666666666666685;
    static final double Q2 = 0.04166666666666673;
    static final double Q3 = 0.008333333333316616;
    static final double Q4 = 0.0013888888888858595;
    static final double Q5 = 0.00019841269897368104;
    static final double Q6 = 2.4801587373507724e-05;
    static final double Q7 = 2.755723392429523e-06;
    static final double Q8 = 2.755723353146209e-07;
    static final double Q9 = 2.5112350041884306e-08;
    static final double Q10 = 2.0926896112360215e-09;

    /** Above it exp is infinite, below the next one it is 0, below the third expm1 is -1, within the fourth expm1(x) is x. */
    static final double OVERFLOW = 709.782712893384;

    static final double UNDERFLOW = -745.1332191019412;
    static final double MINUS_ONE = -38;
    static final double TINY = 0x1p-54;

    private ScalarDoubleExponential() {}

    /** exp(x) */
    public static double exp(double x) {
        if (x > OVERFLOW) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < UNDERFLOW) {
            return 0;
        }
        double k = Math.fma(x, LOG2_E, ROUND) - ROUND;
        double r = reduced(x, k);
        double p = 1 + (r + tail(x, k, r));
        return scaled(p, k);
    }

    /** exp(x) - 1 = 2 (2^(k-1) r + (2^(k-1) - 1/2) + 2^(k-1) r^2 Q), the first sum with its rounding error; half, so that k = 1024 fits */
    public static double expm1(double x) {
        if (Math.abs(x) < TINY) {
            return x;
        }
        if (x > OVERFLOW) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < MINUS_ONE) {
            return -1;
        }
        double t = Math.fma(x, LOG2_E, ROUND_BIASED);
        double k = t - ROUND_BIASED;
        double half = power(t - 1);
        double r = reduced(x, k);
        double tail = tail(x, k, r);
        double base = half - 0.5;
        double high = Math.fma(half, r, base);
        double low = Math.fma(half, r, base - high);
        return 2 * (high + Math.fma(half, tail, low));
    }

    /** r = x - k ln 2, rounded once. */
    static double reduced(double x, double k) {
        return Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, x));
    }

    /** What exp(r) has beyond 1 + r, with what the rounding of r left: r^2 Q(r) + (x - k ln 2 - r). */
    static double tail(double x, double k, double r) {
        double rest = Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, x) - r);
        return polynomial(r, rest);
    }

    /** r^2 Q(r) + rest */
    static double polynomial(double r, double rest) {
        double q = Math.fma(Q10, r, Q9);
        q = Math.fma(q, r, Q8);
        q = Math.fma(q, r, Q7);
        q = Math.fma(q, r, Q6);
        q = Math.fma(q, r, Q5);
        q = Math.fma(q, r, Q4);
        q = Math.fma(q, r, Q3);
        q = Math.fma(q, r, Q2);
        q = Math.fma(q, r, Q1);
        q = Math.fma(q, r, Q0);
        return Math.fma(r * r, q, rest);
    }

    /** p 2^k in two steps, so that a subnormal result is rounded once and 2^1024 does not overflow too early. */
    static double scaled(double p, double k) {
        double half = Math.fma(k, 0.5, ROUND_BIASED);
        double rest = (k - (half - ROUND_BIASED)) + ROUND_BIASED;
        return p * power(half) * power(rest);
    }

    /** 2^n where the argument is n + ROUND_BIASED. */
    static double power(double biased) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(biased) << EXPONENT_SHIFT);
    }
}
