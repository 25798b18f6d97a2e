package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.DoubleMatrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A matrix of function values has the bits of one value at a time, whatever the layout and the vector width. */
class MathFunctionDoubleTest {

    private static final int[] SIZES = {0, 1, 3, 8, 17, 65};

    @ParameterizedTest
    @EnumSource
    void matricesHaveTheBitsOfNumbers(MathFunction f) {
        SplittableRandom random = new SplittableRandom(21);
        for (int rows : new int[] {0, 1, 3}) {
            for (int columns : SIZES) {
                for (DoubleMatrix x : DoubleLayouts.of(rows, columns)) {
                    scatter(x, random);
                    for (DoubleMatrix y : DoubleLayouts.of(rows, columns)) {
                        Elementwise.apply(f, x, y);
                        assertValues(f, x, y);
                        DoubleLayouts.assertGuards(y);
                    }
                    DoubleMatrix before = x.copy();
                    Elementwise.apply(f, x, x);
                    assertValues(f, before, x);
                    DoubleLayouts.assertGuards(x);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyExponentAndEveryRegime(MathFunction f) {
        SplittableRandom random = new SplittableRandom(22);
        System.out.println("seed 22");
        DoubleMatrix x = DoubleMatrix.zeros(1, 6001);
        DoubleMatrix y = DoubleMatrix.zeros(1, 6001);
        scatter(x, random);
        Elementwise.apply(f, x, y);
        assertValues(f, x, y);
        // vectors without a special value stay on the fast path
        for (int j = 0; j < x.columns(); j++) {
            x.set(0, j, Math.scalb(random.nextDouble() + 0.01, random.nextInt(-4, 5)));
        }
        Elementwise.apply(f, x, y);
        assertValues(f, x, y);
    }

    @Test
    void functionsOfTwoNumbersHaveTheBitsOfNumbers() {
        SplittableRandom random = new SplittableRandom(23);
        for (int columns : SIZES) {
            for (DoubleMatrix x : DoubleLayouts.of(3, columns)) {
                for (DoubleMatrix y : DoubleLayouts.of(3, columns)) {
                    scatter(x, random);
                    scatter(y, random);
                    DoubleMatrix angles = y.copy();
                    Elementwise.atan2(x, angles);
                    DoubleMatrix before = y.copy();
                    Elementwise.hypot(x, y);
                    for (int i = 0; i < 3; i++) {
                        for (int j = 0; j < columns; j++) {
                            double a = x.get(i, j);
                            double b = before.get(i, j);
                            assertSame(DoubleFunctions.atan2(b, a), angles.get(i, j), "atan2", b);
                            assertSame(DoubleFunctions.hypot(a, b), y.get(i, j), "hypot", a);
                        }
                    }
                    DoubleLayouts.assertGuards(y);
                }
            }
        }
    }

    /** Numbers near 1, random bits, and what functions treat apart. */
    private static void scatter(DoubleMatrix x, SplittableRandom random) {
        double[] special = {
            0.0, -0.0, 1, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE
        };
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                double value = switch (random.nextInt(8)) {
                    case 0 -> special[random.nextInt(special.length)];
                    case 1 -> Double.longBitsToDouble(random.nextLong());
                    case 2 -> random.nextGaussian() * 100;
                    default -> random.nextGaussian();
                };
                x.set(i, j, value);
            }
        }
    }

    private static void assertValues(MathFunction f, DoubleMatrix x, DoubleMatrix y) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                assertSame(f.value(x.get(i, j)), y.get(i, j), f.symbol(), x.get(i, j));
            }
        }
    }

    private static void assertSame(double expected, double actual, String function, double x) {
        if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(actual)) {
            assertEquals(expected, actual, 0.0, function + " of " + x);
            throw new AssertionError(function + " of " + x + ": signs of zero differ");
        }
    }
}
