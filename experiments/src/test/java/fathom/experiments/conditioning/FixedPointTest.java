package fathom.experiments.conditioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.conditioning.UncentredTrial.UncentredCell;
import fathom.experiments.conditioning.UncentredTrial.UncentredPoint;
import fathom.experiments.conditioning.UncentredTrial.UncentredResult;
import fathom.simd.random.RandomStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointTest {

    /** Plain ReLU: a_0^2 = 1/pi and a_1^2 = 1/2 of a second moment of 1; the correlation goes to 1 with slope 1. */
    @Test
    void relu() {
        FixedPoint fixed = FixedPoint.of(CorrelationMap.uncentred("relu"));
        assertEquals(FixedPoint.Phase.MARGINAL, fixed.phase());
        assertEquals(1, fixed.rhobar());
        assertEquals(1 - 1 / Math.PI - 0.5, fixed.nonAffinity(), 1e-12);
        assertEquals(1 / Math.PI, fixed.atZero(), 1e-12);
        assertEquals(4, fixed.positiveFrom());
    }

    /** rhobar of a step solves acos(rho) = pi (1 - rho), and s' there is 1 / (pi sqrt(1 - rho^2)). */
    @Test
    void step() {
        FixedPoint fixed = FixedPoint.of(CorrelationMap.uncentred("step"));
        assertEquals(Math.PI * (1 - fixed.rhobar()), Math.acos(fixed.rhobar()), 1e-11);
        assertTrue(fixed.rhobar() < 1);
        assertEquals(1 / (Math.PI * Math.sqrt(1 - fixed.rhobar() * fixed.rhobar())), fixed.slope(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"sigmoid,ORDERED", "cos,ORDERED", "exp,MARGINAL", "abs,MARGINAL", "gelu,CONTRACTING", "tanh,CONTRACTING"
    })
    void phases(String activation, FixedPoint.Phase phase) {
        assertEquals(phase, FixedPoint.of(CorrelationMap.uncentred(activation)).phase());
    }

    /** An activation of mean 0 has the fixed point 0, and the theorem's depths are infinite: theorem 3 is for it. */
    @Test
    void centredActivations() {
        FixedPoint fixed = FixedPoint.of(CorrelationMap.uncentred("tanh"));
        assertEquals(0, fixed.rhobar());
        assertEquals(Double.POSITIVE_INFINITY, fixed.appliesFrom(0.1));
    }

    /** The bound at random separations, every depth to 200, from both sides. */
    @ParameterizedTest
    @ValueSource(
            strings = {"relu", "abs", "exp", "leaky_relu(slope=0.1)", "gelu", "silu", "step", "sigmoid", "softplus"})
    void boundHoldsWhereItIsAsserted(String activation) {
        RandomStream random = RandomStream.of(21, activation);
        List<Integer> depths = IntStream.rangeClosed(1, 200).boxed().toList();
        for (int i = 0; i < 5; i++) {
            double delta = Math.pow(10, -3 * random.uniform(i));
            UncentredResult result = new UncentredTrial().run(new UncentredCell(activation, delta, depths));
            FixedPoint fixed = result.fixedPoint();
            for (UncentredPoint point : result.points()) {
                String place = "seed 21, delta " + delta + ": " + point;
                double exact = point.distance(fixed.rhobar());
                if (point.asserted()) {
                    assertTrue(exact <= fixed.bound(point.depth(), delta) + 1e-10, place);
                }
                assertFalse(exact > fixed.convex(point.depth()) + 1e-10, place);
            }
        }
    }

    /** Below mu~ (L - L0') = 1/2 the third case's formula can lie below what it should bound. */
    @Test
    void thirdCaseIsVoidAtFirst() {
        FixedPoint fixed = FixedPoint.of(CorrelationMap.uncentred("relu"));
        double depth = fixed.positiveFrom() + 1;
        assertTrue(fixed.nonAffinity() < 0.5);
        double first = fixed.bound(depth, 0.5);
        UncentredResult result = new UncentredTrial().run(new UncentredCell("relu", 0.9, List.of((int) depth)));
        assertFalse(result.points().getFirst().asserted());
        assertTrue(first < result.points().getFirst().distance(1), first + " " + result);
    }

    /** The second case says no more than 1, whatever the depth. */
    @Test
    void secondCaseIsVoid() {
        FixedPoint fixed = FixedPoint.of(CorrelationMap.uncentred("sigmoid"));
        assertEquals(1, fixed.bound(1000, 0.1));
        assertTrue(fixed.convex(1000) < 1e-100);
    }
}
