package fathom.simd.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fathom.simd.machine.Backend;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scalar and vector twins have the same bits, also in one virtual machine. */
class DoubleTwinsTest {

    private static final Map<DoubleLoop, DoubleLoop> TWINS = Backend.available()
            ? Map.of(
                    ScalarDoubleLoops::scale, VectorDoubleLoops::scale,
                    ScalarDoubleLoops::add, VectorDoubleLoops::add,
                    ScalarDoubleLoops::addScaled, VectorDoubleLoops::addScaled,
                    ScalarDoubleLoops::subtract, VectorDoubleLoops::subtract,
                    ScalarDoubleLoops::multiply, VectorDoubleLoops::multiply,
                    ScalarDoubleLoops::relu, VectorDoubleLoops::relu,
                    ScalarDoubleLoops::mask, VectorDoubleLoops::mask)
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
                    double[] x = numbers(200, random);
                    double[] expected = numbers(200, random);
                    double[] actual = expected.clone();
                    scalar.run(0.7, x, 3, step, expected, 5, step, n);
                    vector.run(0.7, x, 3, step, actual, 5, step, n);
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
                double[] x = numbers(n + 9, random);
                double[] y = numbers(n + 9, random);
                double[] expected = numbers(64, random);
                double[] actual = expected.clone();
                ScalarDoubleSums.sum(expected, phase, x, 4, 1, n);
                VectorDoubleSums.sum(actual, phase, x, 4, 1, n);
                assertBits(expected, actual);
                ScalarDoubleSums.dot(expected, phase, x, 4, 1, y, 3, 1, n);
                VectorDoubleSums.dot(actual, phase, x, 4, 1, y, 3, 1, n);
                assertBits(expected, actual);
            }
        }
    }

    @Test
    void extremesAgree() {
        SplittableRandom random = new SplittableRandom(13);
        for (int n = 0; n < 150; n++) {
            double[] x = numbers(n + 9, random);
            double max = ScalarDoubleExtremes.max(-3, x, 4, 1, n);
            assertBits(new double[] {max}, new double[] {VectorDoubleExtremes.max(-3, x, 4, 1, n)});
            assertBits(
                    new double[] {ScalarDoubleExtremes.maxAbs(0, x, 4, 1, n)},
                    new double[] {VectorDoubleExtremes.maxAbs(0, x, 4, 1, n)});
            int first = ScalarDoubleExtremes.first(max, x, 4, 1, n);
            assertEquals(first, VectorDoubleExtremes.first(max, x, 4, 1, n));
        }
    }

    /** Mostly normal numbers; some zeros of both signs, infinities and, rarely, NaN. */
    private static double[] numbers(int n, SplittableRandom random) {
        double[] numbers = new double[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = switch (random.nextInt(600)) {
                case 0 -> Double.NaN;
                case 1 -> Double.POSITIVE_INFINITY;
                case 2 -> Double.NEGATIVE_INFINITY;
                case 3, 4, 5, 6 -> 0;
                case 7, 8, 9, 10 -> -0;
                default -> random.nextGaussian();
            };
        }
        return numbers;
    }

    private static void assertBits(double[] expected, double[] actual) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(Double.doubleToLongBits(expected[i]), Double.doubleToLongBits(actual[i]), "element " + i);
        }
    }
}
