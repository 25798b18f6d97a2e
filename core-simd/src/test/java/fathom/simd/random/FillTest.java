package fathom.simd.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fills are the one-index numbers in row-major order, to the bit, on either twin. */
class FillTest {

    private static final RandomStream STREAM = RandomStream.of(20_260_101L, "fill test");

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, (1L << 33) - 3, Long.MAX_VALUE - 5, -3})
    void twinsAgreeToTheBit(long first) {
        assumeTrue(Backend.available());
        for (int count : new int[] {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 100, 511, 512}) {
            double[] scalar = guarded(count);
            double[] vector = guarded(count);
            ScalarDraws.uniform(STREAM, first, scalar, count);
            VectorDraws.uniform(STREAM, first, vector, count);
            assertArrayEquals(scalar, vector);
            for (double spread : new double[] {1, RandomStream.WITHIN_TWO}) {
                ScalarDraws.normal(STREAM, spread, first, scalar, count);
                VectorDraws.normal(STREAM, spread, first, vector, count);
                assertArrayEquals(scalar, vector);
            }
        }
    }

    private static double[] guarded(int count) {
        double[] array = new double[count + 20];
        Arrays.fill(array, -7);
        return array;
    }

    @Test
    void fillsAreTheOneIndexNumbers() {
        check(STREAM::uniform, STREAM::fillUniform, STREAM::fillUniform);
        check(STREAM::normal, STREAM::fillNormal, STREAM::fillNormal);
        check(STREAM::truncatedNormal, STREAM::fillTruncatedNormal, STREAM::fillTruncatedNormal);
    }

    private interface FillDouble {
        void into(DoubleMatrix x, long firstIndex);
    }

    private interface FillFloat {
        void into(FloatMatrix x, long firstIndex);
    }

    private static void check(LongToDoubleFunction number, FillDouble doubles, FillFloat floats) {
        for (int[] shape : new int[][] {{0, 0}, {0, 3}, {3, 0}, {1, 1}, {7, 1}, {1, 600}, {33, 35}, {700, 2}}) {
            int rows = shape[0];
            int columns = shape[1];
            for (long first : new long[] {0, 13}) {
                // A transposed window with a column of guard values on each side.
                DoubleMatrix wide = DoubleMatrix.zeros(columns + 2, rows + 2);
                DoubleMatrix x = wide.window(1, 1, columns, rows).transposed();
                doubles.into(x, first);
                FloatMatrix wideFloat = FloatMatrix.zeros(columns + 2, rows + 2);
                FloatMatrix y = wideFloat.window(1, 1, columns, rows).transposed();
                floats.into(y, first);
                for (int i = 0; i < columns + 2; i++) {
                    for (int j = 0; j < rows + 2; j++) {
                        boolean inside = i > 0 && i <= columns && j > 0 && j <= rows;
                        double expected = inside ? number.applyAsDouble(first + (j - 1L) * columns + i - 1) : 0;
                        assertEquals(expected, wide.get(i, j));
                        assertEquals((float) expected, wideFloat.get(i, j));
                    }
                }
            }
        }
    }

    @Test
    void sphereRowsAreNormalisedNormals() {
        for (int columns : new int[] {1, 2, 3, 50}) {
            DoubleMatrix x = DoubleMatrix.zeros(40, columns);
            STREAM.fillSphere(x, 5);
            FloatMatrix y = FloatMatrix.zeros(40, columns);
            STREAM.fillSphere(y, 5);
            DoubleMatrix g = DoubleMatrix.zeros(40, columns);
            STREAM.fillNormal(g, 5);
            for (int i = 0; i < 40; i++) {
                double square = 0;
                for (int j = 0; j < columns; j++) {
                    square = Math.fma(g.get(i, j), g.get(i, j), square);
                }
                for (int j = 0; j < columns; j++) {
                    assertEquals(g.get(i, j) / Math.sqrt(square), x.get(i, j));
                    assertEquals((float) x.get(i, j), y.get(i, j));
                }
            }
        }
        STREAM.fillSphere(DoubleMatrix.zeros(3, 0), 0);
    }
}
