package fathom.experiments.conditioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.conditioning.DepthTrial.DepthCell;
import fathom.experiments.conditioning.DepthTrial.DepthPoint;
import fathom.experiments.conditioning.DepthTrial.DepthResult;
import fathom.experiments.conditioning.MatrixTrial.MatrixCell;
import fathom.experiments.conditioning.MatrixTrial.MatrixPoint;
import fathom.experiments.conditioning.MatrixTrial.MatrixResult;
import fathom.runs.verdict.PublishedNumbers;
import fathom.runs.verdict.Reproduction;
import fathom.simd.random.RandomStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {

    private static final double ROUNDING = 1e-12;

    @Test
    void publishedNumbersAreMet() {
        List<Reproduction> rows = BoundsClaims.published(
                published("agarwal-mu"), published("agarwal-depths"), published("agarwal-off-diagonal"));
        assertEquals(6 + 11 + 33, rows.size());
        rows.forEach(row -> assertEquals(Reproduction.Status.MET, row.status(), row.toString()));
    }

    private static PublishedNumbers published(String name) {
        return PublishedNumbers.read(BoundsTest.class.getResourceAsStream("/published/" + name + ".csv"));
    }

    @Test
    void withoutNonLinearityEveryDepthIsInfinite() {
        Bounds bounds = new Bounds(CorrelationMap.centred("identity").mu(), 0.1);
        assertEquals(Double.POSITIVE_INFINITY, bounds.l0());
        assertEquals(Double.POSITIVE_INFINITY, bounds.l1(10));
        assertEquals(Double.POSITIVE_INFINITY, bounds.l2(10));
        assertEquals(0.9, bounds.offDiagonal(1000), 1e-15);
    }

    /** Theorems 3 and 5 at random separations, every depth to 300. */
    @ParameterizedTest
    @ValueSource(strings = {"relu", "tanh", "step", "exp", "abs", "normrelu(c=0.5)", "silu"})
    void boundsOfTwoInputs(String activation) {
        RandomStream random = RandomStream.of(11, "bounds of " + activation);
        List<Integer> depths = IntStream.rangeClosed(1, 300).boxed().toList();
        for (int i = 0; i < 8; i++) {
            double delta = Math.pow(10, -3 * random.uniform(i));
            DepthResult result = new DepthTrial().run(new DepthCell(activation, delta, depths));
            for (DepthPoint point : result.points()) {
                String place = "seed 11, delta " + delta + ": " + point;
                assertTrue(Math.abs(point.exact()) <= point.bound() + ROUNDING, place);
                assertTrue(
                        Double.isNaN(point.tangent()) || Math.abs(point.tangent()) <= point.tangentBound() + ROUNDING,
                        place);
            }
        }
    }

    /** Lemma 22 at random correlations: |s(-(1-d))| <= s(1-d) <= (1-d)(1-mu d). */
    @ParameterizedTest
    @ValueSource(strings = {"relu", "tanh", "step", "gelu", "hermite(n=3)", "cos"})
    void oneLayer(String activation) {
        CorrelationMap map = CorrelationMap.centred(activation);
        RandomStream random = RandomStream.of(12, "one layer");
        for (int i = 0; i < 200; i++) {
            double d = random.uniform(i);
            double value = map.value(1 - d);
            assertTrue(Math.abs(map.value(d - 1)) <= value + ROUNDING, "seed 12, d = " + d);
            assertTrue(value <= (1 - d) * (1 - map.mu() * d) + ROUNDING, "seed 12, d = " + d);
        }
    }

    /** Every bound holds on matrices of near-duplicates, and both kernels tend to the identity. */
    @ParameterizedTest
    @ValueSource(strings = {"relu", "tanh"})
    void boundsOnMatrices(String activation) throws Exception {
        MatrixCell cell = new MatrixCell(activation, true, Inputs.NEAR, 6, 12, 0.1, 4, List.of(1, 4, 16, 64, 400));
        MatrixResult result = new MatrixTrial(1, "").run(cell);
        assertEquals(0.1, result.separation(), 1e-9);
        Bounds separated = new Bounds(result.mu(), result.separation());
        Bounds regular = new Bounds(result.mu(), result.eigenvalue());
        for (MatrixPoint point : result.points()) {
            int depth = point.depth();
            assertTrue(point.largest() <= separated.offDiagonal(depth) + ROUNDING, "seed 4: " + point);
            assertTrue(point.smallest() >= 1 - regular.offDiagonal(depth) - ROUNDING, "seed 4: " + point);
            assertTrue(point.condition() <= regular.conditionByEigenvalue(depth, 6) + 1e-9, "seed 4: " + point);
            assertTrue(point.condition() <= separated.condition(depth, 6) + 1e-9, "seed 4: " + point);
            assertTrue(point.tangentCondition() <= separated.tangentCondition(depth, 6) + 1e-9, "seed 4: " + point);
            assertTrue(
                    point.tangentCondition() <= regular.tangentConditionByEigenvalue(depth, 6) + 1e-9,
                    "seed 4: " + point);
        }
        assertEquals(1, result.points().getLast().condition(), 1e-3);
        assertEquals(1, result.points().getLast().tangentCondition(), 1e-3);
    }

    /** Plain ReLU draws all inputs together: its matrices get worse with depth. */
    @Test
    void withoutCentringDepthHarms() throws Exception {
        MatrixCell cell = new MatrixCell("relu", false, Inputs.SPHERE, 6, 12, 0, 4, List.of(1, 16));
        MatrixResult result = new MatrixTrial(1, "").run(cell);
        assertTrue(
                result.points().getLast().condition()
                        > 5 * result.points().getFirst().condition(),
                "" + result);
    }
}
