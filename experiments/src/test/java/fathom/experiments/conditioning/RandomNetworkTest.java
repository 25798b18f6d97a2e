package fathom.experiments.conditioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.conditioning.WidthTrial.WidthCell;
import fathom.experiments.conditioning.WidthTrial.WidthResult;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomNetworkTest {

    private static final int INPUTS = 4;
    private static final int DIMENSION = 3;
    private static final int WIDTH = 5;
    private static final int DEPTH = 3;

    /** The same network, weight by weight, as plainly as its formula; batch statistics are taken once and kept. */
    private static final class Plain {
        final double[][] x = new double[INPUTS][DIMENSION];
        final double[][][] w = new double[DEPTH][][];
        final double[] v = new double[WIDTH];
        final double[][][] batch = new double[DEPTH][2][WIDTH];
        final String kind;

        Plain(String kind, DoubleMatrix inputs, RandomStream weights) {
            this.kind = kind;
            for (int i = 0; i < INPUTS; i++) {
                for (int j = 0; j < DIMENSION; j++) {
                    x[i][j] = inputs.get(i, j);
                }
            }
            for (int l = 0; l < DEPTH; l++) {
                int rows = l == 0 ? DIMENSION : WIDTH;
                w[l] = new double[rows][WIDTH];
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < WIDTH; j++) {
                        w[l][i][j] = weights.child(l + 1).normal((long) i * WIDTH + j);
                    }
                }
            }
            for (int j = 0; j < WIDTH; j++) {
                v[j] = weights.child("output").child(DEPTH).normal(j);
            }
        }

        /** Outputs of all inputs; {@code fresh} takes the batch's statistics anew. */
        double[] outputs(boolean fresh) {
            double[][] f = x;
            for (int l = 0; l < DEPTH; l++) {
                double[][] z = new double[INPUTS][WIDTH];
                for (int i = 0; i < INPUTS; i++) {
                    for (int j = 0; j < WIDTH; j++) {
                        for (int k = 0; k < f[i].length; k++) {
                            z[i][j] += f[i][k] * w[l][k][j] / (l == 0 ? 1 : Math.sqrt(WIDTH));
                        }
                    }
                }
                if (kind.equals("batch")) {
                    standardise(z, batch[l], fresh);
                }
                f = new double[INPUTS][WIDTH];
                for (int i = 0; i < INPUTS; i++) {
                    double mean = 0;
                    double square = 0;
                    for (int j = 0; j < WIDTH; j++) {
                        f[i][j] = Math.tanh(z[i][j]);
                        mean += f[i][j] / WIDTH;
                        square += f[i][j] * f[i][j] / WIDTH;
                    }
                    for (int j = 0; j < WIDTH && kind.equals("layer"); j++) {
                        f[i][j] = (f[i][j] - mean) / Math.sqrt(square - mean * mean);
                    }
                }
            }
            double[] outputs = new double[INPUTS];
            for (int i = 0; i < INPUTS; i++) {
                for (int j = 0; j < WIDTH; j++) {
                    outputs[i] += f[i][j] * v[j] / Math.sqrt(WIDTH);
                }
            }
            return outputs;
        }

        private static void standardise(double[][] z, double[][] statistics, boolean fresh) {
            for (int j = 0; j < WIDTH; j++) {
                if (fresh) {
                    double mean = 0;
                    double square = 0;
                    for (double[] row : z) {
                        mean += row[j] / INPUTS;
                        square += row[j] * row[j] / INPUTS;
                    }
                    statistics[0][j] = mean;
                    statistics[1][j] = Math.sqrt(square - mean * mean);
                }
                for (double[] row : z) {
                    row[j] = (row[j] - statistics[0][j]) / statistics[1][j];
                }
            }
        }

        /** J J' by central differences over every weight. */
        double[][] tangent() {
            outputs(true);
            double[][] kernel = new double[INPUTS][INPUTS];
            for (double[][] layer : w) {
                for (double[] row : layer) {
                    addColumns(kernel, row);
                }
            }
            addColumns(kernel, v);
            return kernel;
        }

        private void addColumns(double[][] kernel, double[] weights) {
            double h = 1e-5;
            for (int j = 0; j < weights.length; j++) {
                double kept = weights[j];
                weights[j] = kept + h;
                double[] up = outputs(false);
                weights[j] = kept - h;
                double[] down = outputs(false);
                weights[j] = kept;
                for (int a = 0; a < INPUTS; a++) {
                    for (int b = 0; b < INPUTS; b++) {
                        kernel[a][b] += (up[a] - down[a]) * (up[b] - down[b]) / (4 * h * h);
                    }
                }
            }
        }
    }

    /** The tangent kernel against finite differences, of every kind of network. */
    @ParameterizedTest
    @ValueSource(strings = {"tanh", "layer(tanh)", "batch(tanh)"})
    void tangentKernelIsTheJacobiansGram(String name) {
        DoubleMatrix x = Inputs.near(INPUTS, DIMENSION, 0.3, 8);
        RandomStream weights = RandomStream.of(8, "plain");
        RandomNetwork network = new RandomNetwork(name, WIDTH, x, weights);
        for (int l = 0; l < DEPTH; l++) {
            network.deepen();
        }
        DoubleMatrix kernel = network.tangent();
        double[][] expected = new Plain(name.replaceAll("\\(.*|tanh", ""), x, weights).tangent();
        for (int i = 0; i < INPUTS; i++) {
            for (int j = 0; j < INPUTS; j++) {
                assertEquals(expected[i][j], kernel.get(i, j), 1e-6 * (1 + Math.abs(expected[i][j])), "seed 8");
            }
        }
    }

    /** Wide networks' kernels have the limit as their mean: K_01 and T_01 within five standard errors over 30 networks. */
    @Test
    void wideNetworksTendToTheLimit() {
        int seeds = 30;
        double[] sums = new double[4];
        for (int seed = 1; seed <= seeds; seed++) {
            RandomNetwork network = new RandomNetwork(
                    "normalised(relu)", 1024, Inputs.near(2, 6, 0.3, 5), RandomStream.of(seed, "wide"));
            network.deepen();
            network.deepen();
            double k = network.kernel().get(0, 1);
            double t = network.tangent().get(0, 1);
            sums[0] += k / seeds;
            sums[1] += k * k / seeds;
            sums[2] += t / seeds;
            sums[3] += t * t / seeds;
        }
        CorrelationMap map = CorrelationMap.centred("relu");
        Layers layers = new Layers(map, 0.7);
        layers.advance();
        layers.advance();
        double slope = map.slopeAtOne();
        double diagonal = 1 + slope * (1 + slope);
        double error = Math.sqrt((sums[1] - sums[0] * sums[0]) / (seeds - 1));
        assertEquals(layers.covariance(), sums[0], 5 * error, "seeds 1 to 30");
        double tangentError = Math.sqrt((sums[3] - sums[2] * sums[2]) / (seeds - 1));
        assertEquals(layers.tangent() * diagonal, sums[2], 5 * tangentError, "seeds 1 to 30");
    }

    /** Two inputs: the logarithm is that of (1 + rho) / (1 - rho), and depth improves a wide network. */
    @Test
    void conditionNumbers() throws Exception {
        WidthCell cell = new WidthCell("normalised(relu)", 1500, 2, 6, 0.3, 9, List.of(1, 8));
        WidthResult result = new WidthTrial(1).run(cell);
        double rho = CorrelationMap.centred("relu").value(0.7);
        assertEquals(Math.log10((1 + rho) / (1 - rho)), result.points().get(0).nngp(), 0.1, "seed 9");
        assertTrue(result.points().get(1).nngp() < result.points().get(0).nngp(), "seed 9: " + result);
        assertTrue(result.points().get(1).ntk() < result.points().get(0).ntk(), "seed 9: " + result);
    }

    /** Fewer units than inputs leave a singular Gram matrix. */
    @Test
    void narrowNetworksAreSingular() throws Exception {
        WidthResult result = new WidthTrial(1).run(new WidthCell("tanh", 3, 6, 6, 0.3, 9, List.of(1)));
        assertEquals(Double.POSITIVE_INFINITY, result.points().getFirst().nngp());
    }

    /** Mean 0 and second moment 1 of a standard normal, by the function and not by its name. */
    @Test
    void centredIsWhatHasTheMomentsOfAStandardNormal() {
        for (String network :
                List.of("normalised(relu)", "Normalised(ReLU)", "normrelu(c=-1.5975)", "SELU", "identity")) {
            assertTrue(WidthSection.centred(network), network);
        }
        assertTrue(WidthSection.centred("layer(relu)"));
        for (String network : List.of("relu", "tanh", "abs", "batch(relu)")) {
            assertFalse(WidthSection.centred(network), network);
        }
    }
}
