package fathom.simd.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DoubleFunctionsTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        -Double.MIN_NORMAL,
        1,
        -1,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        INFINITE,
        -INFINITE,
        Double.NaN
    };

    static Stream<Arguments> functions() {
        return Stream.of(
                function("exp", 1, DoubleFunctions::exp),
                function("expm1", 1, DoubleFunctions::expm1),
                function("log", 1, DoubleFunctions::log),
                function("log1p", 1, DoubleFunctions::log1p),
                function("tanh", 1, DoubleFunctions::tanh),
                function("sigmoid", 1, DoubleFunctions::sigmoid),
                function("softplus", 2, DoubleFunctions::softplus),
                function("sin", 1, DoubleFunctions::sin),
                function("cos", 1, DoubleFunctions::cos),
                function("asin", 2, DoubleFunctions::asin),
                function("acos", 2, DoubleFunctions::acos));
    }

    static Stream<Arguments> functionsOfTheJdk() {
        return Stream.of(
                function("exp", 2, DoubleFunctions::exp, Math::exp),
                function("expm1", 2, DoubleFunctions::expm1, Math::expm1),
                function("log", 2, DoubleFunctions::log, Math::log),
                function("log1p", 2, DoubleFunctions::log1p, Math::log1p),
                function("tanh", 4, DoubleFunctions::tanh, Math::tanh),
                function("sin", 2, DoubleFunctions::sin, Math::sin),
                function("cos", 2, DoubleFunctions::cos, Math::cos),
                function("asin", 3, DoubleFunctions::asin, Math::asin),
                function("acos", 3, DoubleFunctions::acos, Math::acos));
    }

    private static Arguments function(String name, double bound, DoubleUnaryOperator ours) {
        return Arguments.of(name, bound, ours);
    }

    private static Arguments function(String name, double bound, DoubleUnaryOperator ours, DoubleUnaryOperator theirs) {
        return Arguments.of(name, bound, ours, theirs);
    }

    @ParameterizedTest(name = "{0} within {1} ulp")
    @MethodSource("functions")
    void keepsItsStatedError(String name, double bound, DoubleUnaryOperator function) {
        List<References.Reference> references = References.of(name);
        assertEquals(48, references.size());
        double worst = 0;
        for (References.Reference reference : references) {
            double error = References.error(function.applyAsDouble(reference.argument()), reference.value());
            assertTrue(error <= bound, () -> name + "(" + reference.argument() + ") is wrong by " + error + " ulp");
            worst = Math.max(worst, error);
        }
        System.out.printf("%s: largest error %.3f ulp%n", name, worst);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functionsOfTheJdk")
    void treatsSpecialValuesAsTheJdk(
            String name, double bound, DoubleUnaryOperator function, DoubleUnaryOperator theirs) {
        for (double x : SPECIAL) {
            double expected = theirs.applyAsDouble(x);
            double actual = function.applyAsDouble(x);
            if (Double.isFinite(expected) && expected != 0) {
                assertEquals(expected, actual, bound * Math.ulp(expected), () -> name + " of " + x);
            } else {
                // equal as objects: one NaN, and -0 is not 0
                assertEquals((Double) expected, (Double) actual, () -> name + " of " + x);
            }
        }
    }

    /** Random bit patterns reach every exponent; the JDK's own error is at most 1 ulp (2.5 for tanh). */
    @ParameterizedTest(name = "{0}")
    @MethodSource("functionsOfTheJdk")
    void staysBesideTheJdkForRandomBits(
            String name, double bound, DoubleUnaryOperator function, DoubleUnaryOperator theirs) {
        long seed = 20260705;
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            double x = Double.longBitsToDouble(random.nextLong());
            double expected = theirs.applyAsDouble(x);
            double actual = function.applyAsDouble(x);
            if (Double.isFinite(expected)) {
                assertEquals(expected, actual, bound * Math.ulp(expected), () -> name + " of " + x);
            } else {
                assertEquals((Double) expected, (Double) actual, () -> name + " of " + x);
            }
        }
    }

    @Test
    void sigmoidAndSoftplusHaveTheirLimits() {
        assertEquals((Double) 0.5, (Double) DoubleFunctions.sigmoid(0.0));
        assertEquals((Double) 0.5, (Double) DoubleFunctions.sigmoid(-0.0));
        assertEquals((Double) 1.0, (Double) DoubleFunctions.sigmoid(INFINITE));
        assertEquals((Double) 0.0, (Double) DoubleFunctions.sigmoid(-INFINITE));
        assertEquals((Double) Double.NaN, (Double) DoubleFunctions.sigmoid(Double.NaN));
        assertEquals((Double) INFINITE, (Double) DoubleFunctions.softplus(INFINITE));
        assertEquals((Double) 0.0, (Double) DoubleFunctions.softplus(-INFINITE));
        assertEquals((Double) Double.NaN, (Double) DoubleFunctions.softplus(Double.NaN));
        assertEquals((Double) 1e300, (Double) DoubleFunctions.softplus(1e300));
    }

    /** exp and log are inverse to each other, and sin^2 + cos^2 = 1: identities that no table of references chose. */
    @Test
    void identitiesHold() {
        SplittableRandom random = new SplittableRandom(7);
        System.out.println("seed 7");
        for (int i = 0; i < 10_000; i++) {
            double x = random.nextDouble(-700, 700);
            double e = DoubleFunctions.exp(x);
            assertEquals(x, DoubleFunctions.log(e), 3e-16 * (1 + Math.abs(x)));
            double s = DoubleFunctions.sin(e);
            double c = DoubleFunctions.cos(e);
            assertEquals(1, Math.fma(s, s, c * c), 4e-16);
            double y = random.nextDouble(-1, 1);
            assertEquals(Math.PI / 2, DoubleFunctions.asin(y) + DoubleFunctions.acos(y), 5e-16);
            assertEquals(1, DoubleFunctions.sigmoid(y) + DoubleFunctions.sigmoid(-y), 3e-16);
            assertEquals(y, DoubleFunctions.softplus(y) - DoubleFunctions.softplus(-y), 5e-16);
        }
    }
}
