package fathom.experiments.localglobal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.localglobal.DepthTrial.FlipRates;
import fathom.nn.Architecture;
import fathom.nn.Network;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;

/** Perturbations and what they change. */
class StabilityTest {

    private static final RandomStream RANDOM = RandomStream.of(5, "stability test");

    @Test
    void bothPerturbationsHaveTheLengthAskedFor() {
        FloatMatrix points = FloatMatrix.zeros(200, 7);
        FloatMatrix one = fathom.nn.Stability.oneEntry(points, 1.5, RANDOM);
        FloatMatrix all = fathom.nn.Stability.allEntries(points, 1.5, RANDOM);
        for (int i = 0; i < points.rows(); i++) {
            int moved = 0;
            double square = 0;
            for (int j = 0; j < points.columns(); j++) {
                moved += one.get(i, j) != 0 ? 1 : 0;
                square += all.get(i, j) * (double) all.get(i, j);
            }
            assertEquals(1, moved);
            assertEquals(1.5, Math.sqrt(square), 1e-6);
        }
    }

    /**
     * A perceptron that copies entry 0 changes its answer when that entry crosses 0, which is exactly when the 1-local label changes:
     * moved alone it is entry 0 in one case of d, so fewer than 1/d of the points change; closed form (1/d) (Phi(r) - 1/2).
     */
    @Test
    void aPerceptronOnOneEntryChangesItsAnswersWithTheLabels() {
        System.out.println("seed 5");
        int d = 4;
        int n = 40_000;
        Network network = new Network(Architecture.fullyConnected(d, 0, 1, 1), 1);
        network.parameters()[0] = 1;
        TargetProblem problem = new TargetProblem(1, d, 1, n, 5);
        FloatMatrix points = TargetSamples.of(problem).test();
        FlipRates stability = FlipRates.of(network, TargetSamples.target(Words.LOCAL, problem), points, 1, RANDOM);
        assertEquals(stability.labelOneEntry(), stability.oneEntry());
        assertEquals(stability.labelAllEntries(), stability.allEntries());
        // Phi(1) - 1/2 = 0.341344746...: half of it for each sign of the step crosses 0.
        double expected = 0.3413447460685429 / d;
        double z = (stability.oneEntry() - expected) / Math.sqrt(expected * (1 - expected) / n);
        assertTrue(Math.abs(z) < 4, "z = " + z);
        assertTrue(stability.allEntries() > stability.oneEntry());
    }
}
