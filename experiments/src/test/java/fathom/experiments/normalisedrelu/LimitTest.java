package fathom.experiments.normalisedrelu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.normalisedrelu.BeginningTrial.BeginningCell;
import fathom.nn.Initialiser;
import fathom.nn.Metrics;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Infinitely wide networks' dot products, held against formulas and against wide networks. */
class LimitTest {

    private static final long SEED = 20261122;
    private static final int DEPTH = 4;
    private static final int WIDTH = 256;
    private static final int DRAWS = 14;

    private final Examples examples =
            new Mixture(4, 2, 1, 1.5).sample(16, RandomStream.of(SEED, "middles"), RandomStream.of(SEED, "points"));

    /** ReLU maps a cosine u to (sqrt(1 - u^2) + u (pi - acos u)) / pi (Cho and Saul 2009). */
    @Test
    void reluFollowsTheArcCosineFormula() {
        DoubleMatrix two = DoubleMatrix.of(2, 2, Math.sqrt(2), 0, 0.6 * Math.sqrt(2), 0.8 * Math.sqrt(2));
        List<Double> overlaps = LimitTrial.overlaps(new NetworkName("relu"), 60, Initialiser.HE, two);
        double u = 0.6;
        for (int layer = 0; layer <= 60; layer++) {
            assertEquals(u, overlaps.get(layer), 1e-9, "layer " + layer);
            u = (Math.sqrt(1 - u * u) + u * (Math.PI - Math.acos(u))) / Math.PI;
        }
    }

    /**
     * Far down the cosine of a normalised activation falls by s'(0) = a_1^2 = 1 - mu from layer to layer: NormReLU's mu is 0.0155989
     * (Agarwal et al., C.4), layer normalised ReLU's (pi - 2) / (2 pi - 2).
     */
    @Test
    void normalisedActivationsFallExponentially() {
        DoubleMatrix two = DoubleMatrix.of(2, 2, Math.sqrt(2), 0, 0.1 * Math.sqrt(2), Math.sqrt(0.99 * 2));
        falls("normrelu(c=-1.5975)", two, 600, 1 - 0.0155989);
        falls("layer(relu)", two, 40, 1 - (Math.PI - 2) / (2 * Math.PI - 2));
    }

    private static void falls(String name, DoubleMatrix x, int depth, double factor) {
        List<Double> overlaps = LimitTrial.overlaps(new NetworkName(name), depth, Initialiser.HE, x);
        assertEquals(factor, overlaps.get(depth) / overlaps.get(depth - 1), 1e-4, name);
        assertTrue(overlaps.get(depth) < 1e-4, name + ": " + overlaps.get(depth));
    }

    /**
     * The mean over independent wide networks lies within 4.5 standard errors of the limit at every layer, as the experiment measures it; another
     * activation's limit is far outside at the last.
     */
    @ParameterizedTest
    @ValueSource(strings = {"normrelu(c=-1.5975)", "selu", "layer(relu)", "relu"})
    void wideNetworksScatterAboutTheLimit(String text) {
        System.out.println("seed " + SEED);
        NetworkName name = new NetworkName(text);
        Body body = new Body(Body.CONNECTED, DEPTH, WIDTH);
        Problem problem = new Problem(Problem.MIXTURE, false, new Mixture(4, 2, 1, 1.5), 1, 1, 16, 16, SEED);
        List<List<Double>> networks =
                BeginningTrial.overlaps(new BeginningCell(problem, text, body, DRAWS, "he"), examples.inputs());
        double[][] drawn = new double[DEPTH][];
        for (int l = 0; l < DEPTH; l++) {
            int layer = l + 1;
            drawn[l] = networks.stream()
                    .mapToDouble(overlaps -> overlaps.get(layer))
                    .toArray();
        }
        List<Double> limit = LimitTrial.overlaps(name, DEPTH, Initialiser.HE, examples.doubles());
        assertEquals(Metrics.meanCosine(examples.inputs()), limit.getFirst(), 1e-6);
        for (int l = 0; l < DEPTH; l++) {
            assertTrue(
                    Math.abs(z(drawn[l], limit.get(l + 1))) < 4.5,
                    text + ", layer " + (l + 1) + ": z " + z(drawn[l], limit.get(l + 1)));
        }
        String other = text.equals("relu") ? "normrelu(c=-1.5975)" : "relu";
        double wrong = LimitTrial.overlaps(new NetworkName(other), DEPTH, Initialiser.HE, examples.doubles())
                .getLast();
        assertTrue(Math.abs(z(drawn[DEPTH - 1], wrong)) > 9, text + " passes for " + other);
    }

    /** Kernels of a kinked activation are for rows of one length: those of large images must have it to the last bits. */
    @Test
    void largeInputsHaveOneLength() {
        Examples large =
                new Mixture(55, 1, 1, 2).sample(12, RandomStream.of(SEED, "middles"), RandomStream.of(SEED, "points"));
        List<Double> overlaps =
                LimitTrial.overlaps(new NetworkName("normrelu(c=-1.5975)"), 8, Initialiser.HE, large.doubles());
        assertEquals(Metrics.meanCosine(large.inputs()), overlaps.getFirst(), 1e-6);
        for (int layer = 1; layer <= 8; layer++) {
            assertTrue(overlaps.get(layer) < overlaps.get(layer - 1), overlaps.toString());
        }
    }

    private static double z(double[] values, double expected) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return (mean - expected) / Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
