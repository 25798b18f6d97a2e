package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.nn.Watcher.Verdict;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatcherTest {

    private static final long SEED = 77;

    private final FloatMatrix x = Samples.normal(90, 6, SEED, "inputs");
    private final FloatMatrix y = Samples.targets(90, 1, Loss.LOGISTIC, SEED);
    private final FloatMatrix heldOutX = Samples.normal(60, 6, SEED, "held out");
    private final FloatMatrix heldOutY = Samples.targets(60, 1, Loss.LOGISTIC, SEED + 1);
    private final Training settings = Training.of(Loss.LOGISTIC, 0.3, 20, 40).withCheckEvery(0);

    @TempDir
    Path folder;

    WatcherTest() {
        System.out.println("seed " + SEED);
    }

    @Test
    void watchersLookEverySoManyStepsAtParametersThatAreUpToDate() {
        List<Long> steps = new ArrayList<>();
        List<Double> moved = new ArrayList<>();
        Network network = fresh();
        float[] start = network.parameters().clone();
        TrainingRun run = run(network).watch(7, moment -> {
            steps.add(moment.step());
            assertEquals((moment.step() - 1) / 5, moment.epoch());
            moved.add(Metrics.distances(moment.network(), start)[0]);
            return Verdict.GO_ON;
        });
        run.epoch();
        run.epoch();
        run.epoch();
        assertEquals(List.of(7L, 14L), steps);
        assertTrue(0 < moved.get(0) && moved.get(0) != moved.get(1).doubleValue(), moved.toString());
        Network unwatched = fresh();
        TrainingRun other = run(unwatched);
        other.epoch();
        other.epoch();
        other.epoch();
        assertArrayEquals(NetworkTest.bits(unwatched.parameters()), NetworkTest.bits(network.parameters()));
    }

    /** The best evaluation is kept with its step and its parameters; a network that does worse later is put back. */
    @Test
    void theBestParametersAreKept() {
        Network network = fresh();
        BestParameters best = new BestParameters(heldOutX, heldOutY, network, 8);
        TrainingRun run = run(network).watch(5, best);
        while (best.evaluations().size() < 7) {
            run.epoch();
        }
        double most = best.evaluations().stream().max(Double::compare).orElseThrow();
        assertEquals(most, best.accuracy());
        assertEquals(5L * (best.evaluations().indexOf(most) + 1), best.step());
        Arrays.fill(network.parameters(), Float.NaN);
        best.take(network, 99);
        assertEquals(most, best.accuracy());
        best.restore(network);
        assertEquals(most, 1 - Classification.error(network, heldOutX, heldOutY));
    }

    @Test
    void aLimitOfStepsStopsWithinAnEpoch() {
        TrainingRun run = run(fresh()).watch(1, Stopping.afterSteps(13));
        int epochs = 0;
        while (!run.finished()) {
            run.epoch();
            epochs++;
        }
        assertEquals(3, epochs);
        assertEquals(Outcome.STOPPED, run.result().outcome());
        Network byEpochs = fresh();
        Network bySteps = fresh();
        TrainingRun ten = run(byEpochs);
        ten.epoch();
        ten.epoch();
        TrainingRun stopped = run(bySteps).watch(1, Stopping.afterSteps(10));
        while (!stopped.finished()) {
            stopped.epoch();
        }
        assertArrayEquals(NetworkTest.bits(byEpochs.parameters()), NetworkTest.bits(bySteps.parameters()));
    }

    /** Labels of the held-out examples are noise, so their loss rises sooner or later. */
    @Test
    void patienceEndsAtTheFirstRunOfLooksWithoutALowerLoss() {
        List<Double> losses = new ArrayList<>();
        TrainingRun run = run(fresh())
                .watch(5, moment -> {
                    losses.add(Evaluation.of(moment.network(), heldOutX, heldOutY, Loss.LOGISTIC)
                            .loss());
                    return Verdict.GO_ON;
                })
                .watch(5, Stopping.patience(heldOutX, heldOutY, Loss.LOGISTIC, 3));
        while (!run.finished()) {
            run.epoch();
        }
        assertEquals(Outcome.STOPPED, run.outcome());
        int best = losses.indexOf(losses.stream().min(Double::compare).orElseThrow());
        assertEquals(best + 3, losses.size() - 1, losses.toString());
    }

    @Test
    void patienceSurvivesAnInterruption() throws IOException {
        TrainingRun whole = patient(fresh());
        while (!whole.finished()) {
            whole.epoch();
        }
        TrainingRun first = patient(fresh());
        for (int e = 0; e < whole.epochs() - 1; e++) {
            first.epoch();
        }
        Path file = folder.resolve("checkpoint");
        first.save(file);
        Network network = new Network(fresh().architecture(), 20);
        TrainingRun second = patient(network);
        second.resume(file);
        while (!second.finished()) {
            second.epoch();
        }
        assertEquals(whole.result(), second.result());
        assertArrayEquals(NetworkTest.bits(whole.network().parameters()), NetworkTest.bits(network.parameters()));
        IllegalArgumentException unwatched =
                assertThrows(IllegalArgumentException.class, () -> run(fresh()).resume(file));
        assertTrue(unwatched.getMessage().contains("watched every [] steps"), unwatched.getMessage());
    }

    @Test
    void aStopByTheClockIsIncomplete() {
        TrainingRun run = run(fresh()).watch(3, Stopping.wallTime(Duration.ZERO));
        run.epoch();
        assertTrue(run.finished());
        assertEquals(Outcome.INCOMPLETE, run.result().outcome());
        TrainingRun endless = run(fresh()).watch(1, Stopping.wallTime(Duration.ofDays(1)));
        endless.epoch();
        assertEquals(Outcome.EPOCH_LIMIT, endless.outcome());
    }

    @Test
    void rulesOutOfRangeAreRefused() {
        for (Runnable bad : List.<Runnable>of(
                () -> Stopping.afterSteps(0),
                () -> Stopping.patience(heldOutX, heldOutY, Loss.LOGISTIC, 0),
                () -> run(fresh()).watch(0, moment -> Verdict.GO_ON))) {
            assertThrows(IllegalArgumentException.class, bad::run);
        }
    }

    private TrainingRun patient(Network network) {
        return run(network).watch(5, Stopping.patience(heldOutX, heldOutY, Loss.LOGISTIC, 3));
    }

    private TrainingRun run(Network network) {
        return new TrainingRun(network, Batches.of(x, y), settings, RandomStream.of(SEED, "train"));
    }

    private static Network fresh() {
        return Network.initialised(
                Architecture.fullyConnected(6, 2, 30, 1), Initialiser.HE, RandomStream.of(SEED, "weights"), 20);
    }
}
