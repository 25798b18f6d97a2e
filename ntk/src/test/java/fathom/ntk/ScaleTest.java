package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.ConvolutionalNetwork.Image;
import fathom.ntk.ConvolutionalNetwork.Padding;
import fathom.ntk.ConvolutionalNetwork.Readout;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.Elementwise;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The unit of inputs, of kernels and of targets is arbitrary: kernels of ReLU networks have degree 2 in the inputs, predictions degree 0 in the
 * kernel (with the ridge, the time and the rate in its unit) and degree 1 in the targets.
 */
class ScaleTest {

    private static final int N = 40;

    /** Of inputs whose squares are kernels: what is within 1e-300 .. 1e300 is K, so c is within 1e-150 .. 1e150; to the bit for 2^-498 .. 2^498. */
    private static final int SQUARES = 500;

    /** Of kernels: weights have degree -1 and are 1e10 times the inverse unit of K at small ridges, so c is within 1e-280 .. 1e280. */
    private static final int INVERSES = 940;

    private static final double[] FACTORS = {
        1e-280, 1e-200, 1e-170, 1e-150, 1e-100, 1e-59, 1e-30, 1e-12, 1e-8, 1e8, 1e12, 1e30, 1e100, 1e150, 1e200, 1e280
    };

    private static final int[] POWERS = {-930, -540, -498, -200, -34, -2, 2, 34, 200, 498, 540, 930};

    private static final DoubleMatrix X = normal("x", N, 6);
    private static final DoubleMatrix Y = normal("y", N, 2);
    private static final DoubleMatrix TESTS = normal("tests", 9, 6);
    private static final DoubleMatrix TRUTHS = normal("truths", 9, 2);
    private static final RowKernel NTK =
            ReluKernels.of(Kernel.NTK, InfiniteNetwork.relu().withTrainedBias(1), 2);
    private static final RowKernel NNGP = ReluKernels.of(Kernel.NNGP, InfiniteNetwork.relu(), 2);

    /** What is computed with everything that has a unit in units of c. */
    private record Law(
            String name, double degree, double tolerance, int range, boolean exact, DoubleFunction<double[]> numbers) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static DoubleMatrix normal(String purpose, int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        RandomStream.of(41, purpose).fillNormal(x, 0);
        return x;
    }

    private static DoubleMatrix scaled(double c, DoubleMatrix x) {
        DoubleMatrix copy = x.copy();
        Elementwise.scale(c, copy);
        return copy;
    }

    /** Rows with a repeated one, a nearly equal one (1e-9 apart), an opposite one and a row of zeros. */
    private static DoubleMatrix rows(int columns) {
        DoubleMatrix x = normal("rows", 20, columns);
        for (int k = 0; k < columns; k++) {
            x.set(1, k, x.get(0, k));
            x.set(2, k, x.get(0, k) * (1 + 1e-9 * k));
            x.set(3, k, -x.get(0, k));
            x.set(4, k, 0);
        }
        return x;
    }

    private static Law kernel(String name, DoubleMatrix rows, DoubleFunction<RowKernel> kernel) {
        return kernel(name, true, rows, kernel);
    }

    private static Law kernel(String name, boolean exact, DoubleMatrix rows, DoubleFunction<RowKernel> kernel) {
        return new Law(name, 2, 1e-13, SQUARES, exact, c -> {
            DoubleMatrix x = scaled(c, rows);
            RowKernel k = kernel.apply(c);
            return join(k.gram(x), k.cross(x, x), DoubleMatrix.wrap(k.diagonal(x), 1, x.rows()));
        });
    }

    /** f of degree 0 in the unit of the kernel. */
    private static Law regression(String name, DoubleFunction<KernelRegression> fit) {
        return new Law(
                name, 0, 1e-11, INVERSES, true, c -> fit.apply(c).predict(TESTS).array());
    }

    private static double[] join(DoubleMatrix... parts) {
        return Stream.of(parts)
                .flatMapToDouble(part -> DoubleStream.of(part.copy().array()))
                .toArray();
    }

    private static double[] floats(FloatMatrix x) {
        return DoubleMatrix.widened(x).array();
    }

    static List<Law> laws() {
        List<Law> laws = new ArrayList<>(kernels());
        laws.addAll(regressions());
        laws.addAll(dynamics());
        laws.add(new Law(
                "unit rows",
                0,
                1e-15,
                1000,
                true,
                c -> UnitRows.of(scaled(c, X)).array()));
        laws.add(new Law("condition number", 0, 1e-11, INVERSES, true, c ->
                new double[] {KernelConditioning.of(NTK.scaled(c).gram(X)) / 1e3}));
        return laws;
    }

