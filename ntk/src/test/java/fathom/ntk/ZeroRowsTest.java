package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;
import fathom.ntk.empirical.MonteCarloKernel;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of zeros and patches of zeros with trained biases, where phi' is phi'(0): the limits against the Jacobian of a finite network. */
class ZeroRowsTest {

    private static final int WIDTH = 256;
    private static final int DRAWS = 40;
    private static final double WEIGHT = 1.6;

    private static final DoubleMatrix X =
            DoubleMatrix.of(5, 3, 0, 0, 0, 0.6, -0.8, 0.1, 0, 0, 0, -0.2, 0.9, 0.5, -0.3, 0.4, -0.05);

    private static final InfiniteNetwork NETWORK =
            InfiniteNetwork.relu().withWeightVariance(WEIGHT).withTrainedBias(1);

    /** f = b_2 + sqrt(w / n) w_2 . phi(b_1 + sqrt(w / n) W_1 phi(b_0 + W_0 x)), biases at 0; J J' by the chain rule. */
    private static DoubleMatrix kernel(Nonlinearity phi, int draw) {
        RandomStream stream = RandomStream.of(5, "zero rows").child("draw " + draw);
        double[] first = new double[WIDTH * 3];
        double[] second = new double[WIDTH * WIDTH];
        double[] last = new double[WIDTH];
        stream.child("first").fillNormal(DoubleMatrix.wrap(first, WIDTH, 3), 0);
        stream.child("second").fillNormal(DoubleMatrix.wrap(second, WIDTH, WIDTH), 0);
        stream.child("last").fillNormal(DoubleMatrix.wrap(last, WIDTH, 1), 0);
        double scale = Math.sqrt(WEIGHT / WIDTH);
        int n = X.rows();
        double[][][] active = new double[3][n][WIDTH];
        double[][][] back = new double[2][n][WIDTH];
        for (int r = 0; r < n; r++) {
            double[] below = new double[WIDTH];
            double[] above = new double[WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                for (int k = 0; k < 3; k++) {
                    below[i] += first[3 * i + k] * X.get(r, k);
                }
                active[1][r][i] = phi.value().applyAsDouble(below[i]);
            }
            for (int i = 0; i < WIDTH; i++) {
                for (int k = 0; k < WIDTH; k++) {
                    above[i] += scale * second[WIDTH * i + k] * active[1][r][k];
                }
                active[2][r][i] = phi.value().applyAsDouble(above[i]);
                back[1][r][i] = scale * last[i] * phi.derivative().applyAsDouble(above[i]);
            }
            for (int k = 0; k < WIDTH; k++) {
                for (int i = 0; i < WIDTH; i++) {
                    back[0][r][k] += scale * second[WIDTH * i + k] * back[1][r][i];
                }
                back[0][r][k] *= phi.derivative().applyAsDouble(below[k]);
            }
        }
        DoubleMatrix kernel = DoubleMatrix.zeros(n, n);
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                double inputs = X.get(a, 0) * X.get(b, 0) + X.get(a, 1) * X.get(b, 1) + X.get(a, 2) * X.get(b, 2);
                kernel.set(
                        a,
                        b,
                        1
                                + WEIGHT / WIDTH * dot(active[2][a], active[2][b])
                                + dot(back[1][a], back[1][b]) * (1 + WEIGHT / WIDTH * dot(active[1][a], active[1][b]))
                                + dot(back[0][a], back[0][b]) * (1 + inputs));
            }
        }
        return kernel;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Every way to the tangent kernel of this network. */
    private static List<DoubleMatrix> limits(Nonlinearity phi) {
        List<DoubleMatrix> limits = new ArrayList<>();
        RowKernel kernel = ActivationKernels.of(phi, Kernel.NTK, NETWORK, 2);
        limits.add(kernel.gram(X));
        limits.add(kernel.cross(X, X));
        ActivationKernels.sweep(phi, X, NETWORK, 2, (depth, nngp, ntk) -> {
            if (depth == 2) {
                DoubleMatrix copy = ntk.copy();
                ReluKernels.mirror(copy);
                limits.add(copy);
            }
        });
        DepthKernels depths = DepthKernels.of(phi, Kernel.NTK, NETWORK, 1, 2);
        limits.add(depths.crosses(X, X).get(1));
        for (FloatMatrix floats :
                List.of(depths.floatGrams(X).get(1), depths.floatCrosses(X, X).get(1))) {
            DoubleMatrix wide = DoubleMatrix.zeros(X.rows(), X.rows());
            for (int i = 0; i < X.rows(); i++) {
                for (int j = 0; j < X.rows(); j++) {
                    wide.set(i, j, floats.get(i, j));
                }
            }
            limits.add(wide);
        }
        LayeredNetwork layered = LayeredNetwork.fullyConnected(
                new InfiniteLayer.Dense(1, 0, 1, 1), phi, new InfiniteLayer.Dense(WEIGHT, 0, WEIGHT, 1));
        RowKernel layers = LayeredKernels.of(layered, Kernel.NTK, 2);
        limits.add(layers.gram(X));
        limits.add(layers.cross(X, X));
        for (ConvolutionalNetwork.Readout readout : ConvolutionalNetwork.Readout.values()) {
            ConvolutionalNetwork pixel = ConvolutionalNetwork.relu(
                            new ConvolutionalNetwork.Image(3, 1, 1), 1, ConvolutionalNetwork.Padding.ZERO, readout)
                    .with(phi)
                    .with(NETWORK);
            limits.add(ConvolutionalKernels.of(Kernel.NTK, pixel, 2).gram(X));
        }
        DoubleMatrix diagonals = limits.getFirst().copy();
        double[] diagonal = kernel.diagonal(X);
        double[] other = layers.diagonal(X);
        for (int i = 0; i < diagonal.length; i++) {
            assertEquals(diagonal[i], other[i], 1e-13 * diagonal[i]);
            diagonals.set(i, i, diagonal[i]);
        }
        limits.add(diagonals);
        return limits;
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "leaky_relu(slope=0.3)", "abs", "elu(alpha=1.7)", "identity", "tanh", "erf", "sin"})
    void limitsAreThoseOfFiniteJacobians(String name) {
        System.out.println("ZeroRowsTest seed 5");
        Nonlinearity phi = Nonlinearity.parse(name);
        MonteCarloKernel finite = MonteCarloKernel.of(draw -> kernel(phi, draw), DRAWS);
        List<DoubleMatrix> limits = limits(phi);
        for (int k = 0; k < limits.size(); k++) {
            DoubleMatrix limit = limits.get(k);
            for (int i = 0; i < X.rows(); i++) {
                for (int j = 0; j < X.rows(); j++) {
                    double scale = Math.sqrt(limit.get(i, i) * limit.get(j, j));
                    // Four standard errors, and the bias of a finite width, which is of the order 1 / width.
                    double tolerance = 4 * finite.standardError().get(i, j) + 4.0 / WIDTH * scale;
                    String where = name + ", way " + k + " at " + i + ", " + j;
                    assertEquals(finite.mean().get(i, j), limit.get(i, j), tolerance, where);
                    // All ways are one kernel; some of them are in float.
                    assertEquals(limits.getFirst().get(i, j), limit.get(i, j), 2e-6 * scale, where);
                }
            }
        }
    }

    /** relu'(0) = 0: beside the output's bias nothing is felt of a row of zeros. */
    @Test
    void reluFeelsNothing() {
        Nonlinearity relu = Nonlinearity.parse("relu");
        for (DoubleMatrix limit : limits(relu)) {
            for (int j = 0; j < X.rows(); j++) {
                assertEquals(1, limit.get(0, j));
                assertEquals(1, limit.get(j, 2));
            }
        }
    }

    /** An image with patches of zeros beside one with none: by hand, for one hidden layer and flat readout. */
    @Test
    void patchesOfZeros() {
        ConvolutionalNetwork network = ConvolutionalNetwork.relu(
                        new ConvolutionalNetwork.Image(1, 1, 5),
                        3,
                        ConvolutionalNetwork.Padding.ZERO,
                        ConvolutionalNetwork.Readout.FLATTEN)
                .with(InfiniteNetwork.relu().withTrainedBias(1));
        DoubleMatrix x = DoubleMatrix.of(2, 5, 0, 0, 0, 0, 2, 1, -1, 3, 0.5, 2);
        DoubleMatrix ntk = ConvolutionalKernels.of(Kernel.NTK, network, 1).gram(x);
        DualActivation relu = new DualActivation(Nonlinearity.parse("relu"));
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                double sum = 0;
                for (int p = 0; p < 5; p++) {
                    double q = patch(x, i, i, p);
                    double r = patch(x, j, j, p);
                    double s = patch(x, i, j, p);
                    if (q > 0 && r > 0) {
                        double u = Math.max(-1, Math.min(1, s / Math.sqrt(q * r)));
                        sum += 2 * relu.value(q, r, u) + 2 * relu.derivative(q, r, u) * (s + 1);
                    }
                }
                assertEquals(sum / 5 + 1, ntk.get(i, j), 1e-7 * ntk.get(i, j)); // acos near u = 1
            }
        }
    }

    private static double patch(DoubleMatrix x, int i, int j, int p) {
        double sum = 0;
        for (int k = Math.max(0, p - 1); k <= Math.min(4, p + 1); k++) {
            sum += x.get(i, k) * x.get(j, k) / 3;
        }
        return sum;
    }

    @Test
    void slopesThatCancelHaveNoLimit() {
        Nonlinearity phi = Nonlinearity.of(
                "bent", x -> x > 0 ? Math.sin(x) : Math.exp(-x) - 1, x -> x >= 0 ? Math.cos(x) : -Math.exp(-x), 0);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> ActivationKernels.of(phi, Kernel.NTK, NETWORK, 1).gram(X));
        assertTrue(refused.getMessage().contains("row of variance 0"), refused.getMessage());
    }
}
