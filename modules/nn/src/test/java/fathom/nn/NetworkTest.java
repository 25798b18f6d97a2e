package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.FloatMatrix;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a network's outputs and gradients do not depend on. */
class NetworkTest {

    @Property(tries = 60)
    void aRowHasTheSameBitsInEveryBatch(
            @ForAll @IntRange(min = 1, max = 70) int inputs,
            @ForAll @IntRange(min = 0, max = 4) int depth,
            @ForAll @IntRange(min = 1, max = 300) int rows,
            @ForAll long seed) {
        Network network =
                Samples.network(Architectures.rows(seed, inputs, depth, 1, 70, 1e-5, 1), Initialiser.HE, seed, 1);
        FloatMatrix x = Samples.normal(rows, inputs, seed, "inputs");
        FloatMatrix together = network.forward(x);
        int cut = rows / 3;
        FloatMatrix head = network.forward(x.rows(0, cut));
        FloatMatrix tail = network.forward(x.rows(cut, rows));
        for (int i = 0; i < rows; i++) {
            FloatMatrix apart = i < cut ? head.row(i) : tail.row(i - cut);
            FloatMatrix alone = network.forward(x.row(i));
            assertArrayEquals(bits(together.row(i)), bits(apart));
            assertArrayEquals(bits(together.row(i)), bits(alone));
        }
    }

    @Property(tries = 30)
    void anImageHasTheSameBitsInEveryBatch(
            @ForAll @IntRange(min = 0, max = 4) int depth,
            @ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll long seed) {
        Network network = Samples.network(Architectures.images(seed, depth, 1e-5, 1), Initialiser.HE, seed, 1);
        FloatMatrix x = Samples.normal(rows, network.architecture().inputs(), seed, "inputs");
        FloatMatrix together = network.forward(x);
        for (int i = 0; i < rows; i++) {
            assertArrayEquals(bits(together.row(i)), bits(network.forward(x.row(i))));
        }
    }

    @Property(tries = 30)
    void threadsDoNotChangeABit(
            @ForAll @IntRange(min = 0, max = 3) int depth,
            @ForAll @IntRange(min = 2, max = 100) int rows,
            @ForAll Loss loss,
            @ForAll long seed)
            throws Exception {
        Architecture architecture = Architectures.rows(seed, 50, depth, 1, 200, 1e-5, 2);
        Network network = Samples.network(architecture, Initialiser.HE, seed, rows);
        FloatMatrix x = Samples.normal(rows, 50, seed, "inputs");
        FloatMatrix y = Samples.targets(rows, architecture.outputs(), loss, seed);
        float[] one = Parallelism.call(1, () -> network.gradient(x, y, loss).copy());
        for (int threads = 2; threads <= 3; threads++) {
            float[] several =
                    Parallelism.call(threads, () -> network.gradient(x, y, loss).copy());
            assertArrayEquals(bits(one), bits(several));
        }
    }

