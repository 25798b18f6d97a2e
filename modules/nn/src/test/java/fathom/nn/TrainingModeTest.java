package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers that act otherwise in training: batch normalisation and dropout. */
class TrainingModeTest {

    private static final long SEED = 11;

    private final RandomStream stream = RandomStream.of(SEED, "train");

    @TempDir
    Path folder;

    TrainingModeTest() {
        System.out.println("seed " + SEED);
    }

    @Test
    void runningAveragesTakeOverTheBatchAndEvaluationReadsThem() {
        Shape image = new Shape(2, 3, 4);
        Architecture architecture =
                new Architecture(image, List.of(new BatchNorm(1e-3, 1), new Flatten(), new Dense(1)));
        Network network = Network.initialised(architecture, Initialiser.LECUN, stream, 50);
        FloatMatrix x = Samples.normal(50, image.size(), SEED, "inputs");
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = x.array()[i] * (1 + 2 * (i % 2)) + 5 - i % 2;
        }
        FloatMatrix y = Samples.targets(50, 1, Loss.SQUARED, SEED);
        assertArrayEquals(new float[] {0, 0, 1, 1}, network.state());
        Trainer.train(network, x, y, Training.of(Loss.SQUARED, 1e-6, 50, 1), stream);
        for (int c = 0; c < 2; c++) {
            double mean = 0;
            double squares = 0;
            for (int i = c; i < x.array().length; i += 2) {
                mean += x.array()[i] / 600.0;
            }
            for (int i = c; i < x.array().length; i += 2) {
                squares += (x.array()[i] - mean) * (x.array()[i] - mean);
            }
            assertEquals(mean, network.state()[c], 1e-5);
            assertEquals(squares / 599, network.state()[2 + c], 1e-4);
        }
        Network alone = new Network(new Architecture(image, List.of(new BatchNorm(1e-3, 1))), 1);
        System.arraycopy(network.state(), 0, alone.state(), 0, 4);
        Arrays.fill(alone.parameters(), 0, 2, 1);
        FloatMatrix out = alone.forward(x);
        for (int j = 0; j < 10; j++) {
            double normal = (x.get(7, j) - alone.state()[j % 2]) / Math.sqrt(alone.state()[2 + j % 2] + 1e-3);
            assertEquals(normal, out.get(7, j), 1e-5);
        }
    }

    @Test
    void aGradientMovesNoRunningAverage() {
        Network network = Network.initialised(fresh(), Initialiser.HE, stream, 20);
        float[] before = network.state().clone();
        network.gradient(
                Samples.normal(20, 6, SEED, "inputs"), Samples.targets(20, 1, Loss.LOGISTIC, SEED), Loss.LOGISTIC);
        assertArrayEquals(before, network.state());
    }

    @Test
    void dropoutLeavesTheStatedShareAndIsOffInEvaluation() {
        int width = 200;
        double rate = 0.3;
        Architecture architecture = new Architecture(width, List.of(new Dropout(rate), new Dense(1)));
        Network network = Network.initialised(architecture, Initialiser.LECUN, stream, 100);
        FloatMatrix ones = FloatMatrix.zeros(100, width);
        Arrays.fill(ones.array(), 1);
        FloatMatrix y = FloatMatrix.zeros(100, 1);
        int dropped = 0;
        int n = 0;
        float[] first = null;
        for (int step = 0; step < 20; step++) {
            network.noise(stream, step);
            // With one row dW_j = mask_j (f - y), and db = f - y.
            float[] gradient =
                    network.gradient(ones.row(0), y.row(0), Loss.SQUARED).copy();
            for (int j = 0; j < width; j++) {
                float mask = gradient[j] / gradient[width];
                assertTrue(mask == 0 || Math.abs(mask - 1 / (1 - rate)) < 1e-5, "mask " + mask);
                dropped += mask == 0 ? 1 : 0;
                n++;
            }
            first = first == null ? gradient : first;
        }
        double deviation = Math.sqrt(n * rate * (1 - rate));
        assertTrue(Math.abs(dropped - n * rate) < 4 * deviation, dropped + " of " + n);
        network.noise(stream, 0);
        assertArrayEquals(
                first, network.gradient(ones.row(0), y.row(0), Loss.SQUARED).values());
        network.noise(stream, 1);
        assertFalse(Arrays.equals(
                first, network.gradient(ones.row(0), y.row(0), Loss.SQUARED).values()));
        Network plain = new Network(new Architecture(width, List.of(new Dense(1))), 1);
        System.arraycopy(network.parameters(), 0, plain.parameters(), 0, width + 1);
        assertArrayEquals(plain.forward(ones).array(), network.forward(ones).array());
    }

    @Test
    void aResumedRunEndsWithTheBitsOfAnUninterruptedOne() throws IOException {
        FloatMatrix x = Samples.normal(90, 6, SEED, "inputs");
        FloatMatrix y = Samples.targets(90, 1, Loss.LOGISTIC, SEED);
        Training settings = Training.of(Loss.LOGISTIC, 0.05, 20, 12).withCheckEvery(0);
        Network whole = Network.initialised(fresh(), Initialiser.HE, stream, 20);
        TrainingRun uninterrupted = new TrainingRun(whole, Batches.of(x, y), settings, stream);
        while (!uninterrupted.finished()) {
            uninterrupted.epoch();
        }
        Path file = folder.resolve("checkpoint");
        TrainingRun first = new TrainingRun(
                Network.initialised(fresh(), Initialiser.HE, stream, 20), Batches.of(x, y), settings, stream);
        for (int e = 0; e < 5; e++) {
            first.epoch();
        }
        first.save(file);
        Network other = new Network(fresh(), 20);
        TrainingRun second = new TrainingRun(other, Batches.of(x, y), settings, stream);
        second.resume(file);
        while (!second.finished()) {
            second.epoch();
        }
        assertArrayEquals(NetworkTest.bits(whole.parameters()), NetworkTest.bits(other.parameters()));
        assertArrayEquals(NetworkTest.bits(whole.state()), NetworkTest.bits(other.state()));
        assertEquals(uninterrupted.result(), second.result());
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Dropout(1));
        assertThrows(IllegalArgumentException.class, () -> new Dropout(-0.1));
        assertThrows(IllegalArgumentException.class, () -> new BatchNorm(0, 0.1));
        assertEquals(
                "the momentum of a batch normalisation must be greater than 0 and at most 1, not 1.5",
                assertThrows(IllegalArgumentException.class, () -> new BatchNorm(1e-5, 1.5))
                        .getMessage());
    }

    private static Architecture fresh() {
        return new Architecture(
                6,
                List.of(
                        new Dense(12),
                        new BatchNorm(),
                        Activated.relu(),
                        new Dropout(0.2),
                        new Dense(12),
                        new BatchNorm(1e-3, 0.3),
                        Activated.relu(),
                        new Dense(1)));
    }
}
