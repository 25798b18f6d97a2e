package fathom.simd.recursion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesRecursionTest {

    private static final RandomStream STREAM = RandomStream.of(20_261_122L, "series");
    private static final int[] LENGTHS = {7, 1, 4, 2};

    private static double[] numbers(int count, long first) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = STREAM.uniform(first + i) - 0.5;
        }
        return numbers;
    }

    private static SeriesRecursion.Terms terms(long first) {
        return new SeriesRecursion.Terms(LENGTHS, numbers(14, first), numbers(14, first + 100));
    }

    private static SeriesRecursion.Row row() {
        return new SeriesRecursion.Row(
                terms(0), terms(1000), numbers(4, 2000), numbers(4, 2100), 0.3, 1.25, 0.875, 0.1);
    }

    private static SeriesRecursion.Columns columns(int count) {
        return new SeriesRecursion.Columns(
                numbers(4 * count, 3000),
                count,
                numbers(count, 10_000),
                numbers(count, 20_000),
                numbers(count, 30_000),
                numbers(count, 40_000));
    }

    private static double[] haversines(int count, boolean mixed) {
        double[] v = new double[count];
        for (int j = 0; j < count; j++) {
            double size = j % 5 == 0 ? 0.5 : j % 5 == 1 ? Double.MIN_NORMAL : 0.5 * STREAM.uniform(50_000 + j);
            v[j] = mixed && j % 3 == 0 ? -size : size;
        }
        return v;
    }

    /** The twin of a whole layer: what the scalar loops make of one chunk. */
    private static void scalarLayer(
            double[] v,
            double[] t,
            SeriesRecursion.Row row,
            SeriesRecursion.Columns columns,
            SeriesRecursion.Layer layer) {
        int n = v.length;
        double[] y = new double[n];
        double[] bases = new double[n];
        double[][] sums = new double[4][n];
        ScalarSeries.arguments(v, 0, y, 0, n);
        ScalarSeries.radial(row, columns, 0, bases, 0, n);
        ScalarSeries.evaluate(row.above(), row.above().drops(), columns, 0, y, 0, n, sums[0]);
        ScalarSeries.evaluate(row.above(), row.above().slopes(), columns, 0, y, 0, n, sums[1]);
        if (layer.parity() == SeriesRecursion.Parity.NONE) {
            ScalarSeries.evaluate(row.below(), row.below().drops(), columns, 0, y, 0, n, sums[2]);
            ScalarSeries.evaluate(row.below(), row.below().slopes(), columns, 0, y, 0, n, sums[3]);
            ScalarSeries.choose(v, 0, sums[0], sums[2], n);
            ScalarSeries.choose(v, 0, sums[1], sums[3], n);
            ScalarSeries.shift(v, 0, row, columns, 0, bases, n);
        }
        ScalarSeries.finish(v, 0, t, 0, bases, sums[0], sums[1], row, columns, 0, 0, n, layer);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 255, 256, 257, 600})
    void layersAreTheScalarTwinsToTheBit(int count) {
        for (SeriesRecursion.Parity parity : SeriesRecursion.Parity.values()) {
            for (boolean stepped : new boolean[] {false, true}) {
                for (boolean mixed : new boolean[] {false, true}) {
                    SeriesRecursion.Layer layer = new SeriesRecursion.Layer(parity, stepped, 1, 0.25);
                    double[] expected = haversines(count, mixed);
                    double[] expectedTangents = numbers(count, 60_000);
                    scalarLayer(expected, expectedTangents, row(), columns(count), layer);
                    double[] v = new double[count + 2];
                    Arrays.fill(v, Double.NaN);
                    System.arraycopy(haversines(count, mixed), 0, v, 1, count);
                    double[] alone = v.clone();
                    double[] tangents = numbers(count, 60_000);
                    DoubleMatrix window = new DoubleMatrix(v, 1, 1, count, count + 2, 1);
                    new SeriesRecursion()
                            .layer(window, DoubleMatrix.wrap(tangents, 1, count), row(), columns(count), layer);
                    assertArrayEquals(expected, Arrays.copyOfRange(v, 1, count + 1));
                    assertArrayEquals(expectedTangents, tangents);
                    assertEquals(Double.NaN, v[0]);
                    assertEquals(Double.NaN, v[count + 1]);
                    new SeriesRecursion()
                            .layer(
                                    new DoubleMatrix(alone, 1, 1, count, count + 2, 1),
                                    null,
                                    row(),
                                    columns(count),
                                    layer);
                    assertArrayEquals(v, alone);
                }
            }
        }
    }

    /** Clenshaw's rule is sum_b B_b sum_k a_bk cos(k arccos y). */
    @Test
    void seriesAreTheirSums() {
        int count = 40;
        SeriesRecursion.Columns columns = columns(count);
        double[] y = new double[count];
        ScalarSeries.arguments(haversines(count, true), 0, y, 0, count);
        double[] sums = new double[count];
        ScalarSeries.evaluate(terms(0), terms(0).drops(), columns, 0, y, 0, count, sums);
        for (int j = 0; j < count; j++) {
            double sum = 0;
            int at = 0;
            for (int b = 0; b < LENGTHS.length; b++) {
                for (int k = 0; k < LENGTHS[b]; k++, at++) {
                    sum += columns.basis()[b * count + j]
                            * terms(0).drops()[at]
                            * Math.cos(k * Math.acos(Math.min(1, y[j])));
                }
            }
            assertEquals(sum, sums[j], 1e-14);
        }
    }

    /** drop = 1 and no radial term make z = r: the identity of every correlation, and T' = S' + beta + slope T. */
    @ParameterizedTest
    @EnumSource(SeriesRecursion.Parity.class)
    void aLinearLayerKeepsCorrelations(SeriesRecursion.Parity parity) {
        int count = 9;
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        SeriesRecursion.Terms linear = new SeriesRecursion.Terms(new int[] {1}, new double[] {1}, new double[] {0.5});
        SeriesRecursion.Terms mirrored =
                new SeriesRecursion.Terms(new int[] {1}, new double[] {-1}, new double[] {0.5});
        SeriesRecursion.Row row =
                new SeriesRecursion.Row(linear, mirrored, new double[0], new double[] {1}, 0, 2, 1, 0);
        SeriesRecursion.Columns columns =
                new SeriesRecursion.Columns(ones, count, new double[count], ones, ones, new double[count]);
        double[] v = haversines(count, parity != SeriesRecursion.Parity.EVEN);
        double[] next = v.clone();
        double[] tangents = new double[count];
        new SeriesRecursion()
                .layer(
                        DoubleMatrix.wrap(next, 1, count),
                        DoubleMatrix.wrap(tangents, 1, count),
                        row,
                        columns,
                        new SeriesRecursion.Layer(parity, false, 1, 0.25));
        for (int j = 0; j < count; j++) {
            double expected = v[j] == -0.5 ? 0.5 : v[j];
            assertEquals(
                    expected, parity == SeriesRecursion.Parity.ODD ? Math.copySign(next[j], expected) : next[j], 1e-15);
            double u = v[j] < 0 ? -(1 + 2 * v[j]) : 1 - 2 * v[j];
            assertEquals(2 * u + 0.25, tangents[j], 1e-15);
        }
    }

    @Test
    void wrongShapesAreRefused() {
        SeriesRecursion.Layer layer = new SeriesRecursion.Layer(SeriesRecursion.Parity.ODD, false, 1, 0);
        assertThrows(
                ShapeMismatchException.class,
                () -> new SeriesRecursion().layer(DoubleMatrix.zeros(2, 3), null, row(), columns(3), layer));
        assertThrows(
                ShapeMismatchException.class,
                () -> new SeriesRecursion().layer(DoubleMatrix.zeros(1, 4), null, row(), columns(3), layer));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SeriesRecursion()
                        .layer(DoubleMatrix.zeros(3, 2).column(0).transposed(), null, row(), columns(3), layer));
    }
}
