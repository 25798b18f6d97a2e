package fathom.simd.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Float functions against their double namesakes, whose errors are 2^-28 of a float's ulp; all 2^32 floats are the bench module's work. */
class FloatFunctionsTest {

    interface FloatFunction {
        float of(float x);
    }

    static Stream<Arguments> functions() {
        return Stream.of(
                function("exp", 1, FloatFunctions::exp, DoubleFunctions::exp),
                function("expm1", 1, FloatFunctions::expm1, DoubleFunctions::expm1),
                function("log", 1, FloatFunctions::log, DoubleFunctions::log),
                function("log1p", 1, FloatFunctions::log1p, DoubleFunctions::log1p),
                function("tanh", 1, FloatFunctions::tanh, DoubleFunctions::tanh),
                function("sigmoid", 1, FloatFunctions::sigmoid, DoubleFunctions::sigmoid),
                function("softplus", 2, FloatFunctions::softplus, DoubleFunctions::softplus),
                function("sin", 1, FloatFunctions::sin, DoubleFunctions::sin),
                function("cos", 1, FloatFunctions::cos, DoubleFunctions::cos),
                function("asin", 1, FloatFunctions::asin, DoubleFunctions::asin),
                function("acos", 1, FloatFunctions::acos, DoubleFunctions::acos),
                function("erf", 1, FloatFunctions::erf, DoubleFunctions::erf),
                function("erfc", 2, FloatFunctions::erfc, DoubleFunctions::erfc),
                function("normalCdf", 2, FloatFunctions::normalCdf, DoubleFunctions::normalCdf),
                function("normalDensity", 2, FloatFunctions::normalDensity, DoubleFunctions::normalDensity));
    }

    private static Arguments function(String name, double bound, FloatFunction ours, DoubleUnaryOperator exact) {
        return Arguments.of(name, bound, ours, exact);
    }

    @ParameterizedTest(name = "{0} within {1} ulp")
    @MethodSource("functions")
    void keepsItsStatedError(String name, double bound, FloatFunction function, DoubleUnaryOperator exact) {
        double worst = 0;
        // A step prime to 2^32 spreads over every sign, exponent and significand.
        for (long i = 0; i < 300_000; i++) {
            worst = Math.max(worst, check(name, bound, function, exact, Float.intBitsToFloat((int) (i * 14_317))));
        }
        long seed = 20260706;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            float x = (float) (random.nextGaussian() * Math.scalb(1.0, random.nextInt(-4, 6)));
            worst = Math.max(worst, check(name, bound, function, exact, x));
        }
        System.out.printf("%s: largest error %.3f ulp (seed %d)%n", name, worst, seed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void treatsSpecialValuesAsItsDoubleNamesake(
            String name, double bound, FloatFunction function, DoubleUnaryOperator exact) {
        float[] special = {
            0f,
            -0f,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            1,
            -1,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN
        };
        for (float x : special) {
            float expected = (float) exact.applyAsDouble(x);
            float actual = function.of(x);
            if (Float.isFinite(expected) && expected != 0) {
                assertEquals(expected, actual, Math.ulp(expected), () -> name + " of " + x);
            } else {
                assertEquals((Float) expected, (Float) actual, () -> name + " of " + x);
            }
        }
    }

    @Test
    void functionsOfTwoNumbersKeepTheirStatedErrors() {
        long seed = 20260707;
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            float x = (float) Math.scalb(random.nextGaussian(), random.nextInt(-140, 120));
            float y = (float) (x * random.nextGaussian() * Math.scalb(1.0, random.nextInt(-3, 4)));
            double angle = DoubleFunctions.atan2(y, x);
            assertEquals(angle, FloatFunctions.atan2(y, x), 2 * ulp(angle), () -> "atan2 " + y + ", " + x);
            double distance = DoubleFunctions.hypot(x, y);
            assertEquals(distance, FloatFunctions.hypot(x, y), 2 * ulp(distance), () -> "hypot " + x + ", " + y);
        }
        float[] special = {0f, -0f, 1, -1, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, Float.MIN_VALUE
        };
        for (float y : special) {
            for (float x : special) {
                float expected = (float) DoubleFunctions.atan2(y, x);
                float actual = FloatFunctions.atan2(y, x);
                float ulp = Float.isNaN(expected) ? 0 : Math.ulp(expected);
                assertEquals(expected, actual, ulp, () -> y + ", " + x);
                assertEquals(Math.copySign(1, expected), Math.copySign(1, actual), () -> y + ", " + x);
                assertEquals((float) DoubleFunctions.hypot(x, y), FloatFunctions.hypot(x, y), () -> x + ", " + y);
            }
        }
    }

    private static double check(String name, double bound, FloatFunction function, DoubleUnaryOperator exact, float x) {
        double value = exact.applyAsDouble(x);
        float computed = function.of(x);
        if (Double.isNaN(value) || Float.isInfinite((float) value)) {
            assertEquals((Float) (float) value, (Float) computed, () -> name + " of " + x);
            return 0;
        }
        double error = Math.abs(computed - value) / ulp(value);
        assertTrue(error <= bound, () -> name + "(" + x + ") is wrong by " + error + " ulp");
        return error;
    }

    /** A float's ulp at this value, truncated. */
    private static double ulp(double value) {
        return Math.scalb(1.0, Math.max(Math.getExponent(value), Float.MIN_EXPONENT) - 23);
    }
}
