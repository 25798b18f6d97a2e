package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriangularSolveTest {

    private static final RandomStream RANDOM = RandomStream.of(17, "triangular test");

    /** Normal numbers / sqrt n under a diagonal of 2 to 3, NaN above it. */
    private static DoubleMatrix lower(int n) {
        DoubleMatrix l = DoubleMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double value = RANDOM.normal((long) i * n + j) / Math.sqrt(n);
                l.set(i, j, j < i ? value : j == i ? 2 + Math.abs(value) : Double.NaN);
            }
        }
        return l;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 31, 32, 33, 64, 65, 150})
    void lowerIsItsDefinitionToTheBit(int n) throws Exception {
        DoubleMatrix l = lower(n);
        for (int m : new int[] {0, 1, 3, 20}) {
            DoubleMatrix b = DoubleMatrix.zeros(n, m);
            RANDOM.fillNormal(b, 1);
            double[] expected = b.array().clone();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m; j++) {
                    double c = expected[i * m + j];
                    for (int k = 0; k < i; k++) {
                        c = Math.fma(-l.get(i, k), expected[k * m + j], c);
                    }
                    expected[i * m + j] = c / l.get(i, i);
                }
            }
            Parallelism.run(2, () -> TriangularSolve.lower(l, b));
            assertArrayEquals(expected, b.array());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 31, 32, 33, 64, 65, 150})
    void upperLeavesASmallResidual(int n) throws Exception {
        DoubleMatrix l = lower(n);
        for (int m : new int[] {0, 1, 3, 20}) {
            DoubleMatrix b = DoubleMatrix.zeros(n, m);
            RANDOM.fillNormal(b, 1);
            DoubleMatrix x = b.copy();
            Parallelism.run(1, () -> TriangularSolve.upper(l.transposed(), x));
            DoubleMatrix again = b.copy();
            Parallelism.run(3, () -> TriangularSolve.upper(l.transposed(), again));
            assertArrayEquals(x.array(), again.array());
            FloatMatrix lFloat = floats(l);
            FloatMatrix xFloat = floats(b);
            TriangularSolve.upper(lFloat.transposed(), xFloat);
            FloatMatrix yFloat = floats(b);
            TriangularSolve.lower(lFloat, yFloat);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m; j++) {
                    double sum = -b.get(i, j);
                    double scale = Math.abs(sum);
                    double sumFloat = -b.get(i, j);
                    for (int k = i; k < n; k++) {
                        sum += l.get(k, i) * x.get(k, j);
                        scale += Math.abs(l.get(k, i) * x.get(k, j));
                        sumFloat += l.get(k, i) * xFloat.get(k, j);
                    }
                    assertEquals(0, sum, (n + 2) * 0x1p-52 * scale);
                    assertEquals(0, sumFloat, (n + 4) * 0x1p-22 * scale);
                    double lowerSum = -b.get(i, j);
                    double lowerScale = Math.abs(lowerSum);
                    for (int k = 0; k <= i; k++) {
                        lowerSum += l.get(i, k) * yFloat.get(k, j);
                        lowerScale += Math.abs(l.get(i, k) * yFloat.get(k, j));
                    }
                    assertEquals(0, lowerSum, (n + 4) * 0x1p-22 * lowerScale);
                }
            }
        }
    }

    private static FloatMatrix floats(DoubleMatrix a) {
        FloatMatrix b = FloatMatrix.zeros(a.rows(), a.columns());
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                b.set(i, j, (float) a.get(i, j));
            }
        }
        return b;
    }

    @Test
    void badInputIsRefused() {
        ShapeMismatchException shape = assertThrows(
                ShapeMismatchException.class,
                () -> TriangularSolve.lower(DoubleMatrix.zeros(3, 3), DoubleMatrix.zeros(4, 5)));
        assertTrue(shape.getMessage().contains("3 x 3") && shape.getMessage().contains("4 x 5"));
        assertThrows(
                ShapeMismatchException.class,
                () -> TriangularSolve.upper(FloatMatrix.zeros(3, 2), FloatMatrix.zeros(3, 5)));
        DoubleMatrix singular = DoubleMatrix.of(2, 2, 1, 0, 5, 0);
        ArithmeticException thrown = assertThrows(
                ArithmeticException.class, () -> TriangularSolve.lower(singular, DoubleMatrix.zeros(2, 1)));
        assertTrue(thrown.getMessage().contains("element 1 "));
    }
}
