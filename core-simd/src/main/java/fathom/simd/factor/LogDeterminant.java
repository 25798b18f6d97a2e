package fathom.simd.factor;

import fathom.simd.math.DoubleFunctions;

/** The logarithm of a product of many positive numbers, by one logarithm: the product's exponent is kept apart. */
public final class LogDeterminant {

    private static final double LOG_2 = 0.6931471805599453;

    private double mantissa = 1;
    private long exponent;

    /** Multiplies by a positive finite number; any other makes the result NaN. */
    public void multiply(double factor) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            mantissa = Double.NaN;
            return;
        }
        // Each factor's own power of two goes first: a product of two mantissas in [1, 2) can neither overflow nor
        // underflow.
        double normal = factor < Double.MIN_NORMAL ? factor * 0x1p54 : factor;
        int power = Math.getExponent(normal);
        exponent += power - (factor < Double.MIN_NORMAL ? 54 : 0);
        mantissa *= Math.scalb(normal, -power);
        if (mantissa >= 2) {
            mantissa /= 2;
            exponent++;
        }
    }

    /** The logarithm of the square of the product. */
    public double ofSquare() {
        return 2 * (DoubleFunctions.log(mantissa) + exponent * LOG_2);
    }
}
