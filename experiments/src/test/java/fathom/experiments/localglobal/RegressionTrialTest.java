package fathom.experiments.localglobal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.data.Task;
import fathom.experiments.localglobal.RegressionTrial.RegressionCase;
import fathom.experiments.localglobal.RegressionTrial.RegressionResult;
import fathom.experiments.localglobal.RegressionTrial.TargetScore;
import fathom.experiments.protocol.Threaded;
import fathom.runs.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kernel regression of the targets, and Schur's lemma. */
class RegressionTrialTest {

    private static RegressionResult run(int k, int d, int n, String kernel, int depth, long seed, double ridge)
            throws Exception {
        TargetProblem problem = new TargetProblem(k, d, n, 400, seed);
        return new Threaded<>(1, new RegressionTrial())
                .run(new RegressionCase(problem, Words.TARGETS, kernel, depth, ridge));
    }

    /**
     * The expected squared error is the same for the local and the global target of equal norm, for every rotation-invariant kernel:
     * the paired difference over 60 seeds lies within 4 standard errors of 0, at sizes where a third or more of the target is learned.
     */
    @Test
    void schursLemmaHoldsForEveryKernelDepthAndRidge() throws Exception {
        System.out.println("seeds 1 to 60");
        check(2, Words.NTK, 1, 0);
        check(2, Words.UNBIASED, 3, 0);
        check(2, Words.NNGP, 2, 1e-3);
        check(3, Words.NTK, 2, 0);
    }

    private static void check(int k, String kernel, int depth, double ridge) throws Exception {
        int seeds = 60;
        double[] differences = new double[seeds];
        double[] local = new double[seeds];
        for (int i = 0; i < seeds; i++) {
            List<TargetScore> scores =
                    run(k, 5, 120, kernel, depth, i + 1, ridge).scores();
            differences[i] = scores.get(0).squaredError() - scores.get(1).squaredError();
            local[i] = scores.get(0).squaredError();
        }
        Interval difference = Interval.of(differences);
        double z = difference.mean() / (difference.standardDeviation() / Math.sqrt(seeds));
        String what = kernel + " at k = " + k + ", depth " + depth + ": z = " + z + ", mean error "
                + Interval.of(local).mean();
        assertTrue(Math.abs(z) < 4, what);
        assertTrue(Interval.of(local).mean() < 0.7, "nothing was learned, so nothing was tested: " + what);
    }

    /** Without biases the one-hidden-layer NTK has no odd degree of 3 or more; with trained biases it has. */
    @Test
    void theParityZeroShowsAtDepthOneAlone() throws Exception {
        double unbiased = mean(Words.UNBIASED, 1);
        double biased = mean(Words.NTK, 1);
        double deeper = mean(Words.UNBIASED, 3);
        assertTrue(unbiased > 0.9, "the unbiased kernel learned an odd target: " + unbiased);
        assertTrue(biased < 0.8, "the biased kernel did not learn: " + biased);
        assertTrue(deeper < 0.8, "the deeper kernel did not learn: " + deeper);
    }

    private static double mean(String kernel, int depth) throws Exception {
        double sum = 0;
        for (long seed = 1; seed <= 5; seed++) {
            sum += run(3, 5, 300, kernel, depth, seed, 0).scores().getFirst().squaredError();
        }
        return sum / 5;
    }

    @Test
    void aTrialIsAFunctionOfItsCellWhateverTheThreads() throws Exception {
        TargetProblem problem = new TargetProblem(3, 6, 150, 200, 3);
        RegressionCase cell = new RegressionCase(problem, Words.TARGETS, Words.NTK, 2, 0);
        assertEquals(
                new Threaded<>(1, new RegressionTrial()).run(cell), new Threaded<>(2, new RegressionTrial()).run(cell));
    }

    private static RegressionCase task(
            String name, int d, int samples, int testPoints, String kernel, int depth, long seed) {
        return new RegressionCase(new TargetProblem(0, d, samples, testPoints, seed), List.of(name), kernel, depth, 0);
    }

    /** Three signs have eight points: a kernel that has seen them all, each many times, makes no mistake. */
    @Test
    void repeatedInputsAreRegressedOnce() throws Exception {
        TargetScore score = new Threaded<>(1, new RegressionTrial())
                .run(task("parity(k=3,d=3)", 3, 200, 100, Words.NTK, 2, 2))
                .scores()
                .getFirst();
        assertEquals(0, score.error());
        assertTrue(Double.isNaN(score.squaredError()), "no value of this target is homogeneous");
    }

    @Test
    void aTaskIsAFunctionOfItsCaseWhateverTheThreads() throws Exception {
        RegressionCase at = task("hierarchy", Task.named("hierarchy").target().dimension(), 100, 100, Words.NNGP, 2, 1);
        assertEquals(
                new Threaded<>(1, new RegressionTrial()).run(at), new Threaded<>(2, new RegressionTrial()).run(at));
    }
}
