package fathom.experiments.localglobal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.experiments.localglobal.problem.Problem;
import fathom.experiments.localglobal.regression.KernelCell;
import fathom.experiments.localglobal.training.Forecast;
import fathom.experiments.localglobal.training.Search;
import fathom.experiments.protocol.MatrixPaces;
import fathom.experiments.protocol.Paces;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arithmetic of what is announced, where every piece takes a second: an epoch of 8 steps, a small matrix. */
class ForecastTest {

    private static final Problem PROBLEM = new Problem(3, 6, 100, 30, 1);

    private static final Paces SECOND = new Paces(pieces -> 1);

    /**
     * Two rates on 80 samples and the training on 100, 10 epochs of batches of 10: 260 steps. Forwards pass 2 x 260 rows before and after
     * trainings, 2 x 20 that are held back, and 30 test points (1 + 3 x 2) times.
     */
    @Test
    void aNetworkIsItsSearchItsTrainingAndItsLooks() {
        Search search = new Search(5, List.of(0.1, 0.2), 10, 10, "glorot", "logistic", 0.2);
        NetworkCell cell = new NetworkCell(PROBLEM, "local", 2, search, List.of(1.0, 2.0));
        double looks = (520 + 40 + 210) / 3.0 / 10;
        assertEquals((260 + looks) / 8, cell.seconds(1, new Forecast(SECOND)), 1e-12);
        assertEquals((0.1 * 260 + looks) / 8, cell.seconds(0.1, new Forecast(SECOND)), 1e-12);
    }

    /** N^3 / 3 operations of 256^3 / 3 a second, and N (N / 2 + 30) pairs of 384 x 385 / 2, whatever the depth here. */
    @Test
    void aRegressionIsItsFactorisationAndItsKernel() {
        KernelCell cell = new KernelCell(PROBLEM, List.of("local"), "ntk", 4, 0);
        double expected = 1e6 / (256.0 * 256 * 256) + 100 * 80 / (384.0 * 385 / 2);
        assertEquals(expected, cell.seconds(new MatrixPaces(SECOND)), 1e-12);
    }
}
