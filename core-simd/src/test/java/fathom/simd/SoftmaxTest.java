package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SoftmaxTest {

    @Test
    void rowsAreDistributionsAndShiftsDoNotMatter() {
        SplittableRandom random = new SplittableRandom(41);
        for (int columns : new int[] {1, 2, 10, 65, 200}) {
            for (DoubleMatrix x : DoubleLayouts.of(4, columns)) {
                DoubleLayouts.randomise(x, random);
                DoubleMatrix p = DoubleMatrix.zeros(4, columns);
                Softmax.softmax(x, p);
                DoubleMatrix lse = DoubleMatrix.zeros(4, 1);
                Softmax.logSumExp(x, lse);
                for (int i = 0; i < 4; i++) {
                    double sum = 0;
                    double exponentials = 0;
                    for (int j = 0; j < columns; j++) {
                        sum += p.get(i, j);
                        exponentials += Math.exp(x.get(i, j));
                        assertEquals(Math.exp(x.get(i, j) - lse.get(i, 0)), p.get(i, j), 4e-15);
                    }
                    assertEquals(1, sum, 1e-14);
                    assertEquals(Math.log(exponentials), lse.get(i, 0), 1e-14);
                }
                DoubleMatrix shifted = x.copy();
                Elementwise.shift(1000, shifted);
                Softmax.softmax(shifted, shifted);
                Elementwise.subtract(p, shifted);
                assertTrue(Reduce.maxAbs(shifted) < 2e-13);
                DoubleLayouts.assertGuards(x);
            }
        }
    }

    /** Central differences of the loss, whose error is h^2 and 1e-16 / h. */
    @Test
    void theGradientIsThatOfTheLoss() {
        SplittableRandom random = new SplittableRandom(42);
        DoubleMatrix x = DoubleMatrix.zeros(3, 7);
        DoubleLayouts.randomise(x, random);
        int[] classes = {6, 0, 3};
        DoubleMatrix gradient = DoubleMatrix.zeros(3, 7);
        DoubleMatrix scratch = DoubleMatrix.zeros(3, 7);
        double loss = Softmax.crossEntropy(x, classes, gradient);
        assertTrue(loss > 0);
        double h = 1e-5;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 7; j++) {
                double at = x.get(i, j);
                x.set(i, j, at + h);
                double above = Softmax.crossEntropy(x, classes, scratch);
                x.set(i, j, at - h);
                double below = Softmax.crossEntropy(x, classes, scratch);
                x.set(i, j, at);
                assertEquals((above - below) / (2 * h), gradient.get(i, j), 2e-10);
            }
        }
    }

    @Test
    void floatsFollowDoublesInEveryLayout() {
        SplittableRandom random = new SplittableRandom(43);
        for (FloatMatrix x : FloatLayouts.of(5, 37)) {
            FloatLayouts.randomise(x, random);
            DoubleMatrix exact = DoubleMatrix.zeros(5, 37);
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 37; j++) {
                    exact.set(i, j, x.get(i, j));
                }
            }
            int[] classes = {0, 36, 7, 7, 1};
            DoubleMatrix gradient = DoubleMatrix.zeros(5, 37);
            double expected = Softmax.crossEntropy(exact, classes, gradient);
            assertEquals(expected, Softmax.crossEntropy(x, classes, x), 2e-6 * expected);
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 37; j++) {
                    assertEquals(gradient.get(i, j), x.get(i, j), 2e-7);
                }
            }
            FloatLayouts.assertGuards(x);
        }
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        FloatMatrix x = FloatMatrix.of(2, 2, 3e38f, -3e38f, Float.NEGATIVE_INFINITY, 0);
        FloatMatrix lse = FloatMatrix.zeros(2, 1);
        Softmax.logSumExp(x, lse);
        assertEquals(3e38f, lse.get(0, 0));
        assertEquals(0, lse.get(1, 0));
        Softmax.softmax(x, x);
        assertEquals(1, x.get(0, 0));
        assertEquals(0, x.get(0, 1));
        FloatMatrix none = FloatMatrix.of(1, 1, Float.NEGATIVE_INFINITY);
        Softmax.logSumExp(none, lse.rows(0, 1));
        assertEquals(Float.NEGATIVE_INFINITY, lse.get(0, 0));
        Softmax.logSumExp(FloatMatrix.zeros(1, 0), lse.rows(0, 1));
        assertEquals(Float.NEGATIVE_INFINITY, lse.get(0, 0));
    }

    @Test
    void wrongOperandsAreRefused() {
        FloatMatrix x = FloatMatrix.zeros(2, 3);
        assertThrows(ShapeMismatchException.class, () -> Softmax.softmax(x, x.transposed()));
        assertThrows(ShapeMismatchException.class, () -> Softmax.crossEntropy(x, new int[] {1}, x));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Softmax.crossEntropy(x, new int[] {1, 3}, x))
                .getMessage();
        assertTrue(message.contains("class 3 of row 1"), message);
    }
}
