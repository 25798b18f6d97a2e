package fathom.simd.recursion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatAnglesTest {

    private static final ArcCosine.Layer LAYER = new ArcCosine.Layer(0.9, 0.75, 0.25, false);
    private static final float[] ONE = {1};

    /** Numbers from the least to the largest, among numbers that must stay. */
    private static float[] numbers(int count, double least, double largest) {
        float[] numbers = new float[count + 5];
        Arrays.fill(numbers, Float.NaN);
        for (int j = 0; j < count; j++) {
            numbers[2 + j] = (float) (least + (largest - least) * (j + 0.5) / count);
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 33, 67})
    void twinsAgreeToTheBitAndTouchNothingElse(int count) {
        assumeTrue(Backend.available());
        float[] covariances = numbers(count, -2, 2);
        float[] roots = numbers(count, 0.4, 0.8);
        float[] scalar = covariances.clone();
        float[] vector = covariances.clone();
        ScalarFloatAngles.haversines(covariances, 2, 0.9f, roots, 2, scalar, 2, count);
        VectorFloatAngles.haversines(covariances, 2, 0.9f, roots, 2, vector, 2, count);
        assertArrayEquals(scalar, vector);
        for (int j = 2; j < count + 2; j++) { // what covariances of a network never do: beyond -1 and 1
            scalar[j] = Math.clamp(scalar[j], -0.5f, 0.5f);
            vector[j] = scalar[j];
        }
        ScalarFloatAngles.fromHaversines(scalar, 2, count);
        VectorFloatAngles.fromHaversines(vector, 2, count);
        assertArrayEquals(scalar, vector);
        ScalarFloatAngles.foldWide(scalar, 2, count);
        VectorFloatAngles.foldWide(vector, 2, count);
        float[] scalarTangents = covariances.clone();
        float[] vectorTangents = covariances.clone();
        for (int layer = 0; layer < 3; layer++) {
            ScalarFloatAngles.damp(scalar, 2, scalarTangents, 2, 0.9f, count);
            VectorFloatAngles.damp(vector, 2, vectorTangents, 2, 0.9f, count);
            ScalarFloatAngles.fold(scalar, 2, count);
            VectorFloatAngles.fold(vector, 2, count);
            ScalarFloatAngles.add(scalar, 2, scalarTangents, 2, 0.7f, roots, 2, 0.25f, count);
            VectorFloatAngles.add(vector, 2, vectorTangents, 2, 0.7f, roots, 2, 0.25f, count);
        }
        assertArrayEquals(scalar, vector);
        assertArrayEquals(scalarTangents, vectorTangents);
        ScalarFloatAngles.covariances(scalar, 2, 0.7f, roots, 2, scalar, 2, count);
        VectorFloatAngles.covariances(vector, 2, 0.7f, roots, 2, vector, 2, count);
        assertArrayEquals(scalar, vector);
    }

    @Test
    void oneLayerIsTheClosedForm() {
        for (double theta = 0.01; theta < Math.PI; theta += 0.01) {
            double u = Math.cos(theta);
            double half = Math.sin(Math.min(theta, Math.PI - theta) / 2);
            FloatMatrix angle = FloatMatrix.of(1, 1, (float) (theta <= Math.PI / 2 ? half * half : -half * half));
            FloatAngles.fromHaversines(angle);
            assertEquals(theta, angle.get(0, 0), 4e-7 * theta);
            FloatMatrix t = FloatMatrix.of(1, 1, (float) u);
            FloatAngles.layer(angle, t, 1, ONE, 0, LAYER, true);
            double kappa1 = (Math.sin(theta) + (Math.PI - theta) * u) / Math.PI;
            double kappa0 = (Math.PI - theta) / Math.PI;
            assertEquals(kappa1, Math.cos(angle.get(0, 0)), 4e-7);
            assertEquals(0.75 * kappa1 + 0.25 + 0.9 * kappa0 * u, t.get(0, 0), 5e-7);
            double below = angle.get(0, 0);
            FloatAngles.layer(angle, null, 1, ONE, 0, LAYER, false);
            assertEquals(
                    (Math.sin(below) + (Math.PI - below) * Math.cos(below)) / Math.PI, Math.cos(angle.get(0, 0)), 3e-7);
            FloatMatrix s = FloatMatrix.zeros(1, 1);
            FloatAngles.covariances(angle, 2, new float[] {0.5f}, 0, s);
            assertEquals(Math.cos(angle.get(0, 0)), s.get(0, 0), 2e-7);
        }
    }

    @Test
    void smallAnglesKeepTheirRelativeAccuracy() {
        // theta' = theta - theta^2 / (3 pi) + O(theta^3): fifty of them leave 1 / theta + 50 / (3 pi) to O(theta).
        for (double theta : new double[] {1e-3, 1e-8, 1e-15}) {
            FloatMatrix angle = FloatMatrix.of(1, 1, (float) theta);
            for (int layer = 0; layer < 50; layer++) {
                FloatAngles.layer(angle, null, 1, ONE, 0, LAYER, false);
            }
            double expected = 1 / (1 / theta + 50 / (3 * Math.PI));
            assertEquals(expected, angle.get(0, 0), (6e-6 + 2 * theta * theta * 50) * expected);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        FloatMatrix row = FloatMatrix.zeros(1, 2);
        ArcCosine.Layer biased = new ArcCosine.Layer(1, 1, 0, true);
        assertThrows(
                IllegalArgumentException.class, () -> FloatAngles.layer(row, null, 1, new float[2], 0, biased, true));
        assertThrows(ShapeMismatchException.class, () -> FloatAngles.layer(row, null, 1, ONE, 0, LAYER, true));
        assertThrows(
                ShapeMismatchException.class,
                () -> FloatAngles.layer(row, FloatMatrix.zeros(2, 2), 1, new float[2], 0, LAYER, true));
        assertThrows(ShapeMismatchException.class, () -> FloatAngles.fromHaversines(FloatMatrix.zeros(2, 2)));
    }
}
