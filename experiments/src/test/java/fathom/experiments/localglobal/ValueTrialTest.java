package fathom.experiments.localglobal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.localglobal.RegressionTrial.RegressionCase;
import fathom.experiments.localglobal.RegressionTrial.TargetScore;
import fathom.experiments.localglobal.ValueTrial.ValueCase;
import fathom.experiments.localglobal.ValueTrial.ValueResult;
import fathom.experiments.localglobal.ValueTrial.ValueScore;
import fathom.experiments.protocol.Threaded;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Local and global values in several places of the input. */
class ValueTrialTest {

    private static final int SEEDS = 30;

    private static ValueResult run(int k, int pairs, long seed) throws Exception {
        return new Threaded<>(1, new ValueTrial())
                .run(new ValueCase(
                        List.of(k),
                        5,
                        100,
                        300,
                        pairs,
                        List.of(Words.NTK, Words.NNGP),
                        List.of(1, 3),
                        List.of(0.0, 1e-3),
                        seed));
    }

    /** Schur's lemma for every kernel, depth and ridge: the paired difference lies within 4.5 standard errors of 0. */
    @Test
    void localAndGlobalValuesAreEquallyHard() throws Exception {
        System.out.println("seeds 1 to " + SEEDS);
        for (int k = 2; k <= 3; k++) {
            List<List<ValueScore>> all = new ArrayList<>();
            for (long seed = 1; seed <= SEEDS; seed++) {
                all.add(run(k, 4, seed).scores());
            }
            for (int cell = 0; cell < 8; cell++) {
                int at = cell;
                Interval difference = Interval.of(all.stream()
                        .mapToDouble(scores ->
                                scores.get(at).local() - scores.get(at).global())
                        .toArray());
                double z = difference.mean() / (difference.standardDeviation() / Math.sqrt(SEEDS));
                assertTrue(Math.abs(z) < 4.5, all.getFirst().get(at) + ": z = " + z);
                assertTrue(difference.standardDeviation() > 0);
            }
        }
    }

    /**
     * The same regression by the other trial: over all places the mean error is the same in expectation, and at one place with few
     * samples both lie between learning nothing and learning all.
     */
    @Test
    void itAgreesWithTheTrialOfTheNetworksSamples() throws Exception {
        double own = 0;
        double other = 0;
        List<Double> differences = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            TargetScore score = new Threaded<>(1, new RegressionTrial())
                    .run(new RegressionCase(new TargetProblem(2, 5, 100, 300, seed), Words.TARGETS, Words.NTK, 3, 0))
                    .scores()
                    .getFirst();
            double one = run(2, 1, seed).scores().stream()
                    .filter(value -> value.kernel().equals(Words.NTK) && value.depth() == 3 && value.ridge() == 0)
                    .findFirst()
                    .orElseThrow()
                    .local();
            own += one / SEEDS;
            other += score.squaredError() / SEEDS;
            differences.add(one - score.squaredError());
        }
        Interval difference = Interval.of(differences);
        double z = difference.mean() / (difference.standardDeviation() / Math.sqrt(SEEDS));
        assertTrue(Math.abs(z) < 4.5, own + " and " + other + ": z = " + z);
        assertTrue(own > 0.05 && own < 0.9, "mean error " + own);
    }

    @Test
    void aTrialIsAFunctionOfItsCellWhateverTheThreads() throws Exception {
        ValueCase cell =
                new ValueCase(List.of(1, 2), 5, 60, 100, 2, List.of(Words.UNBIASED), List.of(2), List.of(0.01), 9);
        assertEquals(new Threaded<>(1, new ValueTrial()).run(cell), new Threaded<>(2, new ValueTrial()).run(cell));
        assertEquals(
                60,
                TargetSamples.of(new TargetProblem(2, 5, 60, 100, 9)).training().rows());
    }
}
