package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.InfiniteLayer.Activated;
import fathom.ntk.InfiniteLayer.Dense;
import fathom.ntk.InfiniteLayer.LayerNorm;
import fathom.ntk.InfiniteLayer.Residual;
import fathom.ntk.InfiniteLayer.Scaled;
import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.Elementwise;
import fathom.simd.SymmetricEigen;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks layer by layer against those with a recursion of their own, and against closed forms. */
class LayeredKernelsTest {

    private static final int SEED = 47;
    private static final Nonlinearity RELU = Nonlinearity.parse("relu");
    private static final Nonlinearity TANH = Nonlinearity.parse("tanh");

    /** Lengths between 1 and 1.2; the last row nearly repeats the first, and the one before it is its opposite. */
    private static DoubleMatrix rows(int count, int dimension) {
        DoubleMatrix x = DoubleMatrix.zeros(count, dimension);
        RandomStream stream = RandomStream.of(SEED, "layered rows");
        stream.fillNormal(x, 0);
        DoubleMatrix unit = UnitRows.of(x);
        for (int i = 0; i < count; i++) {
            double length = 1 + 0.2 * stream.uniform(1000 + i);
            for (int k = 0; k < dimension; k++) {
                double value = i < count - 2 ? length * unit.get(i, k) : unit.get(0, k);
                unit.set(i, k, i == count - 1 ? value * (1 + 1e-8 * k) : i == count - 2 ? -value : value);
            }
        }
        return unit;
    }

    private static LayeredNetwork prenorm(Nonlinearity phi) {
        LayerNorm norm = new LayerNorm(1e-5, 1, 1);
        return new LayeredNetwork(
                List.of(new Dense(0.5, 0.1)),
                List.of(new Residual(List.of(norm, new Activated(phi), new Dense(1.5, 0.05)))),
                List.of(norm, new Dense(1, 0)));
    }

