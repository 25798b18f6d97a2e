package fathom.simd.math;

import fathom.simd.matrix.DoubleMatrix;

/**
 * Scaling without rounding: where squares or products of numbers could leave the range, the numbers are multiplied by 2^-e, where 2^e is the
 * power of two below the largest of them, and the result by a power of two again.
 */
public final class PowerOfTwo {

    private PowerOfTwo() {}

    /** The e with 2^e ≤ largest &lt; 2^(e+1); 0 for 0 and for what is not finite; at least -1022, so that {@link #inverse} exists, and what it scales is at least 2^-52. */
    public static int exponent(double largest) {
        return largest == 0 || !Double.isFinite(largest) ? 0 : Math.max(Math.getExponent(largest), Double.MIN_EXPONENT);
    }

    /** The e of the largest absolute value of a column, counted from the first. */
    public static int ofColumn(DoubleMatrix x, int column) {
        double largest = 0;
        for (int i = 0; i < x.rows(); i++) {
            largest = Math.max(largest, Math.abs(x.get(i, column)));
        }
        return exponent(largest);
    }

    /** x_ij := 2^-e x_ij for one column j, with the e of {@link #ofColumn}. */
    public static void scaleColumn(DoubleMatrix x, int column, int exponent) {
        if (exponent != 0) {
            double scale = inverse(exponent);
            for (int i = 0; i < x.rows(); i++) {
                x.set(i, column, x.get(i, column) * scale);
            }
        }
    }

    /** 2^-e, which may be subnormal but is exact. */
    public static double inverse(int exponent) {
        return Math.scalb(1.0, -exponent);
    }
}
