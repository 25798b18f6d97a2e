package fathom.experiments.conditioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.report.Comparison;
import fathom.simd.Gemm;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditioningTest {

    @Test
    void publishedValuesOfMu() {
        List<Comparison> rows = Tables.mu();
        assertEquals(6, rows.size());
        for (Comparison row : rows) {
            assertTrue(row.passes(), row.toString());
        }
    }

    /** (pi kappa_1 - 1) / (pi - 1) and pi kappa_0 / (pi - 1). */
    @ParameterizedTest
    @CsvSource({"-0.7", "0", "0.3", "0.95"})
    void normalisedReluIsItsFormula(double rho) {
        CorrelationMap map = CorrelationMap.centred("relu");
        double theta = Math.acos(rho);
        double ramp = (rho * (Math.PI - theta) + Math.sqrt(1 - rho * rho)) / Math.PI;
        assertEquals((Math.PI * ramp - 1) / (Math.PI - 1), map.value(rho), 1e-12);
        assertEquals((Math.PI - theta) / (Math.PI - 1), map.slope(rho), 1e-12);
        assertEquals(Math.PI / (Math.PI - 1), map.slopeAtOne(), 1e-10);
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
    }

    /** Published reference: exact values of normalised ReLU at delta = 0.1 to four digits, and the bounds beside them. */
    @ParameterizedTest
    @CsvSource({
        "1,0.8673,0.8867,0.8099",
        "4,0.7208,0.8351,0.4903",
        "8,0.4389,0.7279,0.1460",
        "16,0.06574,0.3256,0.002136"
    })
    void depthsOfRelu(int depth, double exact, double bound, double tangent) {
        DepthResult.Point point = new DepthTrial()
                .run(new DepthCell("relu", 0.1, List.of(depth)))
                .points()
                .getFirst();
        assertEquals(exact, point.exact(), 1e-4 * exact);
        assertEquals(bound, point.bound(), 1e-4);
        assertEquals(tangent, point.tangent(), 4e-4 * tangent);
    }

    @ParameterizedTest
    @CsvSource({"relu,0.1,13,62", "relu,0.01,32,81", "normrelu(c=-1.5975),0.1,208,1091", "step,0.1,10,45"})
    void depthsOfTheTheorems(String activation, double delta, int l0, int l1) {
        Bounds bounds = new Bounds(CorrelationMap.centred(activation).mu(), delta);
        assertEquals(l0, bounds.l0());
        assertEquals(l1, bounds.l1(1000));
        assertEquals(Double.POSITIVE_INFINITY, new Bounds(0, delta).l0());
    }

    @Test
    void theFirstPairIsSeparatedByDelta() {
        DoubleMatrix gram = Gemm.gram(Points.sample(5, 7, 0.05, 3));
        assertEquals(0.95, gram.get(0, 1), 1e-12);
        for (int i = 0; i < 5; i++) {
            assertEquals(1, gram.get(i, i), 1e-12);
        }
    }

    /**
     * A wide network's Gram matrix tends to the limit: the mean of K_01 over seeds within four standard errors of the dual, for one layer of
     * normalised ReLU, by the trial's own layers.
     */
    @Test
    void finiteNetworksTendToTheLimit() {
        CorrelationMap map = CorrelationMap.centred("relu");
        int width = 4096;
        int seeds = 20;
        double sum = 0;
        double squares = 0;
        double mean = 1 / Math.sqrt(2 * Math.PI);
        double deviation = Math.sqrt(0.5 - mean * mean);
        for (int seed = 1; seed <= seeds; seed++) {
            DoubleMatrix x = Points.sample(2, 6, 0.3, seed);
            DoubleMatrix w = DoubleMatrix.zeros(6, width);
            RandomStream.of(seed, "test").fillNormal(w, 0);
            DoubleMatrix f = Gemm.product(x, w);
            double product = 0;
            for (int j = 0; j < width; j++) {
                product += (Math.max(0, f.get(0, j)) - mean) * (Math.max(0, f.get(1, j)) - mean);
            }
            double value = product / width / (deviation * deviation);
            sum += value;
            squares += value * value;
        }
        double average = sum / seeds;
        double error = Math.sqrt((squares / seeds - average * average) / (seeds - 1));
        assertEquals(map.value(0.7), average, 4 * error, "seeds 1 to " + seeds);
    }

    /** One orthogonal pair through one layer: the logarithm is that of (1 + rho) / (1 - rho) of the measured Gram matrix's eigenvalues. */
    @Test
    void conditionNumbersOfNarrowNetworks() throws Exception {
        WidthCell cell = new WidthCell("normalised(relu)", 2000, 2, 6, 0.3, 9, List.of(1, 8));
        WidthResult result = new WidthTrial(1).run(cell);
        double rho = CorrelationMap.centred("relu").value(0.7);
        assertEquals(Math.log10((1 + rho) / (1 - rho)), result.logConditions().get(0), 0.1, "seed 9");
        assertTrue(result.logConditions().get(1) < result.logConditions().get(0), "seed 9: " + result);
        for (String network : List.of("batch(relu)", "layer(relu)", "selu")) {
            WidthCell other = new WidthCell(network, 64, 4, 6, 0.3, 9, List.of(1, 3));
            for (double log : new WidthTrial(1).run(other).logConditions()) {
                assertTrue(log > 0 && log < 6, network + " " + log);
            }
        }
    }

    /** Every bound holds on a small example, and a matrix that breaks one is told. */
    @Test
    void boundsHoldOnData() throws Exception {
        MatrixCell cell = new MatrixCell("relu", 6, 12, 0.1, 4, List.of(1, 4, 16, 64, 256));
        MatrixResult result = new MatrixTrial(1).run(cell);
        assertEquals(0.1, result.separation(), 1e-9);
        Bounds separated = new Bounds(result.mu(), result.separation());
        Bounds regular = new Bounds(result.mu(), result.eigenvalue());
        for (MatrixResult.Point point : result.points()) {
            assertTrue(point.largest() <= separated.offDiagonal(point.depth()) + 1e-12, "seed 4: " + point);
            assertTrue(point.condition() <= regular.conditionByEigenvalue(point.depth(), 6) + 1e-9, "seed 4: " + point);
            assertTrue(point.condition() <= separated.condition(point.depth(), 6) + 1e-9, "seed 4: " + point);
        }
        assertEquals(1, result.points().getLast().condition(), 1e-9);
    }
}