    @Property(tries = 60)
    void transposedAndWindowedInputsGiveTheSameBits(
            @ForAll @IntRange(min = 1, max = 20) int inputs,
            @ForAll @IntRange(min = 1, max = 30) int rows,
            @ForAll long seed) {
        Network network = Samples.network(Architecture.fullyConnected(inputs, 2, 9, 1), Initialiser.GLOROT, seed, rows);
        FloatMatrix x = Samples.normal(rows, inputs, seed, "inputs");
        FloatMatrix y = Samples.targets(rows, 1, Loss.LOGISTIC, seed);
        FloatMatrix strided = FloatMatrix.zeros(inputs + 3, rows + 2)
                .window(1, 2, inputs, rows)
                .transposed();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < inputs; j++) {
                strided.set(i, j, x.get(i, j));
            }
        }
        float[] dense = network.gradient(x, y, Loss.LOGISTIC).copy();
        assertArrayEquals(
                bits(dense), bits(network.gradient(strided, y, Loss.LOGISTIC).values()));
        assertArrayEquals(bits(network.forward(x)), bits(network.forward(strided)));
    }

    @Property(tries = 60)
    void permutedHiddenUnitsGiveTheSameFunctionAndAPermutedGradient(
            @ForAll @IntRange(min = 2, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 12) int rows,
            @ForAll long seed) {
        Architecture architecture = Architecture.fullyConnected(7, 2, width, 2);
        Network network = Samples.network(architecture, Initialiser.HE, seed, rows);
        int[] order = fathom.simd.random.RandomStream.of(seed, "order").permutation(width);
        Network permuted = new Network(architecture, rows);
        permuteSecondLayer(architecture, network.parameters(), permuted.parameters(), order);
        FloatMatrix x = Samples.normal(rows, 7, seed, "inputs");
        FloatMatrix y = Samples.targets(rows, 2, Loss.LOGISTIC, seed);
        FloatMatrix f = network.forward(x);
        FloatMatrix g = permuted.forward(x);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < 2; j++) {
                assertEquals(f.get(i, j), g.get(i, j), 1e-5 * (1 + Math.abs(f.get(i, j))));
            }
        }
        float[] expected = new float[architecture.parameters()];
        permuteSecondLayer(architecture, network.gradient(x, y, Loss.LOGISTIC).values(), expected, order);
        float[] actual = permuted.gradient(x, y, Loss.LOGISTIC).values();
        float greatest = 0;
        for (float value : expected) {
            greatest = Math.max(greatest, Math.abs(value));
        }
        assertArrayEquals(expected, actual, 1e-5f * greatest);
    }

    @Property(tries = 60)
    void permutedBatchGivesTheSameGradient(
            @ForAll @IntRange(min = 2, max = 60) int rows, @ForAll Loss loss, @ForAll long seed) {
        // Batch normalisation lets rows see each other, but in no order.
        Architecture architecture = new Architecture(
                9,
                java.util.List.of(
                        new Dense(20),
                        new BatchNorm(0.1, 0.1),
                        Activated.relu(),
                        new Residual(java.util.List.of(new Dense(20), new LayerNorm(0.1), Activated.relu())),
                        new Dense(2)));
        Network network = Samples.network(architecture, Initialiser.HE, seed, rows);
        FloatMatrix x = Samples.normal(rows, 9, seed, "inputs");
        FloatMatrix y = Samples.targets(rows, 2, loss, seed);
        FloatMatrix xPermuted = FloatMatrix.zeros(rows, 9);
        FloatMatrix yPermuted = FloatMatrix.zeros(rows, 2);
        Batches.of(x, y)
                .gather(fathom.simd.random.RandomStream.of(seed, "order").permutation(rows), 0, xPermuted, yPermuted);
        float[] expected = network.gradient(x, y, loss).copy();
        float[] actual = network.gradient(xPermuted, yPermuted, loss).values();
        double norm = 0;
        double difference = 0;
        for (int p = 0; p < expected.length; p++) {
            norm = Math.hypot(norm, expected[p]);
            difference = Math.hypot(difference, expected[p] - actual[p]);
        }
        assertTrue(difference <= 1e-5 * norm, difference + " of " + norm);
    }

    @Property(tries = 40)
    void withoutHiddenLayersItIsAffine(@ForAll @IntRange(min = 1, max = 30) int inputs, @ForAll long seed) {
        Network network = Samples.network(Architecture.fullyConnected(inputs, 0, 1, 1), Initialiser.GLOROT, seed, 1);
        FloatMatrix x = Samples.normal(1, inputs, seed, "inputs");
        double expected = network.parameters()[inputs];
        for (int j = 0; j < inputs; j++) {
            expected += (double) network.parameters()[j] * x.get(0, j);
        }
        assertEquals(expected, network.forward(x).get(0, 0), 1e-6 * inputs);
    }

    private static void permuteSecondLayer(Architecture architecture, float[] from, float[] to, int[] order) {
        for (Tensor tensor : architecture.tensors()) {
            FloatMatrix source = tensor.of(from);
            FloatMatrix target = tensor.of(to);
            for (int i = 0; i < tensor.rows(); i++) {
                for (int j = 0; j < tensor.columns(); j++) {
                    int row = tensor.name().equals("dense4.weight") ? order[i] : i;
                    int column = tensor.name().startsWith("dense2") ? order[j] : j;
                    target.set(i, j, source.get(row, column));
                }
            }
        }
    }

    static int[] bits(FloatMatrix x) {
        return bits(x.copy().array());
    }

    static int[] bits(float[] x) {
        int[] bits = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            bits[i] = Float.floatToIntBits(x[i]);
        }
        return bits;
    }
}
