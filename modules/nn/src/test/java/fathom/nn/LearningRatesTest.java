package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.nn.LearningRates.Trial;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A least-squares problem whose best rate is known: below 2 / lambda_max gradient descent converges, the faster the nearer to it, above it diverges. */
class LearningRatesTest {

    private static final long SEED = 53;

    private final FloatMatrix x = Samples.normal(120, 4, SEED, "inputs");
    private final FloatMatrix y = FloatMatrix.zeros(120, 1);
    private final Supplier<Network> network = () -> new Network(Architecture.fullyConnected(4, 0, 1, 1), 120);
    private final Training settings = Training.of(Loss.SQUARED, 1, 120, 16);
    private final RandomStream stream = RandomStream.of(SEED, "search");

    LearningRatesTest() {
        System.out.println("seed " + SEED);
        for (int i = 0; i < 120; i++) {
            y.set(i, 0, 2 * x.get(i, 0) - x.get(i, 2));
        }
    }

    @Test
    void crossValidationPutsTheFastestRateFirstAndTheDivergentOneLast() {
        List<Trial> trials =
                LearningRates.crossValidation(network, x, y, settings, new double[] {0.01, 30, 0.7, 0.1}, 5, stream);
        assertEquals(List.of(0.7, 0.1, 0.01, 30.0), rates(trials));
        assertTrue(trials.getFirst().loss() < 1e-4, trials.toString());
        assertEquals(80, trials.getFirst().epochs());
        assertEquals(1, trials.getLast().error());
        assertEquals(Double.POSITIVE_INFINITY, trials.getLast().loss());
    }

    /** The fold's score, by hand: train on the other rows of the permutation, evaluate on these. */
    @Test
    void aScoreIsTheMeanOverTheFolds() {
        int[] order = stream.child("folds").permutation(120);
        double expected = 0;
        for (int fold = 0; fold < 3; fold++) {
            FloatMatrix trainX = FloatMatrix.zeros(80, 4);
            FloatMatrix trainY = FloatMatrix.zeros(80, 1);
            FloatMatrix testX = FloatMatrix.zeros(40, 4);
            FloatMatrix testY = FloatMatrix.zeros(40, 1);
            int in = 0;
            int out = 0;
            for (int i = 0; i < 120; i++) {
                boolean inside = i / 40 == fold;
                Batches.of(x, y)
                        .gather(
                                order,
                                i,
                                inside ? testX.row(in++) : trainX.row(out++),
                                inside ? testY.row(in - 1) : trainY.row(out - 1));
            }
            Network fresh = network.get();
            Trainer.train(fresh, trainX, trainY, settings.withLearningRate(0.1), stream.child(fold));
            expected += Evaluation.of(fresh, testX, testY, Loss.SQUARED).loss() / 3;
        }
        Trial trial = LearningRates.crossValidation(network, x, y, settings, new double[] {0.1}, 3, stream)
                .getFirst();
        assertEquals(expected, trial.loss(), 1e-12 * expected);
    }

    @Test
    void halvingGivesTheBetterHalfAsManyEpochsAgain() {
        List<Trial> trials =
                LearningRates.halving(network, x, y, settings, new double[] {0.01, 30, 0.7, 0.1, 0.3}, 4, stream);
        assertEquals(List.of(0.7, 0.3, 0.1, 0.01, 30.0), rates(trials));
        // 5 rates to epoch 2, 3 of them to 4, 2 to 8, 1 to 16.
        assertEquals(
                List.of(16, 8, 4, 2),
                trials.subList(0, 4).stream().map(Trial::epochs).toList());
        Trial alone = LearningRates.halving(network, x, y, settings, new double[] {0.7}, 4, stream)
                .getFirst();
        assertEquals(alone, trials.getFirst());
    }

    @Test
    void impossibleSearchesAreRefused() {
        for (Runnable bad : List.<Runnable>of(
                () -> LearningRates.halving(network, x, y, settings, new double[0], 4, stream),
                () -> LearningRates.halving(network, x, y, settings, new double[] {0.1, -1}, 4, stream),
                () -> LearningRates.crossValidation(network, x, y, settings, new double[] {1}, 1, stream))) {
            assertThrows(IllegalArgumentException.class, bad::run);
        }
    }

    private static List<Double> rates(List<Trial> trials) {
        return trials.stream().map(Trial::rate).toList();
    }
}