    private static void assertClose(DoubleMatrix expected, DoubleMatrix found, double tolerance) {
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j <= Math.min(i, expected.columns() - 1); j++) {
                double scale = Math.sqrt(Math.abs(expected.get(i, i) * expected.get(j, j)));
                assertEquals(expected.get(i, j), found.get(i, j), tolerance * scale, i + ", " + j);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "tanh", "elu", "leaky_relu(slope=0.2)", "abs"})
    void fullyConnectedNetworksAreThoseOfTheOtherRecursion(String name) {
        Nonlinearity phi = Nonlinearity.parse(name);
        InfiniteNetwork network =
                new InfiniteNetwork(0.75, PerLayer.same(1.5), PerLayer.same(0.1), PerLayer.same(0.25));
        LayeredNetwork layered =
                LayeredNetwork.fullyConnected(new Dense(0.75, 0.1, 0.75, 0.35), phi, new Dense(1.5, 0.1, 1.5, 0.35));
        DoubleMatrix x = rows(12, 4);
        for (Kernel kind : Kernel.values()) {
            RowKernel expected = ActivationKernels.of(phi, kind, network, 2);
            RowKernel found = LayeredKernels.of(layered, kind, 2);
            assertClose(expected.gram(x), found.gram(x), 1e-13);
        }
    }

    @Test
    void stepsHaveCovariancesOnly() {
        Nonlinearity step = Nonlinearity.parse("step");
        LayeredNetwork layered = LayeredNetwork.fullyConnected(new Dense(1, 0), step, new Dense(2, 0));
        DoubleMatrix x = rows(8, 3);
        assertClose(
                ActivationKernels.of(step, Kernel.NNGP, InfiniteNetwork.relu(), 3)
                        .gram(x),
                LayeredKernels.of(layered, Kernel.NNGP, 3).gram(x),
                1e-13);
        assertThrows(IllegalArgumentException.class, () -> LayeredKernels.of(layered, Kernel.NTK, 3));
        assertThrows(IllegalArgumentException.class, () -> LayeredKernels.of(layered, Kernel.NNGP, -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "leaky_relu(slope=0.2)"})
    void sweepsGramsAndCrossesAgree(String name) throws Exception {
        LayeredNetwork network = prenorm(Nonlinearity.parse(name));
        DoubleMatrix x = rows(70, 5);
        LayeredKernels.sweep(network, x, 4, (depth, nngp, ntk) -> {
            if (depth == 0 || depth == 4) {
                assertClose(LayeredKernels.of(network, Kernel.NNGP, depth).gram(x), nngp, 1e-13);
                assertClose(LayeredKernels.of(network, Kernel.NTK, depth).gram(x), ntk, 1e-13);
            }
        });
        RowKernel kernel = LayeredKernels.of(network, Kernel.NTK, 3);
        DoubleMatrix gram = kernel.gram(x);
        assertClose(gram, kernel.cross(x, x), 1e-13);
        double[] diagonal = kernel.diagonal(x);
        for (int i = 0; i < diagonal.length; i++) {
            assertEquals(gram.get(i, i), diagonal[i]);
        }
        assertArrayEquals(
                gram.array(), Parallelism.call(1, () -> kernel.gram(x)).array());
        assertThrows(ShapeMismatchException.class, () -> kernel.cross(x, rows(4, 3)));
    }

    /** A linear branch of weight variance w multiplies S by 1 + w, and T gains what its weights add. */
    @Test
    void linearResidualSums() {
        LayeredNetwork network = new LayeredNetwork(
                List.of(new Dense(0.5, 0)),
                List.of(new Residual(List.of(new Dense(0.25, 0), new Scaled(2)))),
                List.of());
        DoubleMatrix x = rows(9, 4);
        DoubleMatrix linear = LayeredKernels.of(network, Kernel.NNGP, 0).gram(x);
        DoubleMatrix nngp = LayeredKernels.of(network, Kernel.NNGP, 5).gram(x);
        DoubleMatrix ntk = LayeredKernels.of(network, Kernel.NTK, 5).gram(x);
        // S_l = 2 S_{l-1} and T_l = 2 T_{l-1} + S_{l-1}, so T_l = 2^l (1 + l / 2) S_0.
        for (int i = 0; i < linear.array().length; i++) {
            assertEquals(32 * linear.array()[i], nngp.array()[i], 1e-13);
            assertEquals(32 * 3.5 * linear.array()[i], ntk.array()[i], 1e-12);
        }
    }

    /** Behind a normalisation with epsilon = 0 rows have lost their lengths. */
    @Test
    void normalisedRowsHaveNoLength() {
        LayeredNetwork network = new LayeredNetwork(
                List.of(new Dense(1, 0)),
                List.of(new LayerNorm(0, 0, 0), new Activated(TANH), new Dense(1.5, 0)),
                List.of());
        DoubleMatrix x = rows(9, 4);
        DoubleMatrix unit = UnitRows.of(x);
        RowKernel kernel = LayeredKernels.of(network, Kernel.NNGP, 3);
        assertClose(kernel.gram(unit), kernel.gram(x), 2e-13);
    }

    /** The normalised ReLU of mean 0 has the dual (kappa_1(u) - 1 / pi) / (1 - 1 / pi). */
    @Test
    void normalisationBehindARectifier() {
        LayeredNetwork network = LayeredNetwork.of(
                List.of(new Dense(1, 0), new Activated(RELU), new LayerNorm(0, 0, 0), new Dense(1, 0)));
        DoubleMatrix x = rows(9, 4);
        DoubleMatrix gram = LayeredKernels.of(network, Kernel.NNGP, 0).gram(x);
        DoubleMatrix rectified = ReluKernels.gram(Kernel.NNGP, InfiniteNetwork.relu(), 1, UnitRows.of(x));
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < i; j++) {
                double expected = (rectified.get(i, j) - 1 / Math.PI) / (1 - 1 / Math.PI);
                assertEquals(expected, gram.get(i, j), 1e-14);
            }
        }
    }

    /** Gains before an activation add E[u phi'(u) v phi'(v)], here by the quadrature of duals. */
    @ParameterizedTest
    @ValueSource(strings = {"tanh", "elu", "gelu"})
    void gainsBeforeAnActivation(String name) {
        Nonlinearity phi = Nonlinearity.parse(name);
        LayeredNetwork network = LayeredNetwork.of(
                List.of(new Dense(1, 0, 0, 0), new LayerNorm(0, 3, 0), new Activated(phi), new Dense(1, 0, 0, 0)));
        DoubleMatrix x = UnitRows.of(rows(6, 3));
        DoubleMatrix ntk = LayeredKernels.of(network, Kernel.NTK, 0).gram(x);
        DoubleUnaryOperator gained = t -> t * phi.derivative().applyAsDouble(t);
        Nonlinearity radial = Nonlinearity.of(
                "x phi'", gained, t -> (gained.applyAsDouble(t + 1e-4) - gained.applyAsDouble(t - 1e-4)) / 2e-4, 0);
        DualActivation dual = new DualActivation(radial);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < i; j++) {
                double u = 0;
                for (int k = 0; k < 3; k++) {
                    u = Math.fma(x.get(i, k), x.get(j, k), u);
                }
                assertEquals(3 * dual.value(1, 1, u), ntk.get(i, j), 2e-13, name + " at " + u);
            }
            assertEquals(3 * dual.secondMoment(1), ntk.get(i, i), 2e-13);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "tanh"})
    void gramMatricesArePositiveSemidefinite(String name) {
        Nonlinearity phi = Nonlinearity.parse(name);
        DoubleMatrix x = rows(40, 3);
        LayeredNetwork postnorm = new LayeredNetwork(
                List.of(new Dense(0.5, 0.1)),
                List.of(
                        new Activated(phi),
                        new LayerNorm(1e-5, 1, 1),
                        new Dense(1, 0.1),
                        new Residual(List.of(new Dense(1, 0)))),
                List.of());
        for (LayeredNetwork network : List.of(prenorm(phi), postnorm)) {
            for (Kernel kind : Kernel.values()) {
                double[] values = SymmetricEigen.values(
                        LayeredKernels.of(network, kind, 3).gram(x));
                assertTrue(values[0] >= -1e-14 * values[39], () -> name + " " + values[0] + " of " + values[39]);
            }
        }
    }

    @Test
    void rowsOfZerosAreEqualToEachOther() {
        DoubleMatrix x = DoubleMatrix.of(3, 2, 0, 0, 1, 0.5, 0, 0);
        for (double bias : new double[] {0, 0.25}) {
            LayeredNetwork network = new LayeredNetwork(
                    List.of(new Dense(1, bias)),
                    List.of(new Residual(
                            List.of(new LayerNorm(1e-5, 1, 1), new Activated(RELU), new Dense(1.5, bias)))),
                    List.of());
            DoubleMatrix gram = LayeredKernels.of(network, Kernel.NTK, 3).gram(x);
            for (double value : gram.array()) {
                assertTrue(Double.isFinite(value));
            }
            assertEquals(gram.get(0, 0), gram.get(2, 0), 1e-13 * gram.get(0, 0));
            assertEquals(gram.get(0, 1), gram.get(2, 1), 1e-13 * Math.sqrt(gram.get(0, 0) * gram.get(1, 1)));
        }
    }

    @Test
    void networksWithoutALimitAreRefused() {
        Dense dense = new Dense(1, 0);
        Activated relu = new Activated(RELU);
        LayerNorm norm = new LayerNorm(1e-5, 1, 1);
        List<List<InfiniteLayer>> refused = List.of(
                List.of(relu, dense),
                List.of(norm, dense),
                List.of(dense, relu, relu),
                List.of(dense, relu, norm, relu),
                List.of(dense, new Residual(List.of(relu))),
                List.of(dense, new Residual(List.of(dense, relu))),
                List.of(dense, new Residual(List.of(new Residual(List.of(dense))))),
                List.of(dense, relu, new Residual(List.of(dense)), relu),
                List.of(dense, norm, new Residual(List.of(dense)), relu));
        for (List<InfiniteLayer> layers : refused) {
            assertThrows(IllegalArgumentException.class, () -> LayeredNetwork.of(layers), layers.toString());
        }
        assertThrows(IllegalArgumentException.class, () -> LayeredNetwork.of(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Dense(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Scaled(0));
        assertThrows(IllegalArgumentException.class, () -> new LayerNorm(-1, 0, 0));
    }

    /** Each parameterisation weighs the contributions of layers; together they are what the layers add alone. */
    @Test
    void standardParametersCountByFanIn() {
        int depth = 3;
        DoubleMatrix x = rows(7, 4);
        InfiniteNetwork network = InfiniteNetwork.relu().withBiasVariance(0.1);
        LayeredNetwork standard = LayeredNetwork.fullyConnected(
                WidthLimit.STANDARD.first(1, 0.1, 4), RELU, WidthLimit.STANDARD.later(2, 0.1, 300));
        DoubleMatrix found = LayeredKernels.of(standard, Kernel.NTK, depth).gram(x);
        // Of each layer's r S + beta the weights are S - b over w; the biases are a constant carried up by the same
        // slopes.
        DoubleMatrix sum = DoubleMatrix.zeros(7, 7);
        for (int l = 0; l <= depth; l++) {
            DoubleMatrix both = contribution(network, l, depth, x);
            DoubleMatrix biases = contribution(network.withTrainedBias(1), l, depth, x);
            Elementwise.addScaled(-1, both, biases);
            double weights = l == 0 ? 1 : 150;
            Elementwise.addScaled(weights, both, sum);
            Elementwise.addScaled(1 - 0.1 * weights, biases, sum);
        }
        assertClose(sum, found, 1e-12);
    }

    private static DoubleMatrix contribution(InfiniteNetwork network, int layer, int depth, DoubleMatrix x) {
        return ReluKernels.gram(Kernel.NTK, network.contribution(layer, depth), depth, x);
    }
}
