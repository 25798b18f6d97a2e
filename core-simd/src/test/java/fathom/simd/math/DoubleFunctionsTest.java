package fathom.simd.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
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
                function("acos", 2, DoubleFunctions::acos),
                function("erf", 2, DoubleFunctions::erf),
                function("erfc", 2, DoubleFunctions::erfc),
                function("normalCdf", 2, DoubleFunctions::normalCdf),
                function("normalDensity", 2, DoubleFunctions::normalDensity));
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

    @Test
    void errorFunctionsHaveTheirLimitsAndSymmetries() {
        assertEquals((Double) (-0.0), (Double) DoubleFunctions.erf(-0.0));
        assertEquals((Double) 1.0, (Double) DoubleFunctions.erf(INFINITE));
        assertEquals((Double) (-1.0), (Double) DoubleFunctions.erf(-INFINITE));
        assertEquals((Double) 0.0, (Double) DoubleFunctions.erfc(INFINITE));
        assertEquals((Double) 2.0, (Double) DoubleFunctions.erfc(-INFINITE));
        assertEquals((Double) 0.5, (Double) DoubleFunctions.normalCdf(0));
        assertEquals((Double) 0.0, (Double) DoubleFunctions.normalCdf(-INFINITE));
        assertEquals((Double) 1.0, (Double) DoubleFunctions.normalCdf(INFINITE));
        assertEquals((Double) 0.0, (Double) DoubleFunctions.normalDensity(-INFINITE));
        assertEquals((Double) Double.NaN, (Double) DoubleFunctions.erf(Double.NaN));
        assertEquals((Double) Double.NaN, (Double) DoubleFunctions.erfc(Double.NaN));
        assertEquals((Double) Double.NaN, (Double) DoubleFunctions.normalCdf(Double.NaN));
        assertEquals((Double) Double.NaN, (Double) DoubleFunctions.normalDensity(Double.NaN));
        for (double x = 0.01; x < 6; x += 0.01) {
            assertEquals(1, DoubleFunctions.erf(x) + DoubleFunctions.erfc(x), 4e-16);
            assertEquals(1, DoubleFunctions.normalCdf(x) + DoubleFunctions.normalCdf(-x), 4e-16);
            // the derivative of the distribution function is the density: a central difference has an error of h^2
            double h = 1e-5;
            double slope = (DoubleFunctions.normalCdf(x + h) - DoubleFunctions.normalCdf(x - h)) / (2 * h);
            assertEquals(DoubleFunctions.normalDensity(x), slope, 5e-11);
        }
    }

    @Test
    void atan2KeepsItsStatedError() {
        for (String[] cells : References.table("atan2.csv")) {
            double y = Double.parseDouble(cells[0]);
            double x = Double.parseDouble(cells[1]);
            double error = References.error(DoubleFunctions.atan2(y, x), new BigDecimal(cells[2]));
            assertTrue(error <= 2, () -> "atan2(" + y + ", " + x + ") is wrong by " + error + " ulp");
        }
        for (double y : SPECIAL) {
            for (double x : SPECIAL) {
                double expected = Math.atan2(y, x);
                double actual = DoubleFunctions.atan2(y, x);
                if (expected == 0 || expected != expected) {
                    assertEquals((Double) expected, (Double) actual, () -> y + ", " + x);
                } else {
                    assertEquals(expected, actual, 2 * Math.ulp(expected), () -> y + ", " + x);
                }
                double distance = Math.hypot(y, x);
                double ulp = Double.isFinite(distance) ? Math.ulp(distance) : 0;
                assertEquals(distance, DoubleFunctions.hypot(y, x), ulp, () -> y + ", " + x);
            }
        }
    }

    @Test
    void hypotKeepsItsStatedError() {
        SplittableRandom random = new SplittableRandom(8);
        System.out.println("seed 8");
        double worst = 0;
        for (int i = 0; i < 5000; i++) {
            double x = Math.scalb(random.nextGaussian(), random.nextInt(-1040, 1020));
            double y = x * random.nextGaussian();
            BigDecimal square = new BigDecimal(x).pow(2).add(new BigDecimal(y).pow(2));
            worst = Math.max(worst, References.error(DoubleFunctions.hypot(x, y), square.sqrt(new MathContext(45))));
        }
        assertTrue(worst <= 2, "hypot is wrong by " + worst + " ulp");
        System.out.printf("hypot: largest error %.3f ulp%n", worst);
    }
}
