package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Running averages of batches that are not full. The normalisation comes first, so that it sees the data themselves. */
class BatchNormTrainingTest {

    private static final long SEED = 41;
    private static final double MOMENTUM = 0.1;
    private static final String REFUSAL = "layer 0, a batch normalisation, cannot be trained on a batch of 1 row: the"
            + " variance of a single value is 0; make batches of at least 2 rows, or use a layer normalisation";

    private final RandomStream stream = RandomStream.of(SEED, "train");

    BatchNormTrainingTest() {
        System.out.println("seed " + SEED);
    }

    /** The recurrence of {@link BatchNorm}, batch by batch, in double; the network rounds to float at each of the steps. */
    @ParameterizedTest
    @CsvSource({"33, 16, 1", "33, 16, 40", "34, 16, 40", "40, 16, 40", "32, 16, 40", "5, 16, 40", "45, 2, 3"})
    void everyBatchCountsForItsRows(int n, int batch, int epochs) {
        Network network = Network.initialised(flat(), Initialiser.LECUN, stream, Math.min(n, batch));
        FloatMatrix x = data(n, 2);
        Trainer.train(network, x, Samples.targets(n, 1, Loss.SQUARED, SEED), settings(batch, epochs), stream);
        double[] expected = {0, 0, 1, 1};
        for (int e = 0; e < epochs; e++) {
            int[] order = new int[n];
            Arrays.setAll(order, i -> i);
            stream.child(e).permute(order);
            for (int from = 0; from < n; from += batch) {
                int rows = Math.min(batch, n - from);
                if (rows == 1) {
                    continue;
                }
                double a = MOMENTUM * rows / Math.min(n, batch);
                for (int c = 0; c < 2; c++) {
                    double mean = 0;
                    double squares = 0;
                    for (int i = from; i < from + rows; i++) {
                        mean += x.get(order[i], c) / (double) rows;
                    }
                    for (int i = from; i < from + rows; i++) {
                        squares += (x.get(order[i], c) - mean) * (x.get(order[i], c) - mean);
                    }
                    expected[c] = (1 - a) * expected[c] + a * mean;
                    expected[2 + c] = (1 - a) * expected[2 + c] + a * squares / (rows - 1);
                }
            }
        }
        for (int i = 0; i < 4; i++) {
            // Roundings of float, each then shrunk by 1 - a: fewer than 1 / a = 10 of them add up.
            assertEquals(expected[i], network.state()[i], 10 * Math.ulp((float) expected[i]), "state " + i);
        }
    }

    /** 33 rows in batches of 16 gave 61 to 65 % of it while the last row was a batch. */
    @Test
    void theRunningVarianceIsThatOfTheData() {
        int n = 33;
        Network network = Network.initialised(flat(), Initialiser.LECUN, stream, 16);
        FloatMatrix x = data(n, 2);
        Trainer.train(network, x, Samples.targets(n, 1, Loss.SQUARED, SEED), settings(16, 200), stream);
        for (int c = 0; c < 2; c++) {
            double mean = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                mean += x.get(i, c) / (double) n;
            }
            for (int i = 0; i < n; i++) {
                squares += (x.get(i, c) - mean) * (x.get(i, c) - mean);
            }
            // An unbiased variance of 16 normal numbers has the relative deviation sqrt(2 / 15) = 0.37, their average
            // with weights
            // 0.1 * 0.9^k that of 0.37 sqrt(0.1 / 1.9) = 0.084 (less, as they are drawn from 33 without return).
            assertEquals(1, network.state()[2 + c] / (squares / (n - 1)), 3 * 0.084, "channel " + c);
        }
    }

    @Test
    void aBatchOfOneIsRefusedAndChangesNothing() {
        Network network = Network.initialised(flat(), Initialiser.LECUN, stream, 16);
        float[] before = network.state().clone();
        FloatMatrix x = data(5, 2);
        FloatMatrix y = Samples.targets(5, 1, Loss.SQUARED, SEED);
        refused(() -> network.gradient(x.row(0), y.row(0), Loss.SQUARED));
        refused(() -> Trainer.train(network, x, y, settings(1, 3), stream));
        refused(() -> Trainer.train(network, x.row(0), y.row(0), settings(16, 3), stream));
        refused(() -> new DoubleNetwork(flat(), new double[7])
                .gradient(DoubleMatrix.zeros(1, 2), DoubleMatrix.zeros(1, 1), Loss.SQUARED));
        assertArrayEquals(before, network.state());
        // Evaluation needs no batch.
        assertEquals(1, network.forward(x.row(0)).rows());
    }

    /** Where a row has several pixels a channel has several values, and a batch of one row is as good as any. */
    @Test
    void anImageAloneHasAVariance() {
        Architecture images =
                new Architecture(new Shape(1, 2, 2), List.of(new BatchNorm(1e-3, 1), new Flatten(), new Dense(1)));
        Network network = Network.initialised(images, Initialiser.LECUN, stream, 1);
        FloatMatrix x = FloatMatrix.of(1, 4, 1, 2, 3, 6);
        Trainer.train(network, x, FloatMatrix.of(1, 1, 1), settings(1, 1), stream);
        assertArrayEquals(new float[] {3, 14 / 3f}, network.state());
    }

    /** A network without batch normalisation sees the last row of 33 too. */
    @Test
    void onlyBatchNormalisationsLeaveARowOut() {
        FloatMatrix x = data(3, 2);
        FloatMatrix y = Samples.targets(3, 1, Loss.SQUARED, SEED);
        for (boolean norm : new boolean[] {false, true}) {
            Architecture plain = new Architecture(2, List.of(new Dense(1)));
            Network network = Network.initialised(norm ? flat() : plain, Initialiser.LECUN, stream, 2);
            long[] steps = {0};
            TrainingRun run = new TrainingRun(network, Batches.of(x, y), settings(2, 5), stream).watch(1, moment -> {
                steps[0] = moment.step();
                return Watcher.Verdict.GO_ON;
            });
            while (!run.finished()) {
                assertTrue(Double.isFinite(run.epoch()));
            }
            assertEquals(norm ? 1 : 2, run.stepsPerEpoch());
            assertEquals(5L * run.stepsPerEpoch(), steps[0]);
        }
    }

    private static Architecture flat() {
        return new Architecture(2, List.of(new BatchNorm(1e-5, MOMENTUM), new Dense(1)));
    }

    private static Training settings(int batch, int epochs) {
        return Training.of(Loss.SQUARED, 1e-6, batch, epochs).withCheckEvery(0);
    }

    /** Columns of means 1 and -2 and deviations 2 and 3. */
    private static FloatMatrix data(int rows, int columns) {
        FloatMatrix x = Samples.normal(rows, columns, SEED, "inputs");
        for (int i = 0; i < rows; i++) {
            x.set(i, 0, 2 * x.get(i, 0) + 1);
            x.set(i, 1, 3 * x.get(i, 1) - 2);
        }
        return x;
    }

    private static void refused(Executable attempt) {
        assertEquals(
                REFUSAL, assertThrows(IllegalArgumentException.class, attempt).getMessage());
    }
}