    private static List<Law> kernels() {
        InfiniteNetwork relu = InfiniteNetwork.relu();
        Image image = new Image(2, 3, 2);
        List<Law> laws = new ArrayList<>();
        for (Kernel kind : Kernel.values()) {
            laws.add(kernel(kind + " of ReLU", rows(6), c -> ReluKernels.of(kind, relu, 3)));
            laws.add(kernel(
                    kind + " of ReLU with biases",
                    rows(6),
                    c -> ReluKernels.of(kind, relu.withBiasVariance(0.1 * c * c).withTrainedBias(0.7 * c * c), 3)));
            laws.add(kernel(
                    kind + " of leaky ReLU",
                    rows(6),
                    c -> ActivationKernels.of(Nonlinearity.parse("leaky_relu(slope=0.1)"), kind, relu, 2)));
            for (String phi : List.of("tanh", "erf", "gelu")) {
                laws.add(new Law(kind + " of " + phi + ", input scale", 0, 1e-12, SQUARES, true, c -> {
                    InfiniteNetwork network = relu.withInputScale(1 / (6 * c * c));
                    return ActivationKernels.of(Nonlinearity.parse(phi), kind, network, 2)
                            .gram(scaled(c, X))
                            .array();
                }));
            }
            for (Readout readout : Readout.values()) {
                // Not to the bit: the gap of images 1e-9 apart is 1e-18 K, a subnormal number where K is 1e-300.
                laws.add(kernel(
                        kind + " of ReLU, convolutional, " + readout,
                        false,
                        rows(image.size()),
                        c -> ConvolutionalKernels.of(
                                kind, ConvolutionalNetwork.relu(image, 3, Padding.ZERO, readout), 2)));
            }
            laws.add(kernel(
                    kind + " of ReLU in layers",
                    rows(6),
                    c -> LayeredKernels.of(
                            LayeredNetwork.fullyConnected(
                                    new InfiniteLayer.Dense(1, 0),
                                    Nonlinearity.parse("relu"),
                                    new InfiniteLayer.Dense(2, 0)),
                            kind,
                            2)));
            // In floats K is within 1e-37 .. 1e37.
            laws.add(new Law(
                    kind + " of ReLU in floats",
                    2,
                    1e-5,
                    60,
                    true,
                    c -> floats(FloatReluKernels.grams(kind, relu, new int[] {2}, scaled(c, rows(6)))
                            .getFirst())));
        }
        laws.add(kernel(
                "Laplace's kernel of the angle", rows(6), c -> HomogeneousKernel.of(z -> Math.exp(-Math.sqrt(z)))));
        return laws;
    }

    private static List<Law> regressions() {
        TiledRegression tiles = TiledRegression.inMemory().inTilesOf(16);
        List<Law> laws = new ArrayList<>(List.of(
                regression("regression", c -> KernelRegression.fit(NTK.scaled(c), X, Y, 1e-3 * c)),
                regression(
                        "path",
                        c -> KernelRegression.path(NTK.scaled(c), X, Y, c, 1e-6 * c)
                                .getLast()),
                regression("in tiles", c -> tiles.fit(NTK.scaled(c), X, Y, 1e-3 * c)),
                regression("ridgeless", c -> KernelRegression.ridgeless(NTK.scaled(c), X, Y)),
                regression(
                        "leave-one-out",
                        c -> RidgeSearch.leaveOneOut(NTK.scaled(c), X, Y).regression()),
                regression(
                        "validation",
                        c -> RidgeSearch.validation(
                                        NTK.scaled(c), X, Y, TESTS, TRUTHS, RidgeSearch.Criterion.SQUARED_ERROR)
                                .regression()),
                regression(
                        "held out",
                        c -> RidgeSearch.heldOut(tiles, NTK.scaled(c), X, Y).regression()),
                new Law("ridge", 1, 1e-11, INVERSES, true, c -> new double[] {
                    RidgeSearch.leaveOneOut(NTK.scaled(c), X, Y).ridge()
                }),
                new Law(
                        "marginal likelihood",
                        1,
                        1e-11,
                        SQUARES,
                        true,
                        c -> RidgeSearch.marginalLikelihood(NTK.scaled(c * c), X, scaled(c, Y))
                                .regression()
                                .predict(TESTS)
                                .array()),
                new Law(
                        "targets",
                        1,
                        1e-11,
                        INVERSES,
                        true,
                        c -> KernelRegression.fit(NTK, X, scaled(c, Y), 1e-3)
                                .predict(TESTS)
                                .array()),
                new Law(
                        "posterior mean",
                        0,
                        1e-11,
                        INVERSES,
                        true,
                        c -> GaussianProcess.fit(NTK.scaled(c), X, Y, 1e-3 * c)
                                .mean(TESTS)
                                .array()),
                new Law("posterior covariance", 1, 1e-11, INVERSES, true, c -> {
                    GaussianProcess process = GaussianProcess.fit(NTK.scaled(c), X, Y, 1e-3 * c);
                    return join(process.covariance(TESTS), DoubleMatrix.wrap(process.variances(TESTS), 1, 9));
                })));
        // Refined to corrections of 1e-10, and solved to residuals of 1e-6: what is left is up to the condition times
        // that.
        laws.add(new Law("in floats, refined", 0, 1e-8, INVERSES, true, c -> {
            List<String> told = new ArrayList<>();
            double[] f = tiles.inFloats()
                    .telling(told::add)
                    .fit(NTK.scaled(c), X, Y, 1e-2 * c)
                    .predict(TESTS)
                    .array();
            assertTrue(told.getLast().contains("refinements"), told::toString);
            return f;
        }));
        laws.add(new Law("path in tiles", 0, 1e-4, INVERSES, false, c -> {
            List<String> told = new ArrayList<>();
            DoubleMatrix weights = TiledPath.inMemory()
                    .inTilesOf(16, 12)
                    .telling(told::add)
                    .weights(NTK.scaled(c), "scaled", X, Y, c, 1e-2 * c);
            assertTrue(told.stream().noneMatch(line -> line.contains("factorised")), told::toString);
            return scaled(c, weights).array();
        }));
        return laws;
    }

