package fathom.experiments.localglobal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.data.Task;
import fathom.experiments.localglobal.DepthTrial.DepthCase;
import fathom.experiments.localglobal.DepthTrial.DepthResult;
import fathom.experiments.localglobal.RegressionTrial.RegressionCase;
import fathom.experiments.protocol.Threaded;
import fathom.runs.statistics.Interval;
import fathom.simd.matrix.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepthTrialTest {

    private static DepthResult run(int depth, double... rates) throws Exception {
        return new Threaded<>(1, new DepthTrial()).run(linear(depth, rates));
    }

    private static DepthCase linear(int depth, double... rates) {
        List<Double> grid = Arrays.stream(rates).boxed().toList();
        return new DepthCase(
                new TargetProblem(1, 5, 400, 1000, 1),
                Words.LOCAL,
                depth,
                new Search(20, grid, 30, 20, "glorot", "logistic", 0.2, 1),
                List.of(0.5));
    }

    private static DepthCase task(String name, int samples, int depth) {
        return new DepthCase(
                new TargetProblem(0, Task.named(name).target().dimension(), samples, 200, 1),
                name,
                depth,
                new Search(20, List.of(0.1, 0.3), 20, 20, "glorot", "logistic", 0.2, 1),
                List.of());
    }

    @Test
    void aLinearLabelIsLearned() throws Exception {
        DepthResult result = run(1, 0.3);
        assertTrue(result.error() < 0.1, result.toString());
        assertTrue(run(0, 0.3).error() < 0.1);
    }

    @Test
    void theRateWithTheLeastValidationErrorIsChosen() throws Exception {
        DepthResult result = run(1, 1e-6, 0.3, 1e6);
        assertEquals(0.3, result.rate());
        assertEquals(3, result.validationErrors().size());
        assertEquals(1, result.validationErrors().get(2), "divergence is the worst of validation errors");
    }

    @Test
    void aNetworkThatDivergesCountsAsTheConstantAnswer() throws Exception {
        DepthResult result = run(2, 1e6);
        assertEquals("diverged", result.outcome());
        assertEquals(0.5, result.error());
    }

    @Test
    void aTrialIsAFunctionOfItsCaseWhateverTheThreads() throws Exception {
        assertEquals(
                new Threaded<>(1, new DepthTrial()).run(linear(2, 0.1, 0.3)),
                new Threaded<>(2, new DepthTrial()).run(linear(2, 0.1, 0.3)));
        DepthCase staircase = task("staircase(k=3,d=6)", 200, 2);
        assertEquals(
                new Threaded<>(1, new DepthTrial()).run(staircase), new Threaded<>(2, new DepthTrial()).run(staircase));
    }

    /** local(k=3,d=25) is local of order 3 over 25 entries, with its samples; parities have other inputs. */
    @Test
    void bothSpellingsAreOneTarget() {
        assertEquals(new NamedTarget(Words.LOCAL, 3, 25), NamedTarget.of("local(k=3,d=25)"));
        assertEquals(new NamedTarget(Words.GLOBAL, 2, 9), NamedTarget.of("global(d=9,k=2)"));
        assertEquals(0, NamedTarget.of("parity(k=3,d=25)").k());
    }

    private static TargetSamples samples(String task, int training, int test, long seed) {
        NamedTarget target = NamedTarget.of(task);
        return TargetSamples.of(task, new TargetProblem(target.k(), target.d(), training, test, seed));
    }

    /** A cap of cosine 1 - b^2 log 2 on the sphere in three dimensions holds the share b^2 log 2 / 2 of it (Archimedes). */
    @Test
    void theConstantAnswerErrsOnTheRarerClass() {
        System.out.println("seed 3");
        int n = 20_000;
        double share = 0.5 * 0.5 * 0.6931471805599453 / 2;
        FloatMatrix test = samples("bump(b=0.5,d=3)", 1, n, 3).test();
        double measured =
                DepthTrial.rarer(Task.named("bump(b=0.5,d=3)").target().labels(test));
        double z = (measured - share) / Math.sqrt(share * (1 - share) / n);
        assertTrue(Math.abs(z) < 4, "z = " + z);
    }

    @Test
    void pointsOfTheSphereLieAtTheRadiusOfTheOthers() {
        FloatMatrix points = samples("harmonic(k=2,d=7)", 3, 1, 1).training();
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

    /** Means over seeds 1 to 3 have the bits that they had when other targets had a path of their own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "staircase(k=3,d=10);2;3.333333333333333E-4;0.007333333333333333",
                "bump(b=1,d=5);1;0.02366666666666667;0.04566666666666667"
            })
    void otherTargetsKeepTheirNumbers(String name, int depth, double network, double kernel) throws Exception {
        Search search = new Search(20, List.of(0.3, 0.8), 10, 50, "glorot", "logistic", 0.2, 1);
        int d = Task.named(name).target().dimension();
        double[] trained = new double[3];
        double[] regressed = new double[3];
        for (int i = 0; i < 3; i++) {
            TargetProblem problem = new TargetProblem(0, d, 300, 1000, i + 1);
            trained[i] = new Threaded<>(2, new DepthTrial())
                    .run(new DepthCase(problem, name, depth, search, List.of()))
                    .error();
            regressed[i] = new Threaded<>(2, new RegressionTrial())
                    .run(new RegressionCase(problem, List.of(name), Words.NTK, depth, 0))
                    .scores()
                    .getFirst()
                    .error();
        }
        assertEquals(network, Interval.of(trained).mean());
        assertEquals(kernel, Interval.of(regressed).mean());
    }
}
