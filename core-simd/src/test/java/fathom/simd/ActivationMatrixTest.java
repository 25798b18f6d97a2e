package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.simd.epilogue.FloatEpilogue;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.List;
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

    @ParameterizedTest
    @EnumSource
    void theEpilogueOfALayerAddsItsBiasAndKeepsWhatTheBackwardPassNeeds(ActivationKind kind) {
        Activation phi = Activation.of(kind);
        SplittableRandom random = new SplittableRandom(34);
        FloatMatrix a = FloatMatrix.zeros(13, 9);
        FloatMatrix b = FloatMatrix.zeros(9, 35);
        FloatLayouts.randomise(a, random);
        FloatLayouts.randomise(b, random);
        for (FloatMatrix bias : FloatLayouts.of(1, 35)) {
            FloatLayouts.randomise(bias, random);
            FloatMatrix sum = Gemm.product(a, b);
            Elementwise.addRow(bias, sum);
            FloatMatrix expected = sum.copy();
            phi.apply(expected, expected);
            FloatMatrix actual = FloatMatrix.zeros(13, 35);
            Gemm.multiply(1, a, b, 0, actual, phi.floatEpilogue(bias));
            assertEqual(expected, actual, phi);
            for (FloatMatrix before : FloatLayouts.of(13, 35)) {
                Elementwise.fill(actual, 0);
                Gemm.multiply(1, a, b, 0, actual, phi.floatEpilogue(bias, before));
                assertEqual(expected, actual, phi);
                assertEqual(sum, before, phi);
                FloatLayouts.assertGuards(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void doubleEpiloguesAreAPassAfterTheProduct(ActivationKind kind) {
        Activation phi = Activation.of(kind);
        SplittableRandom random = new SplittableRandom(35);
        DoubleMatrix a = DoubleMatrix.zeros(7, 9);
        DoubleMatrix b = DoubleMatrix.zeros(9, 35);
        DoubleMatrix bias = DoubleMatrix.zeros(1, 35);
        DoubleLayouts.randomise(a, random);
        DoubleLayouts.randomise(b, random);
        DoubleLayouts.randomise(bias, random);
        DoubleMatrix sum = Gemm.product(a, b);
        Elementwise.addRow(bias, sum);
        DoubleMatrix before = DoubleMatrix.zeros(7, 35);
        DoubleMatrix forward = DoubleMatrix.zeros(7, 35);
        DoubleMatrix plain = DoubleMatrix.zeros(7, 35);
        DoubleMatrix backward = DoubleMatrix.zeros(7, 35);
        Gemm.multiply(1, a, b, 0, forward, phi.doubleEpilogue(bias, before));
        Gemm.multiply(1, a, b, 0, plain, phi.doubleEpilogue(bias));
        Gemm.multiply(1, a, b, 0, backward, phi.backwardEpilogue(before));
        DoubleMatrix product = Gemm.product(a, b);
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 35; j++) {
                assertBits(sum.get(i, j), before.get(i, j), phi);
                assertBits(phi.value(sum.get(i, j)), forward.get(i, j), phi);
                assertBits(forward.get(i, j), plain.get(i, j), phi);
                assertBits(phi.derivative(sum.get(i, j)) * product.get(i, j), backward.get(i, j), phi);
            }
        }
    }

    /** Large matrices are cut into parts for several threads, in every layout. */
    @Test
    void threadsDoNotChangeTheBits() {
        Activation phi = Activation.of(ActivationKind.GELU);
        SplittableRandom random = new SplittableRandom(36);
        for (FloatMatrix x : FloatLayouts.of(301, 260)) {
            FloatLayouts.randomise(x, random);
            FloatMatrix one = FloatMatrix.zeros(301, 260);
            Parallelism.run(1, () -> phi.derivative(x, one));
            for (FloatMatrix two : FloatLayouts.of(301, 260)) {
                Parallelism.run(2, () -> phi.derivative(x, two));
                assertEqual(one, two, phi);
                FloatLayouts.assertGuards(two);
            }
        }
    }

    /** A virtual machine that never collects garbage, and has 24 MB: a hundred bytes a call would end it. */
    @Test
    void nothingIsAllocatedOnceWarm() throws Exception {
        List<String> said = VirtualMachine.run(
                Calls.class,
                "--add-modules",
                "jdk.incubator.vector",
                "-Dfathom.simd.bytes=scalar",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:+UseEpsilonGC",
                "-Xmx24m");
        assertEquals("done", said.getLast(), said.toString());
    }

    /** Passes and epilogues of every activation, many times. */
    public static final class Calls {
        public static void main(String[] args) {
            FloatMatrix x = FloatMatrix.zeros(2, 3);
            FloatMatrix y = FloatMatrix.zeros(2, 3);
            FloatMatrix bias = FloatMatrix.zeros(1, 3);
            for (ActivationKind kind : ActivationKind.values()) {
                Activation phi = Activation.of(kind).normalised();
                FloatEpilogue forward = phi.floatEpilogue(bias, x);
                FloatEpilogue backward = phi.backwardEpilogue(x);
                Parallelism.run(1, () -> {
                    for (int i = 0; i < 20_000; i++) {
                        phi.apply(x, y);
                        phi.derivative(x, y);
                        phi.multiplyByDerivative(x, y);
                        forward.finish(0, 0, 3, y.array(), 0, 1);
                        backward.finish(1, 0, 3, y.array(), 3, 1);
                        phi.value(0.5);
                    }
                });
            }
            System.out.println("done");
        }
    }

    @Test
    void shapesMustFit() {
        Activation relu = Activation.parse("relu");
        FloatMatrix x = FloatMatrix.zeros(2, 3);
        assertThrows(ShapeMismatchException.class, () -> relu.apply(x, x.transposed()));
        assertThrows(ShapeMismatchException.class, () -> relu.floatEpilogue(x));
        assertThrows(ShapeMismatchException.class, () -> relu.floatEpilogue(FloatMatrix.zeros(1, 2), x));
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
