package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {

    private static final long SEED = 20261122;

    private final FloatMatrix x = Samples.normal(203, 6, SEED, "inputs");
    private final FloatMatrix y = product(x);

    TrainerTest() {
        System.out.println("seed " + SEED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Loss.class,
            names = {"LOGISTIC", "HINGE"})
    void separableLabelsAreInterpolatedWithoutHiddenLayers(Loss loss) {
        FloatMatrix labels = Samples.targets(203, 1, loss, SEED);
        for (int i = 0; i < labels.rows(); i++) {
            float side = x.get(i, 0) - 2 * x.get(i, 3);
            labels.set(i, 0, side >= 0 ? 1 : -1);
            x.set(i, 0, x.get(i, 0) + (side >= 0 ? 0.5f : -0.5f));
        }
        Network network = fresh(0, 1, 16);
        TrainingResult result =
                Trainer.train(network, x, labels, Training.of(loss, 0.3, 16, 500), RandomStream.of(SEED, "train"));
        assertEquals(Outcome.INTERPOLATED, result.outcome());
        assertEquals(0, result.trainingError());
        assertEquals(0, Classification.error(network, x, labels));
    }

    @ParameterizedTest
    @EnumSource(Initialiser.class)
    void aHiddenLayerInterpolatesAProductOfTwoSigns(Initialiser initialiser) {
        Network network = Network.initialised(
                Architecture.fullyConnected(6, 2, 40, 1), initialiser, RandomStream.of(SEED, "weights"), 20);
        TrainingResult result =
                Trainer.train(network, x, y, Training.of(Loss.LOGISTIC, 0.2, 20, 2000), RandomStream.of(SEED, "train"));
        assertEquals(Outcome.INTERPOLATED, result.outcome(), () -> result.toString());
        assertEquals(0, Classification.error(network, x, y));
        assertEquals(Evaluation.of(network, x, y, Loss.LOGISTIC).loss(), result.trainingLoss());
    }

    @Test
    void squaredLossFallsTowardsAnAffineTarget() {
        FloatMatrix values = FloatMatrix.zeros(203, 1);
        for (int i = 0; i < 203; i++) {
            values.set(i, 0, 1 + 2 * x.get(i, 1) - x.get(i, 5));
        }
        TrainingResult result = Trainer.train(
                fresh(0, 1, 10), x, values, Training.of(Loss.SQUARED, 0.05, 10, 200), RandomStream.of(SEED, "train"));
        assertEquals(Outcome.EPOCH_LIMIT, result.outcome());
        assertEquals(200, result.epochs());
        assertTrue(result.trainingLoss() < 1e-9, () -> result.toString());
    }

    @Test
    void oneEpochIsTheFormulaWithASmallerLastBatch() {
        Network trained = fresh(2, 11, 50);
        Network byHand = fresh(2, 11, 50);
        RandomStream stream = RandomStream.of(SEED, "train");
        Trainer.train(trained, x, y, Training.of(Loss.LOGISTIC, 0.3, 50, 1), stream);
        int[] order = stream.child(0).permutation(203);
        for (int from = 0; from < 203; from += 50) {
            int rows = Math.min(50, 203 - from);
            FloatMatrix batchX = FloatMatrix.zeros(rows, 6);
            FloatMatrix batchY = FloatMatrix.zeros(rows, 1);
            Batches.of(x, y).gather(order, from, batchX, batchY);
            float[] gradient = byHand.gradient(batchX, batchY, Loss.LOGISTIC).values();
            for (int p = 0; p < gradient.length; p++) {
                byHand.parameters()[p] = Math.fma(-0.3f, gradient[p], byHand.parameters()[p]);
            }
        }
        assertArrayEquals(NetworkTest.bits(byHand.parameters()), NetworkTest.bits(trained.parameters()));
    }

    /** A clip that never shortens makes training take the way without panels. */
    @ParameterizedTest
    @CsvSource({"STANDARD, 0", "STANDARD, 0.1", "NTK, 0", "MAXIMAL_UPDATE, 0.05"})
    void stepsInPanelsHaveTheBitsOfStepsWithout(Parameterisation parameterisation, double decay) {
        Architecture architecture =
                Architecture.fullyConnected(6, 3, 53, 9).with(parameterisation).then(new Scaled(0.5));
        FloatMatrix labels = Samples.targets(203, 9, Loss.LOGISTIC, SEED);
        int[][] bits = new int[2][];
        for (int way = 0; way < 2; way++) {
            Network network =
                    Network.initialised(architecture, Initialiser.GLOROT, RandomStream.of(SEED, "weights"), 40);
            Training settings = Training.of(Loss.LOGISTIC, 0.1, 40, 3).with(new Optimiser.Sgd(decay));
            Trainer.train(
                    network,
                    x,
                    labels,
                    way == 0 ? settings : settings.withClip(Float.MAX_VALUE),
                    RandomStream.of(SEED, "train"));
            bits[way] = NetworkTest.bits(network.parameters());
        }
        assertArrayEquals(bits[1], bits[0]);
    }

    @Test
    void sameSeedSameBitsWhateverTheThreads() throws Exception {
        int[] one = Parallelism.call(1, () -> trainedBits(SEED));
        assertArrayEquals(one, trainedBits(SEED));
        assertArrayEquals(one, Parallelism.call(3, () -> trainedBits(SEED)));
        assertNotEquals(one[0], trainedBits(SEED + 1)[0]);
    }

    @Test
    void anExplodingRunIsAResultNotAnException() {
        Network network = fresh(4, 30, 20);
        TrainingResult result =
                Trainer.train(network, x, y, Training.of(Loss.SQUARED, 50, 20, 100), RandomStream.of(SEED, "train"));
        assertEquals(Outcome.DIVERGED, result.outcome());
        assertTrue(result.epochs() < 100);
        // What is reported is the network as the explosion left it: nothing but NaN, and each of them a mistake.
        for (float output : network.forward(x).array()) {
            assertTrue(Float.isNaN(output), "output " + output);
        }
        assertEquals(1, result.trainingError());
        double before = Evaluation.of(fresh(4, 30, 20), x, y, Loss.SQUARED).loss();
        assertFalse(result.trainingLoss() <= 1000 * (1 + before), "loss " + result.trainingLoss());
    }

    @Test
    void noEpochLeavesTheNetworkAlone() {
        Network network = fresh(1, 5, 20);
        int[] before = NetworkTest.bits(network.parameters());
        TrainingResult result =
                Trainer.train(network, x, y, Training.of(Loss.HINGE, 1, 20, 0), RandomStream.of(SEED, "train"));
        assertEquals(Outcome.EPOCH_LIMIT, result.outcome());
        assertEquals(0, result.epochs());
        assertArrayEquals(before, NetworkTest.bits(network.parameters()));
    }

    @Test
    void rarerChecksOnlyDelayTheStop() {
        Training often = Training.of(Loss.LOGISTIC, 0.3, 203, 5000);
        int first = Trainer.train(fresh(1, 40, 203), x, y, often, RandomStream.of(SEED, "train"))
                .epochs();
        int rare = Trainer.train(fresh(1, 40, 203), x, y, often.withCheckEvery(7), RandomStream.of(SEED, "train"))
                .epochs();
        assertEquals(0, rare % 7);
        assertTrue(rare >= first, rare + " before " + first);
    }

    private int[] trainedBits(long seed) {
        Network network = fresh(2, 100, 64);
        Trainer.train(network, x, y, Training.of(Loss.LOGISTIC, 0.1, 64, 5), RandomStream.of(seed, "train"));
        return NetworkTest.bits(network.parameters());
    }

    private static Network fresh(int depth, int width, int batch) {
        return Network.initialised(
                Architecture.fullyConnected(6, depth, width, 1),
                Initialiser.GLOROT,
                RandomStream.of(SEED, "weights"),
                batch);
    }

    /** The sign of x_1 x_2. */
    private static FloatMatrix product(FloatMatrix x) {
        FloatMatrix y = FloatMatrix.zeros(x.rows(), 1);
        for (int i = 0; i < x.rows(); i++) {
            y.set(i, 0, x.get(i, 0) * x.get(i, 1) >= 0 ? 1 : -1);
        }
        return y;
    }
}
