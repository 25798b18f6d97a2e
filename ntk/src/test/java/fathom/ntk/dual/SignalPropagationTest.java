package fathom.ntk.dual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalPropagationTest {

    private static final Nonlinearity TANH = Nonlinearity.parse("tanh");

    @ParameterizedTest
    @CsvSource({"tanh, 1.5, 0.3", "tanh, 4, 0.1", "sin, 2, 0.2", "relu, 1.2, 0.5", "softplus, 0.8, 0.1", "elu, 1, 0.2"})
    void fixedPointsAreFixed(String name, double w, double b) {
        Nonlinearity phi = Nonlinearity.parse(name);
        DualActivation dual = new DualActivation(phi);
        SignalPropagation found = SignalPropagation.of(phi, w, b);
        double q = found.variance();
        assertEquals(q, w * dual.value(q, q, 1) + b, 1e-11 * q);
        double c = found.correlation();
        assertEquals(c, (w * dual.value(q, q, c) + b) / q, 1e-10);
        assertEquals(found.chi() > 1, c < 1, found.toString());
    }

    @Test
    void deepSignalsApproachTheFixedPointAtTheStatedRate() {
        double w = 3;
        double b = 0.2;
        SignalPropagation found = SignalPropagation.of(TANH, w, b);
        DualActivation dual = new DualActivation(TANH);
        double q = found.variance();
        double c = 0.5;
        double distance = 0;
        double next = 0;
        for (int l = 0; l < 90; l++) {
            distance = Math.abs(c - found.correlation());
            c = (w * dual.value(q, q, c) + b) / q;
            next = Math.abs(c - found.correlation());
        }
        assertEquals(Math.exp(-1 / found.correlationDepth()), next / distance, 1e-3);
        double variance = 1.3 * q;
        for (int l = 0; l < 9; l++) {
            distance = Math.abs(variance - q);
            variance = SignalPropagation.nextVariance(dual, w, b, variance);
            next = Math.abs(variance - q);
        }
        assertEquals(Math.exp(-1 / found.varianceDepth()), next / distance, 1e-3);
    }

    @Test
    void heInitialisedReluIsCritical() {
        SignalPropagation relu = SignalPropagation.of(Nonlinearity.parse("relu"), 2, 0);
        assertEquals(1, relu.variance(), 1e-12);
        assertEquals(1, relu.chi(), 1e-14);
        assertEquals(1, relu.correlation());
        assertEquals(Double.POSITIVE_INFINITY, relu.correlationDepth());
    }

    @Test
    void variancesThatGrowOrDieAreSaidToDoSo() {
        assertEquals(
                Double.POSITIVE_INFINITY,
                SignalPropagation.of(Nonlinearity.parse("relu"), 3, 0).variance());
        SignalPropagation dying = SignalPropagation.of(Nonlinearity.parse("relu"), 1, 0);
        assertEquals(0, dying.variance());
        assertEquals(0.5, dying.chi(), 1e-14);
    }

    /** Without bias tanh turns chaotic at w = 1, where q* leaves 0; a bias moves the edge up (Poole et al.). */
    @Test
    void phasesOfTanh() {
        assertTrue(SignalPropagation.of(TANH, 1.1, 0.05).chi() < 1);
        assertTrue(SignalPropagation.of(TANH, 4, 0.05).chi() > 1);
        assertTrue(SignalPropagation.of(TANH, 1.2, 0).chi() > 1);
    }

    @Test
    void badInputIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> SignalPropagation.of(TANH, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> SignalPropagation.of(Nonlinearity.parse("sign"), 1, 0));
    }
}
