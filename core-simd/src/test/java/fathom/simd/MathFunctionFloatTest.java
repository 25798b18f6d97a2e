package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.simd.math.FloatFunctions;
import fathom.simd.matrix.FloatMatrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A matrix of function values has the bits of one value at a time, whatever the layout and the vector width. */
class MathFunctionFloatTest {

    private static final int[] SIZES = {0, 1, 3, 8, 17, 65};

    @ParameterizedTest
    @EnumSource
    void matricesHaveTheBitsOfNumbers(MathFunction f) {
        SplittableRandom random = new SplittableRandom(21);
        for (int rows : new int[] {0, 1, 3}) {
            for (int columns : SIZES) {
                for (FloatMatrix x : FloatLayouts.of(rows, columns)) {
                    scatter(x, random);
                    for (FloatMatrix y : FloatLayouts.of(rows, columns)) {
                        Elementwise.apply(f, x, y);
                        assertValues(f, x, y);
                        FloatLayouts.assertGuards(y);
                    }
                    FloatMatrix before = x.copy();
                    Elementwise.apply(f, x, x);
                    assertValues(f, before, x);
                    FloatLayouts.assertGuards(x);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyExponentAndEveryRegime(MathFunction f) {
        SplittableRandom random = new SplittableRandom(22);
        System.out.println("seed 22");
        FloatMatrix x = FloatMatrix.zeros(1, 6001);
        FloatMatrix y = FloatMatrix.zeros(1, 6001);
        scatter(x, random);
        Elementwise.apply(f, x, y);
        assertValues(f, x, y);
        // vectors without a special value stay on the fast path
        for (int j = 0; j < x.columns(); j++) {
            x.set(0, j, Math.scalb(random.nextFloat() + 0.01f, random.nextInt(-4, 5)));
        }
        Elementwise.apply(f, x, y);
        assertValues(f, x, y);
    }

    @Test
    void functionsOfTwoNumbersHaveTheBitsOfNumbers() {
        SplittableRandom random = new SplittableRandom(23);
        for (int columns : SIZES) {
            for (FloatMatrix x : FloatLayouts.of(3, columns)) {
                for (FloatMatrix y : FloatLayouts.of(3, columns)) {
                    scatter(x, random);
                    scatter(y, random);
                    FloatMatrix angles = y.copy();
                    Elementwise.atan2(x, angles);
                    FloatMatrix before = y.copy();
                    Elementwise.hypot(x, y);
                    for (int i = 0; i < 3; i++) {
                        for (int j = 0; j < columns; j++) {
                            float a = x.get(i, j);
                            float b = before.get(i, j);
                            assertSame(FloatFunctions.atan2(b, a), angles.get(i, j), "atan2", b);
                            assertSame(FloatFunctions.hypot(a, b), y.get(i, j), "hypot", a);
                        }
                    }
                    FloatLayouts.assertGuards(y);
                }
            }
        }
    }

    /** Numbers near 1, random bits, and what functions treat apart. */
    private static void scatter(FloatMatrix x, SplittableRandom random) {
        float[] special = {0f, -0f, 1, -1, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE
        };
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                float value = switch (random.nextInt(8)) {
                    case 0 -> special[random.nextInt(special.length)];
                    case 1 -> Float.intBitsToFloat(random.nextInt());
                    case 2 -> (float) (random.nextGaussian() * 100);
                    default -> (float) random.nextGaussian();
                };
                x.set(i, j, value);
            }
        }
    }

    private static void assertValues(MathFunction f, FloatMatrix x, FloatMatrix y) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                assertSame(f.value(x.get(i, j)), y.get(i, j), f.symbol(), x.get(i, j));
            }
        }
    }

    private static void assertSame(float expected, float actual, String function, float x) {
        if (Float.floatToIntBits(expected) != Float.floatToIntBits(actual)) {
            assertEquals(expected, actual, 0f, function + " of " + x);
            throw new AssertionError(function + " of " + x + ": signs of zero differ");
        }
    }
}
