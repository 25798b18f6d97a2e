package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.math.DoubleFunctions;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationTest {

    /** The definitions, written once more on java.lang.Math. */
    static Stream<Arguments> definitions() {
        return Stream.of(
                of("identity", x -> x),
                of("relu", x -> Math.max(x, 0)),
                of("leaky_relu", x -> x > 0 ? x : 0.01 * x),
                of("leaky_relu(slope=0.25)", x -> x > 0 ? x : 0.25 * x),
                of("abs", Math::abs),
                of("step", x -> x > 0 ? 1 : 0),
                of("sign", Math::signum),
                of("tanh", Math::tanh),
                of("erf", DoubleFunctions::erf),
                of("sigmoid", x -> 1 / (1 + Math.exp(-x))),
                of("softplus", x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
                of("gelu", x -> x * DoubleFunctions.erfc(-x / Math.sqrt(2)) / 2),
                of("silu", x -> x / (1 + Math.exp(-x))),
                of("elu", x -> x > 0 ? x : Math.expm1(x)),
                of("elu(alpha=0.5)", x -> x > 0 ? x : 0.5 * Math.expm1(x)),
                of("selu", x -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x))),
                of("sin", Math::sin),
                of("cos", Math::cos),
                of("exp", Math::exp),
                of("gaussian", x -> Math.exp(-x * x)),
                // lambda and b of the published shift, to the digits that the paper's sheet states
                of("normrelu", x -> 1.0500010 * (Math.max(x + 1.5975, 0) - 1.6208793)),
                of("hermite(n=0)", x -> 1),
                of("hermite(n=1)", x -> x),
                of("hermite", x -> (x * x - 1) / Math.sqrt(2)),
                of("hermite(n=3)", x -> (x * x * x - 3 * x) / Math.sqrt(6)),
                of(
                        "normalised(relu)",
                        x -> (Math.max(x, 0) - 1 / Math.sqrt(2 * Math.PI)) / Math.sqrt(0.5 - 1 / (2 * Math.PI))),
                of("normalised(exp)", x -> (Math.exp(x) - Math.sqrt(Math.E)) / Math.sqrt(Math.E * Math.E - Math.E)));
    }

    private static Arguments of(String text, DoubleUnaryOperator definition) {
        return Arguments.of(text, definition);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void valuesAreTheirDefinitions(String text, DoubleUnaryOperator definition) {
        Activation phi = Activation.parse(text);
        double tolerance = text.equals("normrelu") ? 2e-7 : 3e-15;
        for (double x = -6; x <= 6; x += 0.0625) {
            double expected = definition.applyAsDouble(x);
            assertEquals(expected, phi.value(x), tolerance * (1 + Math.abs(expected)), text + " of " + x);
        }
    }

    /** Central differences have an error of h^2: 1e-9 with h = 1e-5 and values up to 1e2, rounding included. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void derivativesAreLimitsOfDifferences(String text, DoubleUnaryOperator definition) {
        Activation phi = Activation.parse(text);
        double h = 1e-5;
        for (double x = -4.03; x <= 4; x += 0.0625) {
            if (phi.kink().isPresent() && Math.abs(x - phi.kink().get()) < 2 * h) {
                continue;
            }
            double slope = (phi.value(x + h) - phi.value(x - h)) / (2 * h);
            assertEquals(slope, phi.derivative(x), 3e-9 * (1 + Math.abs(slope)), text + "' at " + x);
            if (phi.isSmooth()) {
                double bend = (phi.derivative(x + h) - phi.derivative(x - h)) / (2 * h);
                assertEquals(bend, phi.secondDerivative(x), 3e-9 * (1 + Math.abs(bend)), text + "'' at " + x);
            }
        }
    }

    @Test
    void kinksHaveTheirStatedSlopes() {
        assertEquals(0, Activation.parse("relu").derivative(0));
        assertEquals(0, Activation.parse("abs").derivative(0));
        assertEquals(0, Activation.parse("step").value(0));
        assertEquals(0, Activation.parse("sign").value(0));
        assertEquals(0.25, Activation.parse("leaky_relu(slope=0.25)").derivative(0));
        for (double x : new double[] {-1, 0, 1}) {
            assertEquals(0, Activation.parse("sign").derivative(x));
            assertEquals(0, Activation.parse("step").derivative(x));
        }
        Activation relu = Activation.parse("relu");
        assertFalse(relu.isSmooth());
        assertThrows(UnsupportedOperationException.class, () -> relu.secondDerivative(1));
        assertEquals(-1.5975, Activation.parse("normrelu").kink().orElseThrow());
    }

    @Test
    void infinitiesHaveTheirLimits() {
        double infinite = Double.POSITIVE_INFINITY;
        assertEquals(0, Activation.parse("relu").value(-infinite));
        assertEquals(infinite, Activation.parse("abs").value(-infinite));
        for (String text : new String[] {"gelu", "silu"}) {
            Activation phi = Activation.parse(text);
            assertEquals(0, phi.value(-infinite));
            assertEquals(infinite, phi.value(infinite));
            assertEquals(0, phi.derivative(-infinite));
            assertEquals(1, phi.derivative(infinite));
            assertEquals(0, phi.secondDerivative(infinite));
        }
        assertEquals(-1, Activation.parse("elu").value(-infinite));
    }

    @ParameterizedTest
    @EnumSource
    void nanStaysNan(ActivationKind kind) {
        Activation phi = Activation.of(kind);
        assertTrue(Double.isNaN(phi.value(Double.NaN)), kind.symbol());
    }

    /** Mean 0 and second moment 1 by the trapezoidal rule split at the kink, which shares nothing with the quadrature in use. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "normrelu",
                "normrelu(c=0.5)",
                "normalised(tanh)",
                "normalised(relu)",
                "normalised(exp)",
                "hermite(n=5)"
            })
    void normalisedActivationsHaveTheirMoments(String text) {
        Activation phi = Activation.parse(text);
        double kink = phi.kink().orElse(0.0);
        double h = 1e-4;
        double mean = 0;
        double second = 0;
        for (int i = -150_000; i <= 150_000; i++) {
            double x = kink + i * h;
            double weight = h * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            double value = phi.value(x);
            mean += weight * value;
            second += weight * value * value;
        }
        assertEquals(0, mean, 2e-9);
        assertEquals(1, second, 2e-8);
    }

    @Test
    void textAndActivationAreOne() {
        for (String text : new String[] {
            "relu",
            "leaky_relu(slope=0.1)",
            "elu(alpha=2)",
            "normrelu(c=-1.5975)",
            "hermite(n=3)",
            "normalised(tanh)",
            "normalised(leaky_relu(slope=0.1))"
        }) {
            assertEquals(text, Activation.parse(text).toString());
            assertEquals(Activation.parse(text), Activation.parse(" " + text + " "));
        }
        assertEquals("leaky_relu(slope=0.01)", Activation.parse("leaky_relu").toString());
        assertEquals(Activation.of(ActivationKind.HERMITE, 2), Activation.parse("hermite()"));
        assertNotEquals(Activation.parse("relu"), Activation.parse("normalised(relu)"));
        assertEquals(ActivationKind.values().length, Activation.names().size());
    }

    @Test
    void capitalsAndUsualNamesAreUnderstood() {
        assertEquals(Activation.parse("relu"), Activation.parse("ReLU"));
        assertEquals(Activation.parse("silu"), Activation.parse("Swish"));
        assertEquals(Activation.parse("sigmoid"), Activation.parse("logistic"));
        assertEquals(Activation.parse("leaky_relu(slope=0.1)"), Activation.parse("LeakyReLU(slope=0.1)"));
        assertEquals(Activation.parse("normalised(tanh)"), Activation.parse("Normalized(Tanh)"));
        assertEquals("silu", Activation.parse("swish").toString());
    }

    @Test
    void wrongTextsAreRefusedInOneSentence() {
        assertRefused("rulu", "relu");
        assertRefused("sigmiod", "sigmoid");
        assertRefused("swissh", "swish");
        assertRefused("relu(slope=1)", "relu has no parameter");
        assertRefused("elu(slope=1)", "alpha");
        assertRefused("elu(alpha=x)", "number");
        assertRefused("elu(alpha=NaN)", "from 0.0");
        assertRefused("hermite(n=1.5)", "whole");
        assertRefused("hermite(n=-1)", "whole");
        assertRefused("3relu", "name(key=value)");
        assertRefused("normalised(hermite(n=0))", "constant");
    }

    private static void assertRefused(String text, String part) {
        String message = assertThrows(IllegalArgumentException.class, () -> Activation.parse(text))
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
