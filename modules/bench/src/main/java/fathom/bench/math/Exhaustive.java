package fathom.bench.math;

import fathom.simd.Elementwise;
import fathom.simd.MathFunction;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/** One float function on every float, a block of bit patterns at a time, against the same function of doubles. */
final class Exhaustive {

    /**
     * What was found.
     *
     * @param checked how many floats
     * @param largest the largest error in units in the last place of the exact value
     * @param argument where it is
     * @param wrong how many floats have a larger error than stated, or another infinity, NaN or sign of zero
     */
    record Finding(long checked, double largest, float argument, long wrong) {}

    private static final int BLOCK = 1 << 12;
    private static final long FLOATS = 1L << 32;

    private final MathFunction function;
    private final double bound;

    Exhaustive(MathFunction function, double bound) {
        this.function = function;
        this.bound = bound;
    }

    Finding run(long stride) {
        FloatMatrix arguments = FloatMatrix.zeros(1, BLOCK);
        FloatMatrix values = FloatMatrix.zeros(1, BLOCK);
        DoubleMatrix exact = DoubleMatrix.zeros(1, BLOCK);
        Finding finding = new Finding(0, 0, 0, 0);
        for (long first = 0; first < FLOATS; first += BLOCK * stride) {
            for (int i = 0; i < BLOCK; i++) {
                // the last block may wrap round: those floats are checked twice
                float x = Float.intBitsToFloat((int) (first + i * stride));
                arguments.array()[i] = x;
                exact.array()[i] = x;
            }
            Elementwise.apply(function, arguments, values);
            Elementwise.apply(function, exact, exact);
            finding = merged(finding, arguments.array(), values.array(), exact.array());
        }
        return finding;
    }

    private Finding merged(Finding before, float[] x, float[] y, double[] exact) {
        double largest = before.largest;
        float argument = before.argument;
        long wrong = before.wrong;
        for (int i = 0; i < BLOCK; i++) {
            double error = error(y[i], exact[i]);
            if (!(error <= bound)) {
                wrong++;
            }
            if (error > largest) {
                largest = error;
                argument = x[i];
            }
        }
        return new Finding(before.checked + BLOCK, largest, argument, wrong);
    }

    /** |y - exact| in units in the last place of the exact value truncated; infinite for a wrong infinity, NaN or sign of zero. */
    static double error(float y, double exact) {
        if (exact != exact || exact == 0 || Math.abs(exact) >= 0x1.ffffffp127) {
            float rounded = (float) exact;
            return Float.floatToIntBits(rounded) == Float.floatToIntBits(y) ? 0 : Double.POSITIVE_INFINITY;
        }
        int exponent = Math.max(Math.getExponent(exact), Float.MIN_EXPONENT);
        double error = Math.abs(y - exact) * Math.scalb(1.0, 23 - exponent);
        return error == error ? error : Double.POSITIVE_INFINITY;
    }
}
