package fathom.experiments.localglobal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What validates is not trained on. */
class ValidationTest {

    private static final long SEED = 17;
    private static final int SAMPLES = 60;
    private static final int HELD = 15;
    private static final Search SEARCH = new Search(30, List.of(0.1, 0.5), 200, 10, "glorot", "logistic", 0.25, 1);

    /**
     * Labels are noise, which a network that sees them learns by heart. Turning those that are held back leaves the training as it was, so that
     * every rate's error becomes one less itself.
     */
    @Test
    void turnedValidationLabelsTurnTheErrorsAndNothingElse() {
        RandomStream random = RandomStream.of(SEED, "validation");
        FloatMatrix x = FloatMatrix.zeros(SAMPLES, 5);
        random.child("inputs").fillNormal(x, 0);
        FloatMatrix labels = FloatMatrix.zeros(SAMPLES, 1);
        for (int i = 0; i < SAMPLES; i++) {
            labels.set(i, 0, 2 * random.child("labels").below(2, i) - 1);
        }
        FloatMatrix turned = labels.copy();
        for (int i = SAMPLES - HELD; i < SAMPLES; i++) {
            turned.set(i, 0, -labels.get(i, 0));
        }
        assertEquals(HELD, Search.held(0.25, SAMPLES));
        List<Double> errors = TrainedNetwork.validationErrors(2, SEARCH, x, labels, random);
        List<Double> others = TrainedNetwork.validationErrors(2, SEARCH, x, turned, random);
        for (int r = 0; r < SEARCH.rates().size(); r++) {
            // Shares of 15: one step is 0.067.
            assertEquals(1 - errors.get(r), others.get(r), 1e-12, "seed " + SEED + ", rate " + r + ": " + errors);
        }
    }
}
