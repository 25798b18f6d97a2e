package fathom.experiments.conditioning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.experiments.conditioning.LearnTrial.LearnCell;
import fathom.experiments.conditioning.LearnTrial.Learner;
import fathom.nn.Architecture;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What validates is not trained on. */
class LearnTrialTest {

    private static final long SEED = 19;

    /** Labels are noise, which a network that sees them learns by heart: turned ones of the last fifth turn the validation and nothing else. */
    @Test
    void turnedValidationLabelsTurnTheCorrelationAndNothingElse() {
        int n = 75;
        DoubleMatrix x = DoubleMatrix.zeros(n, 12);
        double[] y = new double[n];
        double[] turned = new double[n];
        RandomStream random = RandomStream.of(SEED, "learn");
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 12; j++) {
                x.set(i, j, 2 * random.child("inputs").below(2, i * 12L + j) - 1);
            }
            y[i] = 2 * random.child("labels").below(2, i) - 1;
            turned[i] = i < n - n / 5 ? y[i] : -y[i];
        }
        LearnCell cell = new LearnCell("relu", 2, 8, 12, n, 10, SEED, new Learner(40, List.of(0.3), 200, 10));
        Architecture architecture = Architecture.fullyConnected(12, 2, 40, 1);
        LearnTrial.Fit fit = LearnTrial.Fit.of(cell, architecture, 0.3, x, y, random);
        LearnTrial.Fit other = LearnTrial.Fit.of(cell, architecture, 0.3, x, turned, random);
        assertEquals(-fit.validation(), other.validation(), "seed " + SEED);
        assertEquals(fit.training(), other.training(), "seed " + SEED);
        assertEquals(1, fit.training(), "the labels were not learned, so that this test would see nothing");
    }
}
