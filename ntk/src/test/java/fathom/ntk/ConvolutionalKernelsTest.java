package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.ConvolutionalNetwork.Image;
import fathom.ntk.ConvolutionalNetwork.Padding;
import fathom.ntk.ConvolutionalNetwork.Readout;
import fathom.ntk.ConvolutionalNetwork.Window;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.SymmetricEigen;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionalKernelsTest {

    private static final InfiniteNetwork BIASED =
            InfiniteNetwork.relu().withBiasVariance(0.2).withTrainedBias(0.3).withWeightVariance(1.7);

    private static DoubleMatrix normal(String purpose, int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        RandomStream.of(53, purpose).fillNormal(x, 0);
        return x;
    }

    @ParameterizedTest
    @CsvSource({"relu, 1", "relu, 4", "tanh, 3", "erf, 2", "leaky_relu(slope=0.2), 3", "abs, 2"})
    void imagesOfOnePixelHaveTheDenseKernel(String activation, int depth) {
        DoubleMatrix x = normal("x", 9, 6);
        DoubleMatrix y = normal("y", 5, 6);
        for (int k = 0; k < 6; k++) {
            y.set(0, k, x.get(0, k) * (1 + 1e-8 * k));
            y.set(1, k, -2 * x.get(1, k));
        }
        Nonlinearity phi = Nonlinearity.parse(activation);
        InfiniteNetwork[] networks = {InfiniteNetwork.relu().withInputScale(0.1), BIASED.withInputScale(0.1)};
        for (InfiniteNetwork network : networks) {
            for (Readout readout : Readout.values()) {
                ConvolutionalNetwork one = new ConvolutionalNetwork(
                        phi, network, new Image(6, 1, 1), new Window(1, 1), Padding.ZERO, readout);
                for (Kernel kind : Kernel.values()) {
                    RowKernel dense = ActivationKernels.of(phi, kind, network, depth);
                    RowKernel images = ConvolutionalKernels.of(kind, one, depth);
                    DoubleMatrix expected = dense.cross(x, y);
                    DoubleMatrix found = images.cross(x, y);
                    double[] left = dense.diagonal(x);
                    double[] right = dense.diagonal(y);
                    double[] diagonal = images.diagonal(x);
                    for (int i = 0; i < 9; i++) {
                        assertEquals(left[i], diagonal[i], 1e-13 * left[i]);
                        for (int j = 0; j < 5; j++) {
                            assertEquals(expected.get(i, j), found.get(i, j), 1e-13 * Math.sqrt(left[i] * right[j]));
                        }
                    }
                }
            }
        }
    }

    /** A kink at 0 feels the root of every error in the angle of near images: two images 1e-8 apart at the second layer. */
    @Test
    void nearImagesKeepTheirDifferenceAtAKink() {
        DoubleMatrix x = UnitRows.of(normal("x", 3, 6));
        DoubleMatrix y = x.copy();
        for (int k = 0; k < 6; k++) {
            y.set(0, k, x.get(0, k) * (1 + 1e-8 * k));
        }
        Nonlinearity elu = Nonlinearity.parse("elu");
        ConvolutionalNetwork one = new ConvolutionalNetwork(
                elu, BIASED, new Image(6, 1, 1), new Window(1, 1), Padding.ZERO, Readout.FLATTEN);
        DoubleMatrix expected = ActivationKernels.of(elu, Kernel.NTK, BIASED, 2).cross(x, y);
        DoubleMatrix found = ConvolutionalKernels.of(Kernel.NTK, one, 2).cross(x, y);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(expected.get(i, j), found.get(i, j), 1e-13 * expected.get(i, i));
            }
        }
    }

    /** The formulas of the class, with arccos and all pairs of pixels, one pair of images at a time. */
    private static double direct(Kernel kind, ConvolutionalNetwork network, int depth, DoubleMatrix x, DoubleMatrix y) {
        DoubleMatrix[] pairs = {x, y};
        int pixels = network.image().pixels();
        int channels = network.image().channels();
        InfiniteNetwork v = network.variances();
        int[][] window = PixelVariances.neighbours(network);
        double[][][][] s = new double[2][2][pixels][pixels];
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                double[][] inner = new double[pixels][pixels];
                for (int p = 0; p < pixels; p++) {
                    for (int q = 0; q < pixels; q++) {
                        for (int c = 0; c < channels; c++) {
                            inner[p][q] += v.inputScale()
                                    * pairs[a].get(0, p * channels + c)
                                    * pairs[b].get(0, q * channels + c);
                        }
                    }
                }
                s[a][b] = convolved(window, inner, v.biasVariance().at(0));
            }
        }
        double[][] t = new double[pixels][pixels];
        for (int p = 0; p < pixels; p++) {
            for (int q = 0; q < pixels; q++) {
                t[p][q] = s[0][1][p][q] + v.trainedBias().at(0);
            }
        }
        for (int l = 1; l <= depth; l++) {
            double[][][][] next = new double[2][2][pixels][pixels];
            for (int a = 0; a < 2; a++) {
                for (int b = 0; b < 2; b++) {
                    for (int p = 0; p < pixels; p++) {
                        for (int q = 0; q < pixels; q++) {
                            double scale = Math.sqrt(s[a][a][p][p] * s[b][b][q][q]);
                            double u = Math.max(-1, Math.min(1, s[a][b][p][q] / scale));
                            double theta = Math.acos(u);
                            double half = v.weightVariance().at(l) / 2;
                            next[a][b][p][q] = half * scale * (Math.sin(theta) + (Math.PI - theta) * u) / Math.PI;
                            if (a == 0 && b == 1) {
                                t[p][q] *= half * (Math.PI - theta) / Math.PI;
                            }
                        }
                    }
                }
            }
            if (l < depth) {
                for (int a = 0; a < 2; a++) {
                    for (int b = 0; b < 2; b++) {
                        s[a][b] = convolved(window, next[a][b], v.biasVariance().at(l));
                    }
                }
                t = convolved(window, t, v.trainedBias().at(l));
                for (int p = 0; p < pixels; p++) {
                    for (int q = 0; q < pixels; q++) {
                        t[p][q] += s[0][1][p][q];
                    }
                }
            } else {
                s = next;
            }
        }
        double covariance = mean(network.readout(), s[0][1]) + v.biasVariance().at(depth);
        return kind == Kernel.NNGP ? covariance : covariance + v.trainedBias().at(depth) + mean(network.readout(), t);
    }

    private static double[][] convolved(int[][] window, double[][] k, double constant) {
        double[][] sums = new double[k.length][k.length];
        for (int p = 0; p < k.length; p++) {
            for (int q = 0; q < k.length; q++) {
                for (int d = 0; d < window[p].length; d++) {
                    if (window[p][d] >= 0 && window[q][d] >= 0) {
                        sums[p][q] += k[window[p][d]][window[q][d]] / window[p].length;
                    }
                }
                sums[p][q] += constant;
            }
        }
        return sums;
    }

    private static double mean(Readout readout, double[][] k) {
        double sum = 0;
        for (int p = 0; p < k.length; p++) {
            for (int q = 0; q < k.length; q++) {
                boolean counts = readout == Readout.GLOBAL_AVERAGE || p == q;
                sum += counts ? k[p][q] : 0;
            }
        }
        return sum / k.length / (readout == Readout.GLOBAL_AVERAGE ? k.length : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 3, 4, 3, 3, ZERO, FLATTEN, 3",
        "2, 3, 4, 3, 3, ZERO, GLOBAL_AVERAGE, 3",
        "2, 3, 4, 3, 3, CIRCULAR, GLOBAL_AVERAGE, 2",
        "1, 1, 9, 1, 5, ZERO, GLOBAL_AVERAGE, 2",
        "3, 1, 7, 1, 3, CIRCULAR, FLATTEN, 4",
        "1, 2, 2, 3, 3, CIRCULAR, GLOBAL_AVERAGE, 1"
    })
    void kernelsAreTheirFormulas(
            int channels, int height, int width, int up, int across, Padding padding, Readout readout, int depth) {
        Image image = new Image(channels, height, width);
        DoubleMatrix x = normal("x", 35, image.size());
        DoubleMatrix y = normal("y", 3, image.size());
        ConvolutionalNetwork network = new ConvolutionalNetwork(
                Nonlinearity.parse("relu"), BIASED, image, new Window(up, across), padding, readout);
        for (ConvolutionalNetwork some : new ConvolutionalNetwork[] {network, network.with(InfiniteNetwork.relu())}) {
            for (Kernel kind : Kernel.values()) {
                RowKernel kernel = ConvolutionalKernels.of(kind, some, depth);
                DoubleMatrix found = kernel.cross(x, y);
                DoubleMatrix gram = kernel.gram(x);
                for (int i = 0; i < 35; i += 17) {
                    for (int j = 0; j < 3; j++) {
                        double expected = direct(kind, some, depth, x.row(i), y.row(j));
                        assertEquals(expected, found.get(i, j), 1e-12 * Math.max(1, expected));
                        assertEquals(kernel.cross(x, x).get(i, j), gram.get(j, i), 1e-14 * gram.get(i, i));
                    }
                    // arccos loses half of the digits at u = 1
                    double expected = direct(kind, some, depth, x.row(i), x.row(i));
                    assertEquals(expected, gram.get(i, i), 1e-6 * expected);
                }
                double least = SymmetricEigen.decompose(gram).values()[0];
                assertTrue(least > 0, "smallest eigenvalue " + least);
            }
        }
    }

    @Test
    void circularPoolingDoesNotSeeShifts() {
        Image image = new Image(2, 4, 5);
        DoubleMatrix x = normal("x", 2, image.size());
        DoubleMatrix shifted = DoubleMatrix.zeros(1, image.size());
        for (int p = 0; p < 20; p++) {
            int q = (p / 5 + 1) % 4 * 5 + (p % 5 + 3) % 5;
            for (int c = 0; c < 2; c++) {
                shifted.set(0, 2 * q + c, x.get(0, 2 * p + c));
            }
        }
        ConvolutionalNetwork network = ConvolutionalNetwork.relu(image, 3, Padding.CIRCULAR, Readout.GLOBAL_AVERAGE);
        RowKernel kernel = ConvolutionalKernels.of(Kernel.NTK, network, 3);
        DoubleMatrix original = kernel.cross(x, x);
        DoubleMatrix moved = kernel.cross(shifted, x);
        for (int j = 0; j < 2; j++) {
            assertEquals(original.get(0, j), moved.get(0, j), 1e-13 * original.get(0, 0));
        }
    }

    /** 1 - u is carried, not u: the kernel falls linearly with the distance, down to 1e-8, and multiples of an image are exact. */
    @ParameterizedTest
    @CsvSource({"FLATTEN", "GLOBAL_AVERAGE"})
    void nearImagesKeepTheirDifference(Readout readout) {
        Image image = new Image(1, 3, 3);
        ConvolutionalNetwork network = ConvolutionalNetwork.relu(image, 3, Padding.ZERO, readout);
        RowKernel kernel = ConvolutionalKernels.of(Kernel.NTK, network, 4);
        DoubleMatrix x = normal("x", 1, 9);
        DoubleMatrix away = normal("away", 1, 9);
        double[] falls = new double[3];
        double[] steps = {1e-6, 1e-7, 1e-8};
        for (int s = 0; s < steps.length; s++) {
            DoubleMatrix y = x.copy();
            for (int k = 0; k < 9; k++) {
                y.set(0, k, x.get(0, k) + steps[s] * away.get(0, k));
            }
            double mean = (kernel.diagonal(x)[0] + kernel.diagonal(y)[0]) / 2;
            falls[s] = (mean - kernel.cross(x, y).get(0, 0)) / steps[s];
        }
        assertTrue(falls[0] > 1e-3, "falls by " + falls[0]);
        assertEquals(1, falls[1] / falls[0], 1e-5);
        assertEquals(1, falls[2] / falls[0], 1e-5);
        DoubleMatrix twice = x.copy();
        for (int k = 0; k < 9; k++) {
            twice.set(0, k, 3 * x.get(0, k));
        }
        double own = kernel.diagonal(x)[0];
        assertEquals(3 * own, kernel.cross(x, twice).get(0, 0), 1e-14 * 3 * own);
    }

    @Test
    void blackImagesAndStepsAreHandled() {
        Image image = new Image(1, 4, 4);
        ConvolutionalNetwork network = ConvolutionalNetwork.relu(image, 3, Padding.ZERO, Readout.GLOBAL_AVERAGE);
        DoubleMatrix x = normal("x", 3, 16);
        for (int k = 0; k < 16; k++) {
            x.set(1, k, 0);
            x.set(2, k, k < 12 ? 0 : x.get(2, k));
        }
        DoubleMatrix gram = ConvolutionalKernels.of(Kernel.NTK, network, 3).gram(x);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertTrue(Double.isFinite(gram.get(i, j)));
            }
            assertEquals(0, gram.get(1, i));
        }
        ConvolutionalNetwork sign = network.with(Nonlinearity.parse("sign"));
        assertThrows(IllegalArgumentException.class, () -> ConvolutionalKernels.of(Kernel.NTK, sign, 2));
        // NNGP of sign at depth 1: the mean of 2 / pi arcsin u over pairs of pixels, w = 2 here
        DoubleMatrix nngp = ConvolutionalKernels.of(Kernel.NNGP, sign, 1).gram(normal("x", 2, 16));
        assertTrue(nngp.get(0, 0) > Math.abs(nngp.get(0, 1)) && nngp.get(0, 0) < 2);
    }

    @Test
    void whatIsTooLargeIsRefusedWithItsFigures() {
        Image image = new Image(3, 32, 32);
        ConvolutionalNetwork network = ConvolutionalNetwork.relu(image, 3, Padding.ZERO, Readout.GLOBAL_AVERAGE);
        Resources pooled = ConvolutionalKernels.resources(network, 2, 1000, 1000);
        ConvolutionalNetwork flat = ConvolutionalNetwork.relu(image, 3, Padding.ZERO, Readout.FLATTEN);
        assertEquals(
                1024,
                pooled.operations()
                        / ConvolutionalKernels.resources(flat, 2, 1000, 1000).operations(),
                1e-9);
        assertTrue(pooled.operations() > 1e12 * 2 * 76, pooled.toString());
        assertTrue(!ConvolutionalKernels.resources(network, 2, 1_000_000, 1_000_000)
                .fits());
        RowKernel kernel = ConvolutionalKernels.of(Kernel.NTK, network, 2);
        assertThrows(ShapeMismatchException.class, () -> kernel.gram(DoubleMatrix.zeros(2, 7)));
        assertThrows(IllegalArgumentException.class, () -> ConvolutionalKernels.of(Kernel.NTK, network, 0));
        assertThrows(IllegalArgumentException.class, () -> new Window(2, 3));
        assertThrows(IllegalArgumentException.class, () -> new Image(0, 1, 1));
    }
}
