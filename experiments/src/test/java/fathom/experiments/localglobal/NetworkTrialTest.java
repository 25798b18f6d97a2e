package fathom.experiments.localglobal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.localglobal.problem.Problem;
import fathom.experiments.localglobal.problem.Words;
import fathom.experiments.localglobal.training.Search;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Training with a searched learning rate. */
class NetworkTrialTest {

    private static NetworkResult run(int depth, double... rates) throws Exception {
        return new NetworkTrial(1).run(cell(depth, rates));
    }

    private static NetworkCell cell(int depth, double... rates) {
        List<Double> grid = java.util.Arrays.stream(rates).boxed().toList();
        return new NetworkCell(
                new Problem(1, 5, 400, 1000, 1),
                Words.LOCAL,
                depth,
                new Search(20, grid, 30, 20, "glorot", "logistic", 0.2),
                List.of(0.5));
    }

    @Test
    void aLinearLabelIsLearned() throws Exception {
        NetworkResult result = run(1, 0.3);
        assertTrue(result.error() < 0.1, result.toString());
        assertTrue(run(0, 0.3).error() < 0.1);
    }

    @Test
    void theRateWithTheLeastValidationErrorIsChosen() throws Exception {
        NetworkResult result = run(1, 1e-6, 0.3, 1e6);
        assertEquals(0.3, result.rate());
        assertEquals(3, result.validationErrors().size());
        assertEquals(1, result.validationErrors().get(2), "divergence is the worst of validation errors");
    }

    @Test
    void aNetworkThatDivergesCountsAsChance() throws Exception {
        NetworkResult result = run(2, 1e6);
        assertEquals("diverged", result.outcome());
        assertEquals(0.5, result.error());
    }

    @Test
    void aTrialIsAFunctionOfItsCellWhateverTheThreads() throws Exception {
        assertEquals(new NetworkTrial(1).run(cell(2, 0.1, 0.3)), new NetworkTrial(2).run(cell(2, 0.1, 0.3)));
    }
}
