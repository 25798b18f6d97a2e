package fathom.simd.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fathom.simd.machine.Backend;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scalar and vector twins have the same bits, also in one virtual machine. */
class FloatTwinsTest {

    private static final Map<FloatLoop, FloatLoop> TWINS = Backend.available()
            ? Map.of(
                    ScalarFloatLoops::scale, VectorFloatLoops::scale,
                    ScalarFloatLoops::add, VectorFloatLoops::add,
                    ScalarFloatLoops::addScaled, VectorFloatLoops::addScaled,
                    ScalarFloatLoops::subtract, VectorFloatLoops::subtract,
                    ScalarFloatLoops::multiply, VectorFloatLoops::multiply,
                    ScalarFloatLoops::relu, VectorFloatLoops::relu,
                    ScalarFloatLoops::addThenRelu, VectorFloatLoops::addThenRelu,
                    ScalarFloatLoops::mask, VectorFloatLoops::mask)
            : Map.of();

    @BeforeAll
    static void vectorsAreThere() {
        assumeTrue(Backend.available());
        System.out.println(Backend.name());
    }

    @Test
    void elementwiseTwinsAgree() {
        SplittableRandom random = new SplittableRandom(11);
        TWINS.forEach((scalar, vector) -> {
            for (int n = 0; n < 70; n++) {
                for (int step = 1; step < 3; step++) {
                    float[] x = numbers(200, random);
                    float[] expected = numbers(200, random);
                    float[] actual = expected.clone();
                    scalar.run(0.7f, x, 3, step, expected, 5, step, n);
                    vector.run(0.7f, x, 3, step, actual, 5, step, n);
                    assertBits(expected, actual);
                }
            }
        });
    }

    @Test
    void sumsAgree() {
        SplittableRandom random = new SplittableRandom(12);
        for (int n : new int[] {0, 1, 63, 64, 65, 128, 200, 5000}) {
            for (int phase : new int[] {0, 1, 31, 63}) {
                float[] x = numbers(n + 9, random);
                float[] y = numbers(n + 9, random);
                float[] expected = numbers(64, random);
                float[] actual = expected.clone();
                ScalarFloatSums.sum(expected, phase, x, 4, 1, n);
                VectorFloatSums.sum(actual, phase, x, 4, 1, n);
                assertBits(expected, actual);
                ScalarFloatSums.dot(expected, phase, x, 4, 1, y, 3, 1, n);
                VectorFloatSums.dot(actual, phase, x, 4, 1, y, 3, 1, n);
                assertBits(expected, actual);
            }
        }
    }

    @Test
    void extremesAgree() {
        SplittableRandom random = new SplittableRandom(13);
        for (int n = 0; n < 150; n++) {
            float[] x = numbers(n + 9, random);
            float max = ScalarFloatExtremes.max(-3, x, 4, 1, n);
            assertBits(new float[] {max}, new float[] {VectorFloatExtremes.max(-3, x, 4, 1, n)});
            assertBits(
                    new float[] {ScalarFloatExtremes.maxAbs(0, x, 4, 1, n)},
                    new float[] {VectorFloatExtremes.maxAbs(0, x, 4, 1, n)});
            int first = ScalarFloatExtremes.first(max, x, 4, 1, n);
            assertEquals(first, VectorFloatExtremes.first(max, x, 4, 1, n));
        }
    }

    /** Mostly normal numbers; some zeros of both signs, infinities and, rarely, NaN. */
    private static float[] numbers(int n, SplittableRandom random) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = switch (random.nextInt(600)) {
                case 0 -> Float.NaN;
                case 1 -> Float.POSITIVE_INFINITY;
                case 2 -> Float.NEGATIVE_INFINITY;
                case 3, 4, 5, 6 -> 0f;
                case 7, 8, 9, 10 -> -0f;
                default -> (float) random.nextGaussian();
            };
        }
        return numbers;
    }

    private static void assertBits(float[] expected, float[] actual) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(Float.floatToIntBits(expected[i]), Float.floatToIntBits(actual[i]), "element " + i);
        }
    }
}
