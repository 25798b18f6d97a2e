package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final long SEED = 41;

    private final FloatMatrix x = Samples.normal(300, 8, SEED, "inputs");

    MetricsTest() {
        System.out.println("seed " + SEED);
    }

    /** With ReLU at infinite width the cosine u of two inputs becomes kappa_1(u); wide networks come close (dual activation, theory.md). */
    @Test
    void overlapsFollowTheDualActivation() {
        int width = 4096;
        FloatMatrix two = FloatMatrix.of(2, 2, 1, 0, 0.6f, 0.8f);
        Network network = Network.initialised(
                Architecture.fullyConnected(2, 2, width, 1), Initialiser.HE, RandomStream.of(SEED, "weights"), 1);
        double[] overlaps = Metrics.overlaps(network, two);
        double first = kappa(0.6);
        // A mean over n units scatters by about 1 / sqrt(n) for sums of order 1; four deviations.
        assertEquals(first, overlaps[0], 4 / Math.sqrt(width));
        assertEquals(kappa(first), overlaps[1], 8 / Math.sqrt(width));
        assertEquals(3, overlaps.length);
    }

    private static double kappa(double u) {
        return (Math.sqrt(1 - u * u) + u * (Math.PI - Math.acos(u))) / Math.PI;
    }

    /** Of three directions the mean over pairs, whatever their lengths; of a network's outputs the overlap of its last step. */
    @Test
    void theMeanCosineIsThatOfPairs() {
        FloatMatrix three = FloatMatrix.of(3, 2, 2, 0, 0, 5, -1, 0);
        assertEquals((0 - 1 + 0) / 3.0, Metrics.meanCosine(three), 1e-15);
        Network network = Samples.network(Architecture.fullyConnected(8, 1, 5, 2), Initialiser.HE, SEED, 1);
        assertEquals(Metrics.overlaps(network, x)[1], Metrics.meanCosine(network.forward(x)), 1e-6);
    }

    /** Layers are as many steps as there are overlaps; a sum with a convolution as its shortcut too. */
    @Test
    void stepsAreCounted() {
        Shape image = new Shape(1, 4, 2);
        for (List<Layer> layers : List.of(
                Architecture.fullyConnected(8, 3, 5, 2).layers(),
                List.<Layer>of(new Dense(5), new LayerNorm(), Activated.relu(), new Dense(2)),
                List.<Layer>of(
                        Convolution.same(3, 3),
                        Activated.relu(),
                        new Residual(
                                List.of(Convolution.same(3, 3), Activated.relu(), Convolution.same(3, 3)),
                                List.of(Convolution.same(3, 1))),
                        new GlobalAveragePool(),
                        new Dense(2)))) {
            boolean convolves = layers.getFirst() instanceof Convolution;
            Architecture architecture = new Architecture(convolves ? image : Shape.flat(8), layers);
            Network network = Samples.network(architecture, Initialiser.HE, SEED, 1);
            assertEquals(Metrics.overlaps(network, x).length, Metrics.steps(layers), layers.toString());
        }
    }

    /** 3 x 5 and 5 x 2 weights, 12 units; 3 x 3 x 1 x 2 weights at 8 pixels, 16 units. */
    @Test
    void multiplicationsAreCounted() {
        assertEquals(25 + 64 * 12, Architecture.fullyConnected(3, 1, 5, 2).multiplications());
        Architecture image = new Architecture(new Shape(1, 4, 2), List.of(Convolution.same(2, 3)));
        assertEquals(9 * 2 * 8 + 64 * 16, image.multiplications());
    }

    @Test
    void overlapsAreTheMeanOverPairs() {
        Network network = Samples.network(Architecture.fullyConnected(8, 1, 5, 2), Initialiser.HE, SEED, 1);
        FloatMatrix outputs = network.forward(x);
        double sum = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < i; j++) {
                double dot = outputs.get(i, 0) * outputs.get(j, 0) + outputs.get(i, 1) * outputs.get(j, 1);
                sum += dot
                        / Math.hypot(outputs.get(i, 0), outputs.get(i, 1))
                        / Math.hypot(outputs.get(j, 0), outputs.get(j, 1));
            }
        }
        assertEquals(sum / (300 * 299 / 2), Metrics.overlaps(network, x)[1], 1e-6);
        assertThrows(IllegalArgumentException.class, () -> Metrics.overlaps(network, x.row(0)));
    }

    @Test
    void distancesAndNormsOfOneStepDifferByTheRate() {
        FloatMatrix y = Samples.targets(300, 1, Loss.SQUARED, SEED);
        Network network = Samples.network(Architecture.fullyConnected(8, 2, 20, 1), Initialiser.HE, SEED, 300);
        float[] start = network.parameters().clone();
        double[] norms = Metrics.gradientNorms(network, x, y, Loss.SQUARED);
        Trainer.train(network, x, y, Training.of(Loss.SQUARED, 0.25, 300, 1), RandomStream.of(SEED, "train"));
        double[] distances = Metrics.distances(network, start);
        assertEquals(6, distances.length);
        for (int t = 0; t < distances.length; t++) {
            assertEquals(0.25 * norms[t], distances[t], 1e-5 * distances[t]);
        }
        assertThrows(IllegalArgumentException.class, () -> Metrics.distances(network, new float[3]));
    }

    /** A linear classifier w.x changes its answer where |w.x| < length |w.d|: for one entry and for all, counted by hand. */
    @Test
    void stabilityCountsTheAnswersThatChange() {
        Network network = new Network(Architecture.fullyConnected(8, 0, 1, 1), 1);
        network.parameters()[0] = 1;
        RandomStream random = RandomStream.of(SEED, "moves");
        Stability stability = Stability.of(network, x, 2, random);
        FloatMatrix one = Stability.oneEntry(x, 2, random);
        int changed = 0;
        for (int i = 0; i < 300; i++) {
            double square = 0;
            for (int j = 0; j < 8; j++) {
                square += Math.pow(one.get(i, j) - x.get(i, j), 2);
            }
            assertEquals(2, Math.sqrt(square), 1e-5);
            changed += x.get(i, 0) >= 0 != one.get(i, 0) >= 0 ? 1 : 0;
        }
        assertTrue(changed > 0);
        assertEquals(changed / 300.0, stability.oneEntry());
        // By one entry only one point in eight can change here; by all entries each moves by 2 |cos| along the axis
        // that counts.
        assertTrue(stability.allEntries() > stability.oneEntry(), stability.toString());
        assertEquals(new Stability(0, 0), Stability.of(network, x, 0, random));
    }
}
