package fathom.experiments.localglobal.tasks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.data.Task;
import fathom.experiments.localglobal.training.Search;
import fathom.simd.matrix.FloatMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks by name, trained and regressed. */
class TaskTrialTest {

    private static final Search SEARCH = new Search(20, List.of(0.1, 0.3), 20, 20, "glorot", "logistic", 0.2);

    @Test
    void aLinearTaskIsLearnedByNetworksAndKernels() throws Exception {
        TaskCell cell = new TaskCell("local(k=1,d=5)", 400, 1000, 1, 1, SEARCH);
        assertTrue(new TaskTrial(1).run(cell).error() < 0.1);
        TaskKernelCell regression = new TaskKernelCell("local(k=1,d=5)", 400, 1000, "ntk", 1, 0, 1);
        assertTrue(new TaskKernelTrial(1).run(regression).error() < 0.1);
    }

    /** Three signs have eight points: a kernel that has seen them all, each many times, makes no mistake. */
    @Test
    void repeatedInputsAreRegressedOnce() throws Exception {
        TaskKernelCell cell = new TaskKernelCell("parity(k=3,d=3)", 200, 100, "ntk", 2, 0, 2);
        assertEquals(0, new TaskKernelTrial(1).run(cell).error());
        assertArrayEquals(new int[] {0, 1, 3}, DistinctRows.of(FloatMatrix.of(4, 2, 1, 2, 2, 1, 1, 2, 1, 1)));
    }

    /** A cap of cosine 1 - b^2 log 2 on the sphere in three dimensions holds the share b^2 log 2 / 2 of it (Archimedes). */
    @Test
    void theConstantAnswerErrsOnTheRarerClass() {
        System.out.println("seed 3");
        int n = 20_000;
        double share = 0.5 * 0.5 * 0.6931471805599453 / 2;
        double measured = TaskSamples.of("bump(b=0.5,d=3)", 1, n, 3).constantError();
        double z = (measured - share) / Math.sqrt(share * (1 - share) / n);
        assertTrue(Math.abs(z) < 4, "z = " + z);
    }

    @Test
    void pointsOfTheSphereLieAtTheRadiusOfTheOthers() {
        FloatMatrix points = TaskSamples.of("harmonic(k=2,d=7)", 3, 1, 1).training();
        double square = 0;
        for (int j = 0; j < 7; j++) {
            square += points.get(1, j) * (double) points.get(1, j);
        }
        assertEquals(7, square, 1e-5);
    }

    @Test
    void everyNamedTaskHasAnExpectation() {
        for (String name : Task.names().keySet()) {
            assertTrue(Expectation.of(Task.named(name)).length() > 20, name);
        }
    }

    @Test
    void aTrialIsAFunctionOfItsCellWhateverTheThreads() throws Exception {
        TaskCell cell = new TaskCell("staircase(k=3,d=6)", 200, 200, 2, 1, SEARCH);
        assertEquals(new TaskTrial(1).run(cell), new TaskTrial(2).run(cell));
        TaskKernelCell regression = new TaskKernelCell("hierarchy", 100, 100, "nngp", 2, 0, 1);
        assertEquals(new TaskKernelTrial(1).run(regression), new TaskKernelTrial(2).run(regression));
    }
}
