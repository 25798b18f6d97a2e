package fathom.experiments.localglobal.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.localglobal.problem.Problem;
import fathom.experiments.localglobal.problem.Words;
import fathom.runs.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kernel regression of the targets, and Schur's lemma. */
class KernelTrialTest {

    private static KernelResult run(int k, int d, int n, String kernel, int depth, long seed, double ridge)
            throws Exception {
        Problem problem = new Problem(k, d, n, 400, seed);
        return new KernelTrial(1).run(new KernelCell(problem, Words.TARGETS, kernel, depth, ridge));
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
            List<KernelResult.Score> scores =
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
        Problem problem = new Problem(3, 6, 150, 200, 3);
        KernelCell cell = new KernelCell(problem, Words.TARGETS, Words.NTK, 2, 0);
        assertEquals(new KernelTrial(1).run(cell), new KernelTrial(2).run(cell));
    }
}