    private static List<Law> dynamics() {
        return List.of(
                regression(
                        "gradient flow",
                        c -> TrainingDynamics.of(NTK.scaled(c), X, Y).flow(0.1 / c)),
                regression("gradient descent", c -> {
                    TrainingDynamics dynamics = TrainingDynamics.of(NTK.scaled(c), X, Y);
                    return dynamics.descent(0.5 * dynamics.largestStableRate(), 20);
                }),
                new Law(
                        "flow of inputs",
                        0,
                        1e-11,
                        SQUARES,
                        true,
                        c -> TrainingDynamics.of(NNGP, scaled(c, X), Y)
                                .flow(0.1 / (c * c))
                                .predict(scaled(c, TESTS))
                                .array()),
                new Law(
                        "ridgeless of inputs",
                        0,
                        1e-11,
                        465,
                        true,
                        c -> KernelRegression.ridgeless(NNGP, scaled(c, X), Y)
                                .predict(scaled(c, TESTS))
                                .array()),
                new Law(
                        "eigenvalues",
                        1,
                        1e-13,
                        INVERSES,
                        true,
                        c -> TrainingDynamics.of(NTK.scaled(c / 100), X, Y).eigenvalues()),
                new Law("largest stable rate", -1, 1e-13, INVERSES, true, c -> new double[] {
                    100 * TrainingDynamics.of(NTK.scaled(c), X, Y).largestStableRate()
                }),
                new Law(
                        "covariance over initialisations",
                        1,
                        1e-11,
                        INVERSES,
                        true,
                        c -> TrainingDynamics.of(NTK.scaled(c), X, Y)
                                .covariance(NNGP.scaled(c), TESTS, 0.1 / c)
                                .array()));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theUnitIsArbitrary(Law law) {
        double[] expected = law.numbers.apply(1);
        double largest = DoubleStream.of(expected).map(Math::abs).max().orElseThrow();
        assertTrue(largest > 1e-3 && largest < 1000, () -> law + ": numbers up to " + largest);
        for (double c : FACTORS) {
            if (Math.abs(Math.getExponent(c)) < law.range) {
                double back = Math.pow(c, -law.degree);
                double[] actual = law.numbers.apply(c);
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(
                            expected[i],
                            back * actual[i],
                            law.tolerance * largest,
                            law + ", number " + i + ", c = " + c);
                }
            }
        }
        for (int power : POWERS) {
            if (law.exact && Math.abs(power) < law.range) {
                double[] actual = law.numbers.apply(Math.scalb(1.0, power));
                double back = Math.scalb(1.0, (int) (-power * law.degree));
                for (int i = 0; i < expected.length; i++) {
                    actual[i] *= back;
                }
                assertArrayEquals(expected, actual, law + ", c = 2^" + power);
            }
        }
    }
}
