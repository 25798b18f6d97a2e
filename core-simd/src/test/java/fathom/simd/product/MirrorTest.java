package fathom.simd.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorTest {

    /** A window of an array in which every element is another number. */
    private static DoubleMatrix window(int rows, int columns, int step) {
        double[] array = new double[(rows + 2) * (columns * step + 3)];
        Arrays.setAll(array, i -> i + 1);
        return new DoubleMatrix(array, 5, rows, columns, columns * step + 3, step);
    }

    /** Every layout: along rows, along columns, and neither; the last size is shared among threads. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 31, 32, 33, 65, 100, 401})
    void upwardCopiesTheLowerTriangleAndNothingElse(int n) {
        for (int step : new int[] {1, 2}) {
            for (boolean transposed : new boolean[] {false, true}) {
                DoubleMatrix c = window(n, n, step);
                DoubleMatrix wanted = new DoubleMatrix(c.array().clone(), 5, n, n, c.rowStride(), step);
                DoubleMatrix seen = transposed ? c.transposed() : c;
                DoubleMatrix expected = transposed ? wanted.transposed() : wanted;
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < i; j++) {
                        expected.set(j, i, expected.get(i, j));
                    }
                }
                Parallelism.run(2, () -> Mirror.upward(seen));
                assertArrayEquals(wanted.array(), c.array());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 7, 32, 37})
    void transposeCopiesRowsToColumns(int rows) {
        for (int step : new int[] {1, 2}) {
            DoubleMatrix from = window(rows, 9, 1);
            DoubleMatrix to = window(9, rows, step);
            DoubleMatrix wanted = new DoubleMatrix(to.array().clone(), 5, 9, rows, to.rowStride(), step);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < 9; j++) {
                    wanted.set(j, i, from.get(i, j));
                }
            }
            Mirror.transpose(from, to);
            assertArrayEquals(wanted.array(), to.array());
        }
    }
}
