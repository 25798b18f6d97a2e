package fathom.simd.recursion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArcCosineTest {

    private static final RandomStream STREAM = RandomStream.of(20_090_101L, "arc-cosine");
    private static final ArcCosine.Layer LAYER = new ArcCosine.Layer(0.9, 1, 0.25, true);

    /** Sides of n rows with plausible numbers: bias shares between 0 and 1. */
    private static ArcCosine.Side side(int n, long first) {
        double[][] numbers = new double[4][n];
        for (int i = 0; i < n; i++) {
            double alpha = i % 3 == 0 ? 0 : STREAM.uniform(first + i);
            numbers[0][i] = 0.5 + STREAM.uniform(first + 1000 + i);
            numbers[1][i] = Math.cos(alpha);
            numbers[2][i] = Math.cos(alpha / 2);
            numbers[3][i] = Math.sin(alpha / 2);
        }
        return new ArcCosine.Side(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    /** Signed haversines of every size, 0.5 and the smallest ones included, in a window of a larger matrix. */
    private static DoubleMatrix haversines(int rows, int columns) {
        DoubleMatrix wide = DoubleMatrix.zeros(rows + 2, columns + 3);
        Arrays.fill(wide.array(), Double.NaN);
        DoubleMatrix v = wide.window(1, 2, rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int index = i * columns + j;
                double magnitude = switch (index % 5) {
                    case 0 -> 0.5;
                    case 1 -> Double.MIN_NORMAL;
                    case 2 -> Math.pow(10, -16 * STREAM.uniform(index));
                    default -> 0.5 * STREAM.uniform(index);
                };
                v.set(i, j, index % 2 == 0 ? Math.min(magnitude, 0.5) : -Math.min(magnitude, 0.5));
            }
        }
        return v;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 33})
    void twinsAgreeToTheBitAndTouchNothingElse(int columns) {
        assumeTrue(Backend.available());
        int rows = 3;
        ArcCosine.Side left = side(rows + 4, 0);
        ArcCosine.Side right = side(columns + 5, 50);
        DoubleMatrix scalar = haversines(rows, columns);
        DoubleMatrix vector = haversines(rows, columns);
        DoubleMatrix alone = haversines(rows, columns);
        DoubleMatrix scalarTangents = haversines(rows, columns);
        DoubleMatrix vectorTangents = haversines(rows, columns);
        for (int layer = 0; layer < 3; layer++) {
            ScalarArcCosine.layer(scalar, scalarTangents, left, 4, right, 5, LAYER);
            VectorArcCosine.layer(vector, vectorTangents, left, 4, right, 5, LAYER);
            VectorArcCosine.layer(alone, null, left, 4, right, 5, LAYER);
        }
        assertArrayEquals(scalar.array(), vector.array());
        assertArrayEquals(scalar.array(), alone.array());
        assertArrayEquals(scalarTangents.array(), vectorTangents.array());
        DoubleMatrix covariances = haversines(rows, columns);
        DoubleMatrix scalarOut = haversines(rows, columns);
        DoubleMatrix vectorOut = haversines(rows, columns);
        ScalarArcCosine.haversines(covariances, left.roots(), 4, right.roots(), 5, scalarOut);
        VectorArcCosine.haversines(covariances, left.roots(), 4, right.roots(), 5, vectorOut);
        assertArrayEquals(scalarOut.array(), vectorOut.array());
    }

    @Test
    void oneLayerIsTheClosedForm() {
        ArcCosine.Side unit =
                new ArcCosine.Side(new double[] {1}, new double[] {1}, new double[] {1}, new double[] {0});
        for (double theta = 0.01; theta < Math.PI; theta += 0.01) {
            double half = theta <= Math.PI / 2 ? Math.sin(theta / 2) : Math.cos(theta / 2);
            DoubleMatrix v = DoubleMatrix.of(1, 1, theta <= Math.PI / 2 ? half * half : -half * half);
            DoubleMatrix t = DoubleMatrix.of(1, 1, Math.cos(theta));
            ArcCosine.layer(v, t, unit, 0, unit, 0, new ArcCosine.Layer(1, 1, 0, false));
            double kappa1 = (Math.sin(theta) + (Math.PI - theta) * Math.cos(theta)) / Math.PI;
            double kappa0 = (Math.PI - theta) / Math.PI;
            assertEquals((1 - kappa1) / 2, v.get(0, 0), 2e-16);
            assertEquals(kappa1 + kappa0 * Math.cos(theta), t.get(0, 0), 1e-15);
        }
    }

    @Test
    void smallAnglesKeepTheirRelativeAccuracy() {
        // (1 - kappa_1) / 2 = theta^2 / 4 - theta^3 / (6 pi) + O(theta^4), so z' = z - 4 z^(3/2) / (3 pi) + O(z^2)
        ArcCosine.Side unit =
                new ArcCosine.Side(new double[] {1}, new double[] {1}, new double[] {1}, new double[] {0});
        for (double z = 1e-30; z < 1e-12; z *= 10) {
            DoubleMatrix v = DoubleMatrix.of(1, 1, z);
            ArcCosine.layer(v, null, unit, 0, unit, 0, LAYER);
            assertEquals(1 - 4 * Math.sqrt(z) / (3 * Math.PI), v.get(0, 0) / z, 4e-16 + z);
        }
    }

    @Test
    void haversinesAndCovariancesAreInverse() {
        DoubleMatrix s = DoubleMatrix.of(1, 4, 3, -3, 0, 4);
        double[] left = {0.5};
        double[] right = {0.5, 0.5, 0, 0.5};
        DoubleMatrix v = DoubleMatrix.zeros(1, 4);
        ArcCosine.haversines(s, left, 0, right, 0, v);
        assertEquals(0.125, v.get(0, 0), 1e-16);
        assertEquals(-0.125, v.get(0, 1), 1e-16);
        assertEquals(0.5, v.get(0, 2));
        assertTrue(v.get(0, 3) > 0 && v.get(0, 3) < 1e-15);
        double[] roots = {2, 2, 2, 2};
        DoubleMatrix back = DoubleMatrix.zeros(1, 4);
        ArcCosine.covariances(v, roots, 0, roots, 0, back);
        for (int j = 0; j < 4; j++) {
            assertEquals(s.get(0, j), back.get(0, j), 1e-15);
        }
    }

    @Test
    void tilesThatDoNotFitAreRefused() {
        ArcCosine.Side three = side(3, 0);
        DoubleMatrix v = DoubleMatrix.zeros(3, 3);
        assertThrows(
                ShapeMismatchException.class,
                () -> ArcCosine.layer(v, DoubleMatrix.zeros(3, 2), three, 0, three, 0, LAYER));
        assertThrows(ShapeMismatchException.class, () -> ArcCosine.layer(v, null, three, 1, three, 0, LAYER));
        assertThrows(
                IllegalArgumentException.class, () -> ArcCosine.layer(v.transposed(), null, three, 0, three, 0, LAYER));
    }
}
