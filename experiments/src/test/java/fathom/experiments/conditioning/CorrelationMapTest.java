package fathom.experiments.conditioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.Gemm;
import fathom.simd.matrix.DoubleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationMapTest {

    /** (pi kappa_1 - 1) / (pi - 1) and pi kappa_0 / (pi - 1), by series below 1/2 and by the closed form above. */
    @ParameterizedTest
    @CsvSource({"-0.7", "0", "0.2", "0.3", "0.49", "0.51", "0.95"})
    void normalisedReluIsItsFormula(double rho) {
        CorrelationMap map = CorrelationMap.centred("relu");
        double theta = Math.acos(rho);
        double ramp = (rho * (Math.PI - theta) + Math.sqrt(1 - rho * rho)) / Math.PI;
        assertEquals((Math.PI * ramp - 1) / (Math.PI - 1), map.value(rho), 1e-13);
        assertEquals((Math.PI - theta) / (Math.PI - 1), map.slope(rho), 1e-12);
        assertEquals(Math.PI / (Math.PI - 1), map.slopeAtOne(), 1e-10);
    }

    /** Small correlations keep their digits: s(rho) = s'(0) rho + s''(0) rho^2 / 2 + O(rho^4) for ReLU, s'(0) = (pi/2)/(pi-1), s''(0) = 1/(pi-1). */
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-9, 1e-40, -1e-30})
    void smallCorrelations(double rho) {
        double expected = (Math.PI / 2 * rho + rho * rho / 2) / (Math.PI - 1);
        assertEquals(1, CorrelationMap.centred("relu").value(rho) / expected, 2e-13);
    }

    /** The series of NormReLU against its derivative's closed form at 0, lambda^2 P(X > c)^2, and against a difference quotient. */
    @Test
    void seriesOfNormalisedActivations() {
        CorrelationMap map = CorrelationMap.centred("normrelu(c=-1.5975)");
        double tail = 1 - 0.055077;
        assertEquals(1.05 * 1.05 * tail * tail, map.slope(0), 2e-4);
        assertEquals(0, map.value(0), 1e-12);
        assertEquals(1, map.value(1), 1e-12);
        double h = 1e-5;
        assertEquals((map.value(0.8 + h) - map.value(0.8 - h)) / (2 * h), map.slope(0.8), 1e-8);
        assertEquals(1.04178, map.slopeAtOne(), 1e-5);
        assertEquals(map.value(0.95), map.value(0.95 + 1e-14), 1e-12, "series and closed form meet");
    }

    /** A step's dual has a derivative although the step has none: s = (pi - acos) / pi less 1/2, over 1/2. */
    @Test
    void slopeOfAStep() {
        CorrelationMap map = CorrelationMap.centred("step");
        assertEquals(2 / Math.PI / Math.sqrt(1 - 0.49), map.slope(0.7), 1e-9);
        assertEquals(Double.POSITIVE_INFINITY, map.slopeAtOne());
    }

    /** 1 - s(1 - delta) = s'(1) delta - (2 sqrt 2 / 3) delta^(3/2) / (pi - 1) + O(delta^(5/2)), where a subtraction would leave nothing. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 1e-12, 1e-30})
    void dropNearOne(double delta) {
        DeepKernel kernel = new DeepKernel(CorrelationMap.centred("relu"), 1);
        double expected = (Math.PI - 2 * Math.sqrt(2 * delta) / 3) / (Math.PI - 1);
        assertEquals(expected, kernel.drop(delta) / delta, 1e-7 + delta);
    }

    /** The deep kernel is the map, layer after layer, at ordinary correlations and near 1. */
    @ParameterizedTest
    @ValueSource(doubles = {0.0001, 0.02, 0.3, 1, 1.7})
    void deepKernelIsTheMapRepeated(double delta) {
        CorrelationMap map = CorrelationMap.centred("relu");
        double rho = 1 - delta;
        for (int layer = 0; layer < 9; layer++) {
            rho = map.value(rho);
        }
        assertEquals(rho, new DeepKernel(map, 9).ofSeparation(delta), 1e-10);
        assertEquals(rho, new DeepKernel(map, 9).ofAngle(Math.acos(1 - delta)), 1e-10);
    }

    /** Where the rest is a power: against layer after layer. */
    @Test
    void deepKernelOfSmallCorrelations() {
        CorrelationMap map = CorrelationMap.centred("relu");
        double rho = 0.3;
        for (int layer = 0; layer < 250; layer++) {
            rho = map.value(rho);
        }
        assertTrue(rho > 0 && rho < 1e-30);
        assertEquals(1, new DeepKernel(map, 250).ofSeparation(0.7) / rho, 1e-11);
    }

    /** Five points integrate polynomials of degree nine exactly; panels that halve towards 0 resolve a logarithm. */
    @Test
    void quadrature() {
        assertEquals(0.1, GaussRule.integral(x -> Math.pow(x, 9), 0, 1, 1), 1e-15);
        assertEquals(-1, GaussRule.graded(Math::log, 1, 50, 1), 1e-6);
    }

    @Test
    void theFirstPairIsSeparatedByDelta() {
        DoubleMatrix gram = Gemm.gram(Inputs.near(5, 7, 0.05, 3));
        assertEquals(0.95, gram.get(0, 1), 1e-12);
        for (int i = 0; i < 5; i++) {
            assertEquals(1, gram.get(i, i), 1e-12);
        }
        assertTrue(Math.abs(Gemm.gram(Inputs.sphere(5, 7, 3)).get(0, 1)) < 0.95);
    }
}
