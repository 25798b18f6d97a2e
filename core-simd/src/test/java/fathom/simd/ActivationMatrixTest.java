package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Matrices of an activation: every layout has the bits of a single number, and epilogues those of a pass afterwards. */
class ActivationMatrixTest {

    @ParameterizedTest
    @EnumSource
    void floatsOfEveryLayoutHaveTheBitsOfOne(ActivationKind kind) {
        Activation phi = Activation.of(kind);
        SplittableRandom random = new SplittableRandom(31);
        for (FloatMatrix x : FloatLayouts.of(3, 37)) {
            FloatLayouts.randomise(x, random);
            x.set(1, 1, Float.NaN);
            x.set(2, 36, 0);
            for (FloatMatrix y : FloatLayouts.of(3, 37)) {
                FloatLayouts.randomise(y, random);
                FloatMatrix before = y.copy();
                phi.multiplyByDerivative(x, y);
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 37; j++) {
                        FloatMatrix slope = FloatMatrix.of(1, 1, x.get(i, j));
                        phi.derivative(slope, slope);
                        assertBits(slope.get(0, 0) * before.get(i, j), y.get(i, j), phi, x.get(i, j));
                    }
                }
                phi.apply(x, y);
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 37; j++) {
                        FloatMatrix value = FloatMatrix.of(1, 1, x.get(i, j));
                        phi.apply(value, value);
                        assertBits(value.get(0, 0), y.get(i, j), phi, x.get(i, j));
                    }
                }
                FloatLayouts.assertGuards(y);
            }
            FloatLayouts.assertGuards(x);
        }
    }

    @ParameterizedTest
    @EnumSource
    void doublesOfEveryLayoutHaveTheBitsOfOne(ActivationKind kind) {
        Activation phi = Activation.of(kind);
        SplittableRandom random = new SplittableRandom(32);
        for (DoubleMatrix x : DoubleLayouts.of(3, 37)) {
            DoubleLayouts.randomise(x, random);
            DoubleMatrix y = DoubleMatrix.zeros(3, 37);
            phi.apply(x, y);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 37; j++) {
                    assertBits(phi.value(x.get(i, j)), y.get(i, j), phi);
                }
            }
            phi.derivative(x, y);
            assertBits(phi.derivative(x.get(2, 30)), y.get(2, 30), phi);
            if (phi.isSmooth()) {
                phi.secondDerivative(x, y);
                assertBits(phi.secondDerivative(x.get(1, 5)), y.get(1, 5), phi);
            }
        }
    }

    /** Floats within a few roundings of the doubles; normalised and polynomial ones lose a little more where they cancel. */
    @ParameterizedTest
    @EnumSource
    void floatsAreRoundedDoubles(ActivationKind kind) {
        Activation phi = Activation.of(kind);
        int n = 500;
        FloatMatrix x = FloatMatrix.zeros(1, n);
        for (int j = 0; j < n; j++) {
            x.set(0, j, (j - 250) / 62.5f);
        }
        FloatMatrix value = FloatMatrix.zeros(1, n);
        FloatMatrix slope = FloatMatrix.zeros(1, n);
        phi.apply(x, value);
        phi.derivative(x, slope);
        for (int j = 0; j < n; j++) {
            double exact = phi.value(x.get(0, j));
            assertEquals(exact, value.get(0, j), 4e-7 * (1 + Math.abs(exact)));
            double exactSlope = phi.derivative(x.get(0, j));
            assertEquals(exactSlope, slope.get(0, j), 1e-6 * (1 + Math.abs(exactSlope)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void epiloguesAreAPassAfterTheProduct(ActivationKind kind) {
        Activation phi = Activation.of(kind);
        SplittableRandom random = new SplittableRandom(33);
        FloatMatrix a = FloatMatrix.zeros(13, 9);
        FloatMatrix b = FloatMatrix.zeros(9, 35);
        FloatMatrix before = FloatMatrix.zeros(13, 35);
        FloatLayouts.randomise(a, random);
        FloatLayouts.randomise(b, random);
        FloatLayouts.randomise(before, random);
        FloatMatrix expected = Gemm.product(a, b);
        phi.apply(expected, expected);
        FloatMatrix actual = FloatMatrix.zeros(13, 35);
        Gemm.multiply(1, a, b, 0, actual, phi.floatEpilogue());
        assertEqual(expected, actual, phi);
        expected = Gemm.product(a, b);
        phi.multiplyByDerivative(before, expected);
        Gemm.multiply(1, a, b, 0, actual, phi.backwardEpilogue(before));
        assertEqual(expected, actual, phi);
    }

    @Test
    void shapesMustFit() {
        Activation relu = Activation.parse("relu");
        FloatMatrix x = FloatMatrix.zeros(2, 3);
        assertThrows(ShapeMismatchException.class, () -> relu.apply(x, x.transposed()));
    }

    private static void assertEqual(FloatMatrix expected, FloatMatrix actual, Activation phi) {
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                assertBits(expected.get(i, j), actual.get(i, j), phi, i);
            }
        }
    }

    private static void assertBits(float expected, float actual, Activation phi, float x) {
        assertEquals(
                Float.floatToIntBits(expected),
                Float.floatToIntBits(actual),
                () -> phi + " at " + x + ": " + expected + " and " + actual);
    }

    private static void assertBits(double expected, double actual, Activation phi) {
        assertEquals(
                Double.doubleToLongBits(expected),
                Double.doubleToLongBits(actual),
                () -> phi + ": " + expected + " and " + actual);
    }
}
