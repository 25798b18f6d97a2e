package fathom.simd.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fathom.simd.machine.Backend;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step of a factorisation has the bits of its two formulas, for every layout, and touches nothing else. */
class SolvedPanelTest {

    private static final RandomStream RANDOM = RandomStream.of(23, "solved panel test");

    /** Places of an n x n matrix in an array with two lines of guards round it. */
    private enum Layout {
        ROWS,
        COLUMNS,
        SPREAD;

        DoubleMatrix of(int n) {
            return switch (this) {
                case ROWS -> DoubleMatrix.zeros(n + 2, n + 3).window(1, 1, n, n);
                case COLUMNS ->
                    DoubleMatrix.zeros(n + 2, n + 3).window(1, 1, n, n).transposed();
                case SPREAD -> new DoubleMatrix(new double[2 * (n + 1) * (n + 1)], 3, n, n, 2 * (n + 1), 2);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void stepsAreTheirFormulasToTheBit(Layout layout) {
        assumeTrue(Backend.available());
        int[][] sizes = {{1, 1}, {5, 7}, {6, 8}, {13, 9}, {64, 33}, {130, 75}};
        for (int[] size : sizes) {
            check(layout, 0, size[0], size[1], 1);
            check(layout, 3, size[0], size[1], 3);
        }
    }

    private static void check(Layout layout, int at, int size, int rows, int threads) {
        int n = at + size + rows;
        DoubleMatrix a = layout.of(n);
        RANDOM.child(n).fillNormal(a, 0);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                a.set(i, j, Double.NaN);
            }
            a.set(i, i, 20 + 0.1 * i);
        }
        FloatMatrix floats = floats(a);
        DoubleMatrix expected = same(a, a.array().clone());
        FloatMatrix expectedFloats = floats(a);
        solve(expected, at, size);
        solve(expectedFloats, at, size);
        int ahead = Math.min(rows, 10);
        Parallelism.run(threads, () -> {
            SolvedPanel<double[]> panel = Engine.panel(a);
            panel.solve(at, size, rows);
            panel.subtract(ahead, () -> aheadIsDone(expected, a, at + size, ahead));
            SolvedPanel<float[]> floatPanel = Engine.panel(floats);
            floatPanel.solve(at, size, rows);
            floatPanel.subtract(rows, () -> {});
        });
        assertArrayEquals(expected.array(), a.array());
        assertArrayEquals(expectedFloats.array(), floats.array());
    }

    private static void aheadIsDone(DoubleMatrix expected, DoubleMatrix a, int from, int ahead) {
        for (int i = from; i < from + ahead; i++) {
            for (int j = from; j <= i; j++) {
                assertEquals(expected.get(i, j), a.get(i, j));
            }
        }
    }

    private static void solve(DoubleMatrix a, int at, int size) {
        int end = at + size;
        for (int i = end; i < a.rows(); i++) {
            for (int j = at; j <= i; j++) {
                double c = a.get(i, j);
                for (int k = at; k < Math.min(j, end); k++) {
                    c = Math.fma(-a.get(i, k), a.get(j, k), c);
                }
                a.set(i, j, j < end ? c / a.get(j, j) : c);
            }
        }
    }

    private static void solve(FloatMatrix a, int at, int size) {
        int end = at + size;
        for (int i = end; i < a.rows(); i++) {
            for (int j = at; j <= i; j++) {
                float c = a.get(i, j);
                for (int k = at; k < Math.min(j, end); k++) {
                    c = Math.fma(-a.get(i, k), a.get(j, k), c);
                }
                a.set(i, j, j < end ? c / a.get(j, j) : c);
            }
        }
    }

    /** Rows of several parts on two threads, and what a part that fails throws. */
    @Test
    void failuresReachTheCaller() {
        assumeTrue(Backend.available());
        DoubleMatrix a = DoubleMatrix.zeros(300, 300);
        for (int i = 0; i < 300; i++) {
            a.set(i, i, 1);
        }
        IllegalStateException failure = new IllegalStateException("from within");
        Throwable caught = null;
        try {
            Parallelism.run(2, () -> {
                SolvedPanel<double[]> panel = Engine.panel(a);
                panel.solve(0, 20, 280);
                panel.subtract(20, () -> {
                    throw failure;
                });
            });
        } catch (IllegalStateException thrown) {
            caught = thrown;
        }
        assertEquals(failure, caught);
    }

    private static DoubleMatrix same(DoubleMatrix a, double[] array) {
        return new DoubleMatrix(array, a.offset(), a.rows(), a.columns(), a.rowStride(), a.columnStride());
    }

    private static FloatMatrix floats(DoubleMatrix a) {
        float[] array = new float[a.array().length];
        for (int i = 0; i < array.length; i++) {
            array[i] = (float) a.array()[i];
        }
        return new FloatMatrix(array, a.offset(), a.rows(), a.columns(), a.rowStride(), a.columnStride());
    }
}
