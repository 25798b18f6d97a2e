package fathom.runs.figure;

/**
 * log2(x) = e + 2 / ln 2 * (s + s^3/3 + s^5/5 + ...), x = 2^e m, m in [0.7, 1.42), s = (m - 1) / (m + 1): the same bits on every
 * machine, to about 1e-15, far below a pixel.
 */
final class Log2 {

    private static final double TWO_OVER_LN2 = 2.885390081777927;
    private static final int TERMS = 12;

    private Log2() {}

    /** For finite x above 0. */
    static double of(double x) {
        double scaled = x < Double.MIN_NORMAL ? x * 0x1p54 : x;
        int exponent = Math.getExponent(scaled);
        double mantissa = Math.scalb(scaled, -exponent);
        if (mantissa > 1.42) {
            mantissa /= 2;
            exponent++;
        }
        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double sum = 0;
        for (int k = 2 * TERMS + 1; k >= 1; k -= 2) {
            sum = sum * square + 1.0 / k;
        }
        return exponent - (x < Double.MIN_NORMAL ? 54 : 0) + TWO_OVER_LN2 * s * sum;
    }
}
