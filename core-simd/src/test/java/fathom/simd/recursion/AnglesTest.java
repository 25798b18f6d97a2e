package fathom.simd.recursion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnglesTest {

    private static final ArcCosine.Layer LAYER = new ArcCosine.Layer(0.9, 0.75, 0.25, false);
    private static final double[] ONE = {1};

    /** Numbers from 0 to the largest, both included where there is room, among numbers that must stay. */
    private static double[] numbers(int count, double largest) {
        double[] numbers = new double[count + 5];
        Arrays.fill(numbers, Double.NaN);
        for (int j = 0; j < count; j++) {
            numbers[2 + j] = count == 1 ? largest : largest * Math.pow(j / (count - 1.0), 3);
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 33, 67})
    void twinsAgreeToTheBitAndTouchNothingElse(int count) {
        assumeTrue(Backend.available());
        double[] roots = numbers(count, 1.5);
        double[] scalar = numbers(count, Math.PI / 2);
        double[] vector = scalar.clone();
        double[] scalarTangents = numbers(count, 3);
        double[] vectorTangents = scalarTangents.clone();
        double[] scalarOut = scalar.clone();
        double[] vectorOut = scalar.clone();
        for (int layer = 0; layer < 3; layer++) {
            ScalarAngles.damp(scalar, 2, scalarTangents, 2, 0.9, count);
            VectorAngles.damp(vector, 2, vectorTangents, 2, 0.9, count);
            ScalarAngles.fold(scalar, 2, count);
            VectorAngles.fold(vector, 2, count);
            ScalarAngles.add(scalar, 2, scalarTangents, 2, 0.7, roots, 2, 0.25, count);
            VectorAngles.add(vector, 2, vectorTangents, 2, 0.7, roots, 2, 0.25, count);
        }
        assertArrayEquals(scalar, vector);
        assertArrayEquals(scalarTangents, vectorTangents);
        ScalarAngles.covariances(scalar, 2, 0.7, roots, 2, scalarOut, 2, count);
        VectorAngles.covariances(vector, 2, 0.7, roots, 2, vectorOut, 2, count);
        assertArrayEquals(scalarOut, vectorOut);
        ScalarAngles.toHaversines(scalar, 2, count);
        VectorAngles.toHaversines(vector, 2, count);
        assertArrayEquals(scalar, vector);
        ScalarAngles.fromHaversines(scalar, 2, count);
        VectorAngles.fromHaversines(vector, 2, count);
        assertArrayEquals(scalar, vector);
    }

    @Test
    void oneLayerIsTheClosedForm() {
        double[] left = {1.25};
        double[] right = {0.8};
        for (double theta = 0.01; theta <= Math.PI / 2; theta += 0.01) {
            DoubleMatrix angle = DoubleMatrix.of(1, 1, theta);
            DoubleMatrix t = DoubleMatrix.of(1, 1, Math.cos(theta));
            Angles.layer(angle, t, left, 0, right, 0, LAYER);
            double kappa1 = (Math.sin(theta) + (Math.PI - theta) * Math.cos(theta)) / Math.PI;
            double kappa0 = (Math.PI - theta) / Math.PI;
            assertEquals(kappa1, Math.cos(angle.get(0, 0)), 6e-16);
            assertEquals(0.75 * kappa1 + 0.25 + 0.9 * kappa0 * Math.cos(theta), t.get(0, 0), 1e-15);
            DoubleMatrix s = DoubleMatrix.zeros(1, 1);
            Angles.covariances(angle, left, 0, right, 0, s);
            assertEquals(kappa1, s.get(0, 0), 8e-16);
        }
    }

    /** After 1 and after 50 layers, by 2 arcsin sqrt((1 - kappa_1) / 2) in 120-digit arithmetic (mpmath 1.3) from the stored doubles. */
    @ParameterizedTest
    @CsvSource({
        "1.5707963267948966, 1.246850219862915867, 0.15596595944083142448",
        "1, 0.88127585636128242616, 0.14992692798744599181",
        "0.1, 0.098932580898955634983, 0.065034976741373069772",
        "1e-3, 0.00099989389106798101943, 0.00099472199769365673896",
        "1e-8, 9.9999999893896706641e-9, 9.9999994694835505367e-9",
        "1e-20, 9.9999999999999994515e-21, 9.999999999999999451e-21"
    })
    void anglesKeepTheirRelativeAccuracyThroughFiftyLayers(double theta, double once, double fifty) {
        DoubleMatrix angle = DoubleMatrix.of(1, 1, theta);
        Angles.layer(angle, null, ONE, 0, ONE, 0, LAYER);
        assertEquals(once, angle.get(0, 0), 4e-16 * once);
        for (int layer = 1; layer < 50; layer++) {
            Angles.layer(angle, null, ONE, 0, ONE, 0, LAYER);
        }
        // A layer rounds P, which is 1.6e-16 exact, and the product: at worst 4e-16, so 50 of them 2e-14; in fact a
        // quarter.
        assertEquals(fifty, angle.get(0, 0), 5e-15 * fifty);
    }

    @Test
    void haversinesAndAnglesAreInverse() {
        for (double z : new double[] {0, Double.MIN_NORMAL, 1e-300, 1e-17, 1e-3, 0.25, 0.5}) {
            DoubleMatrix tile = DoubleMatrix.of(1, 1, z);
            Angles.fromHaversines(tile);
            assertEquals(2 * Math.asin(Math.sqrt(z)), tile.get(0, 0), 4e-16 * tile.get(0, 0));
            Angles.toHaversines(tile);
            assertEquals(z, tile.get(0, 0), 8e-16 * z);
        }
    }

    @Test
    void whatTheAngleDoesNotFollowIsRefused() {
        DoubleMatrix tile = DoubleMatrix.zeros(1, 2);
        ArcCosine.Layer biased = new ArcCosine.Layer(1, 1, 0, true);
        assertThrows(IllegalArgumentException.class, () -> Angles.layer(tile, null, ONE, 0, new double[2], 0, biased));
        assertThrows(ShapeMismatchException.class, () -> Angles.layer(tile, null, ONE, 0, ONE, 0, LAYER));
        assertThrows(
                ShapeMismatchException.class,
                () -> Angles.layer(tile, DoubleMatrix.zeros(2, 2), ONE, 0, new double[2], 0, LAYER));
    }
}
