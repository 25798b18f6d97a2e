package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerwiseTrainingTest {

    private static final long SEED = 21;

    private final FloatMatrix x = Samples.normal(120, 5, SEED, "inputs");
    private final RandomStream stream = RandomStream.of(SEED, "train");
    private final Training settings = Training.of(Loss.LOGISTIC, 0.2, 20, 30).withCheckEvery(0);

    @TempDir
    private Path folder;

    LayerwiseTrainingTest() {
        System.out.println("seed " + SEED);
    }

    @ParameterizedTest
    @EnumSource(Parameterisation.class)
    void eachLayerIsTrainedOnWhatTheOnesBeforeItGive(Parameterisation factors) {
        FloatMatrix y = Samples.targets(120, 1, Loss.LOGISTIC, SEED);
        Architecture architecture = Architecture.fullyConnected(5, 2, 16, 1).with(factors);
        // Under MAXIMAL_UPDATE the weights of a first layer act times 4, the root of the width, its biases too; a
        // hidden
        // layer's and a single one's as they are stored.
        float weight = factors == Parameterisation.MAXIMAL_UPDATE ? 0.25f : 1;
        Network network = Network.initialised(architecture, Initialiser.HE, stream.child("weights"), 20);
        float[] fresh = network.parameters().clone();
        List<TrainingResult> results = LayerwiseTraining.train(network, x, y, settings, Initialiser.HE, stream);
        assertEquals(2, results.size());

        // By hand: the first hidden layer with a readout, then the second on its outputs.
        Network first = Network.initialised(
                Architecture.fullyConnected(5, 1, 16, 1).with(factors),
                Initialiser.HE,
                stream.child(0).child("readout"),
                20);
        int own = 5 * 16 + 16;
        System.arraycopy(fresh, 0, first.parameters(), 0, own);
        Trainer.train(first, x, y, settings, stream.child(0));
        Network front = new Network(new Architecture(5, List.of(new Dense(16), Activated.relu())).with(factors), 1);
        System.arraycopy(first.parameters(), 0, front.parameters(), 0, own);
        scale(front.parameters(), own, 1 / weight);
        Network second = new Network(Architecture.fullyConnected(16, 1, 16, 1).with(factors), 20);
        System.arraycopy(fresh, own, second.parameters(), 0, second.parameters().length);
        scale(second.parameters(), 16 * 16, weight);
        Trainer.train(second, front.forward(x), y, settings, stream.child(1));
        scale(second.parameters(), 16 * 16, 1 / weight);
        float[] expected = new float[fresh.length];
        System.arraycopy(first.parameters(), 0, expected, 0, own);
        System.arraycopy(second.parameters(), 0, expected, own, fresh.length - own);
        assertArrayEquals(NetworkTest.bits(expected), NetworkTest.bits(network.parameters()));
        assertEquals(
                Evaluation.of(network, x, y, Loss.LOGISTIC).loss(),
                results.get(1).trainingLoss(),
                1e-6);
    }

    private static void scale(float[] values, int count, float factor) {
        for (int i = 0; i < count; i++) {
            values[i] *= factor;
        }
    }

    @Test
    void imagesWithNormalisationAreTrainedToo() {
        Shape image = new Shape(2, 6, 6);
        FloatMatrix images = Samples.normal(120, image.size(), SEED, "images");
        int[] classes = new int[120];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = i % 3;
            for (int j = 0; j < 12; j++) {
                images.set(i, 24 * classes[i] + j, images.get(i, 24 * classes[i] + j) + 2);
            }
        }
        Architecture architecture = new Architecture(
                image,
                List.of(
                        Convolution.same(6, 3),
                        new BatchNorm(),
                        Activated.relu(),
                        MaxPool.of(2),
                        new Residual(List.of(Convolution.same(6, 3), Activated.relu())),
                        new Flatten(),
                        new Dense(3)));
        Network network = Network.initialised(architecture, Initialiser.HE, stream.child("weights"), 20);
        FloatMatrix y = Classification.targets(classes, 3);
        List<TrainingResult> results = LayerwiseTraining.train(
                network, images, y, Training.of(Loss.SOFTMAX_CROSS_ENTROPY, 0.05, 20, 30), Initialiser.HE, stream);
        assertEquals(2, results.size());
        assertEquals(Classification.error(network, images, y), results.get(1).trainingError());
        assertTrue(results.get(1).trainingError() < 0.05, results.toString());
    }

    /** Left in the first layer, where a layer is done, in the last one, and after the end. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 7, 13, 14, 15})
    void aResumedTrainingEndsWithTheBitsOfAnUninterruptedOne(int epochs) throws IOException {
        LayerwiseTraining whole = interruptible(1);
        while (!whole.finished()) {
            whole.epoch();
        }
        LayerwiseTraining first = interruptible(1);
        for (int i = 0; i < epochs; i++) {
            first.epoch();
        }
        Path file = folder.resolve("checkpoint");
        first.save(file);
        // What was there before is of no matter.
        LayerwiseTraining second = interruptible(1);
        second.epoch();
        second.resume(file);
        // No epoch of this training is left out: checkEvery is 0, so all layers have five.
        for (int i = epochs; i < 15; i++) {
            assertEquals(i / 15.0, second.share(), 1e-15);
            second.epoch();
        }
        assertEquals(1, second.share());
        assertTrue(second.finished());
        assertEquals(whole.results(), second.results());
        assertArrayEquals(
                NetworkTest.bits(whole.network().parameters()),
                NetworkTest.bits(second.network().parameters()));
        assertArrayEquals(
                NetworkTest.bits(whole.network().state()),
                NetworkTest.bits(second.network().state()));
        assertThrows(IllegalStateException.class, second::epoch);
    }

    /** Three hidden layers of five epochs, with running averages and factors. */
    private LayerwiseTraining interruptible(int child) {
        Architecture architecture = new Architecture(
                        5,
                        List.of(
                                new Dense(12),
                                new BatchNorm(),
                                Activated.relu(),
                                new Dense(9),
                                new BatchNorm(),
                                Activated.relu(),
                                new Dense(7),
                                Activated.relu(),
                                new Dense(1)))
                .with(Parameterisation.NTK);
        Network network = Network.initialised(architecture, Initialiser.HE, stream.child("weights"), 20);
        Training five = settings.withMaxEpochs(5).with(Optimiser.Adam.standard());
        return new LayerwiseTraining(
                network, x, Samples.targets(120, 1, Loss.LOGISTIC, SEED), five, Initialiser.HE, stream.child(child));
    }

    @Test
    void noEpochsLeaveTheWeightsAsTheyAre() {
        Network network = Network.initialised(
                Architecture.fullyConnected(5, 3, 4, 1), Initialiser.HE, stream.child("weights"), 20);
        int[] before = NetworkTest.bits(network.parameters());
        List<TrainingResult> results = LayerwiseTraining.train(
                network,
                x,
                Samples.targets(120, 1, Loss.LOGISTIC, SEED),
                settings.withMaxEpochs(0),
                Initialiser.HE,
                stream);
        assertEquals(
                List.of(0, 0, 0), results.stream().map(TrainingResult::epochs).toList());
        assertArrayEquals(before, NetworkTest.bits(network.parameters()));
    }

    @Test
    void checkpointsOfOtherTrainingsAreRefusedAndChangeNothing() throws IOException {
        Path file = folder.resolve("checkpoint");
        LayerwiseTraining training = interruptible(1);
        training.epoch();
        float[] before = training.network().parameters().clone();
        LayerwiseTraining other = interruptible(2);
        other.epoch();
        other.save(file);
        refused("belongs to another random stream", training, file);
        TrainingRun joint = new TrainingRun(
                training.network(), Batches.of(x, Samples.targets(120, 1, Loss.LOGISTIC, SEED)), settings, stream);
        joint.save(file);
        refused("belongs to another settings", training, file);
        interruptible(1).save(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
        refused("is truncated or damaged", training, file);
        assertArrayEquals(
                NetworkTest.bits(before), NetworkTest.bits(training.network().parameters()));
        assertEquals(List.of(), training.results());
    }

    private static void refused(String part, Resumable training, Path file) {
        String message = assertThrows(IllegalArgumentException.class, () -> training.resume(file))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void networksWithoutAHiddenLayerAreRefused() {
        FloatMatrix y = Samples.targets(120, 1, Loss.LOGISTIC, SEED);
        Network network = new Network(Architecture.fullyConnected(5, 0, 1, 1), 20);
        assertThrows(
                IllegalArgumentException.class,
                () -> LayerwiseTraining.train(network, x, y, settings, Initialiser.HE, stream));
    }
}
