package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.Reduce;
import fathom.simd.SymmetricEigen;
import fathom.simd.machine.Parallelism;
import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationKernelsTest {

    private static final InfiniteNetwork NETWORK =
            new InfiniteNetwork(0.1, PerLayer.same(1.4), PerLayer.same(0.1), PerLayer.same(0.2));

    /** Directions at random, lengths from 2.5 to 2.9: the more lengths differ, the longer their series take. */
    private static DoubleMatrix normal(int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        RandomStream.of(41, "activation kernels").fillNormal(x, 0);
        DoubleMatrix unit = UnitRows.of(x);
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < columns; k++) {
                unit.set(i, k, (2.5 + 0.1 * (i % 5)) * unit.get(i, k));
            }
        }
        return unit;
    }

    /** The recursion pair by pair, with duals by quadrature or closed form. */
    private static double expected(String name, Kernel kind, int depth, DoubleMatrix x, int i, int j) {
        DualActivation dual = new DualActivation(Nonlinearity.parse(name));
        double[] s = new double[3];
        for (int k = 0; k < x.columns(); k++) {
            s[0] += 0.1 * x.get(i, k) * x.get(i, k);
            s[1] += 0.1 * x.get(j, k) * x.get(j, k);
            s[2] += 0.1 * x.get(i, k) * x.get(j, k);
        }
        double left = s[0] + 0.1;
        double right = s[1] + 0.1;
        double covariance = s[2] + 0.1;
        double tangent = covariance + 0.2;
        for (int l = 0; l < depth; l++) {
            double u = Math.max(-1, Math.min(1, covariance / Math.sqrt(left * right)));
            double derivative = dual.phi().differentiable() ? 1.4 * dual.derivative(left, right, u) : 0;
            covariance = 1.4 * dual.value(left, right, u) + 0.1;
            left = 1.4 * dual.value(left, left, 1) + 0.1;
            right = 1.4 * dual.value(right, right, 1) + 0.1;
            tangent = covariance + 0.2 + derivative * tangent;
        }
        return kind == Kernel.NNGP ? covariance : tangent;
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh", "softplus", "relu"})
    void kernelsAreTheRecursionPairByPair(String name) {
        DoubleMatrix x = normal(5, 4);
        for (int k = 0; k < 4; k++) {
            x.set(4, k, x.get(0, k) + 1e-8 * (k + 1));
        }
        for (Kernel kind : Kernel.values()) {
            for (int depth : new int[] {0, 2}) {
                RowKernel kernel = ActivationKernels.of(Nonlinearity.parse(name), kind, NETWORK, depth);
                DoubleMatrix gram = kernel.gram(x);
                DoubleMatrix cross = kernel.cross(x, x);
                double[] diagonal = kernel.diagonal(x);
                for (int i = 0; i < 5; i++) {
                    assertEquals(diagonal[i], gram.get(i, i));
                    for (int j = 0; j < 5; j++) {
                        double scale = Math.sqrt(gram.get(i, i) * gram.get(j, j));
                        // A row against its near copy by arccos loses half of the digits of relu, so that pair is left
                        // to its own test.
                        double tolerance = name.equals("relu") && i % 4 == 0 && j % 4 == 0 ? 1e-7 : 3e-14;
                        if (j == 0) {
                            assertEquals(expected(name, kind, depth, x, i, j), gram.get(i, j), tolerance * scale);
                        }
                        assertEquals(gram.get(i, j), cross.get(i, j), 1e-14 * scale);
                    }
                }
            }
        }
    }

    @Test
    void identityIsLinear() {
        DoubleMatrix x = normal(4, 3);
        RowKernel linear = ActivationKernels.of(
                Nonlinearity.parse("identity"),
                Kernel.NTK,
                InfiniteNetwork.relu().withWeightVariance(1),
                2);
        DoubleMatrix once = ReluKernels.gram(Kernel.NTK, InfiniteNetwork.relu(), 0, x);
        DoubleMatrix gram = linear.gram(x);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertEquals(3 * once.get(i, j), gram.get(i, j), 1e-13);
            }
        }
    }

    @Test
    void gramMatricesAreAsGoodAsPositiveSemidefinite() {
        DoubleMatrix x = normal(60, 3);
        for (String name : new String[] {"tanh", "softplus", "cos"}) {
            double[] values =
                    SymmetricEigen.values(ActivationKernels.of(Nonlinearity.parse(name), Kernel.NTK, NETWORK, 4)
                            .gram(x));
            assertEquals(0, Math.min(values[0], 0), 1e-14 * values[59]);
        }
    }

    @Test
    void theDefaultWeightVarianceKeepsVarianceOne() {
        for (String name : new String[] {"relu", "tanh", "softplus", "cos"}) {
            Nonlinearity phi = Nonlinearity.parse(name);
            InfiniteNetwork network = InfiniteNetwork.relu().withWeightVariance(ActivationKernels.weightVariance(phi));
            DoubleMatrix unit = DoubleMatrix.of(1, 2, 0.6, 0.8);
            assertEquals(1, ActivationKernels.of(phi, Kernel.NNGP, network, 5).diagonal(unit)[0], 1e-13);
        }
    }

    @Test
    void regressionTakesAnyKernel() {
        DoubleMatrix x = normal(20, 3);
        DoubleMatrix y = x.column(0).copy();
        RowKernel kernel = ActivationKernels.of(Nonlinearity.parse("tanh"), Kernel.NTK, NETWORK, 2);
        DoubleMatrix f = KernelRegression.fit(kernel, x, y, 0).predict(x);
        assertArrayEquals(y.array(), f.array(), 1e-7);
    }

    /** Duals by closed forms or quadrature in polar coordinates, pair by pair, against the series; every activation of the list. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "leaky_relu(slope=0.1)",
                "abs",
                "identity",
                "elu",
                "selu",
                "gelu",
                "silu",
                "sigmoid",
                "erf",
                "cos",
                "hermite(n=2)",
                "hermite(n=3)",
                "normalised(tanh)",
                "normalised(relu)",
                "step",
                "sign",
                "normalised(step)"
            })
    void everyActivationHasAKernel(String name) {
        Nonlinearity phi = Nonlinearity.parse(name);
        DoubleMatrix x = normal(4, 4);
        for (int k = 0; k < 4; k++) {
            x.set(2, k, -1.125 * x.get(0, k)); // opposite, and of another length
            x.set(3, k, 0.875 * x.get(1, k));
        }
        Map<Kernel, DoubleMatrix> grams = new EnumMap<>(Kernel.class);
        if (phi.differentiable()) {
            ActivationKernels.sweep(phi, x, NETWORK, 2, (depth, nngp, ntk) -> {
                grams.put(Kernel.NNGP, nngp.copy());
                grams.put(Kernel.NTK, ntk.copy());
            });
        } else {
            grams.put(
                    Kernel.NNGP,
                    ActivationKernels.of(phi, Kernel.NNGP, NETWORK, 2).gram(x));
        }
        for (Kernel kind : grams.keySet()) {
            DoubleMatrix gram = grams.get(kind);
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j <= i; j++) {
                    double scale = Math.sqrt(gram.get(i, i) * gram.get(j, j));
                    boolean closed = i == j
                            && (name.equals("abs")
                                    || name.startsWith("leaky")
                                    || phi.name().contains("relu"));
                    double tolerance = closed || !phi.differentiable() ? 1e-7 : 5e-14;
                    assertEquals(
                            expected(name, kind, 2, x, i, j),
                            gram.get(i, j),
                            tolerance * scale,
                            name + " " + i + ", " + j);
                }
            }
        }
    }

    /** Probabilities of two correlated normals beyond a threshold by quadrature over one of them. */
    @Test
    void aKinkElsewhereNeedsRowsOfOneLength() {
        Nonlinearity phi = Nonlinearity.parse("normrelu(c=-1)");
        DoubleMatrix x = UnitRows.of(normal(5, 3));
        InfiniteNetwork network = InfiniteNetwork.relu().withWeightVariance(1);
        DoubleMatrix nngp = ActivationKernels.of(phi, Kernel.NNGP, network, 1).gram(x);
        DoubleMatrix ntk = ActivationKernels.of(phi, Kernel.NTK, network, 1).gram(x);
        for (int i = 0; i < 5; i++) {
            assertEquals(1, nngp.get(i, i), 1e-13);
            for (int j = 0; j < i; j++) {
                double u = Reduce.dot(x.row(i), x.row(j));
                double value = 0;
                double slope = 0;
                int steps = 4000;
                double h = 20.0 / steps;
                for (int p = 0; p < steps; p++) { // the midpoint rule, whose only error is at the two kinks: O(h^2)
                    double g = -10 + (p + 0.5) * h;
                    double inner = 0;
                    double innerSlope = 0;
                    double z = (-1 - u * g) / Math.sqrt(1 - u * u);
                    double lambda = phi.derivative().applyAsDouble(0);
                    double beyond = DoubleFunctions.normalCdf(-z);
                    double density = DoubleFunctions.normalDensity(z);
                    double below = phi.value().applyAsDouble(-2);
                    inner = below + lambda * ((u * g + 1) * beyond + Math.sqrt(1 - u * u) * density);
                    innerSlope = lambda * beyond;
                    double weight = h * DoubleFunctions.normalDensity(g);
                    value += weight * phi.value().applyAsDouble(g) * inner;
                    slope += weight * phi.derivative().applyAsDouble(g) * innerSlope;
                }
                assertEquals(value, nngp.get(i, j), 1e-5);
                assertEquals(value + slope * u, ntk.get(i, j), 1e-5);
            }
        }
        IllegalArgumentException mixed = assertThrows(
                IllegalArgumentException.class,
                () -> ActivationKernels.of(phi, Kernel.NTK, network, 1).gram(normal(3, 3)));
        assertTrue(mixed.getMessage().contains("rows of one length"), mixed.getMessage());
    }

    @Test
    void sweepsAreTheKernelsOfEachDepth() {
        DoubleMatrix x = normal(70, 3);
        Nonlinearity phi = Nonlinearity.parse("softplus");
        ActivationKernels.sweep(phi, x, NETWORK, 2, (depth, nngp, ntk) -> {
            DoubleMatrix covariance =
                    ActivationKernels.of(phi, Kernel.NNGP, NETWORK, depth).gram(x);
            DoubleMatrix tangent =
                    ActivationKernels.of(phi, Kernel.NTK, NETWORK, depth).gram(x);
            for (int i = 0; i < 70; i++) {
                for (int j = 0; j <= i; j++) {
                    assertEquals(covariance.get(i, j), nngp.get(i, j), 1e-14 * covariance.get(i, i));
                    assertEquals(tangent.get(i, j), ntk.get(i, j), 1e-14 * tangent.get(i, i));
                }
            }
        });
    }

    @Test
    void sameBitsOnOneThreadAndOnThree() throws Exception {
        DoubleMatrix x = normal(150, 4);
        RowKernel kernel = ActivationKernels.of(Nonlinearity.parse("tanh"), Kernel.NTK, NETWORK, 2);
        DoubleMatrix one = Parallelism.call(1, () -> kernel.gram(x));
        assertArrayEquals(one.array(), Parallelism.call(3, () -> kernel.gram(x)).array());
    }

    /** A row of zeros has variance 0 there and phi(0)^2 above; what a kink or a curve does to it has a limit. */
    @Test
    void zeroRowsAndHugeRowsAreFinite() {
        DoubleMatrix x = DoubleMatrix.of(3, 2, 0, 0, 0.3, -0.4, 0, 0);
        InfiniteNetwork plain = InfiniteNetwork.relu();
        for (String name : new String[] {"tanh", "elu", "cos"}) {
            DoubleMatrix gram = ActivationKernels.of(Nonlinearity.parse(name), Kernel.NTK, plain, 2)
                    .gram(x);
            assertEquals(gram.get(0, 0), gram.get(2, 0), 1e-13 * (1 + gram.get(0, 0)), name);
            for (double value : gram.array()) {
                assertTrue(Double.isFinite(value), name);
            }
        }
        IllegalArgumentException huge = assertThrows(
                IllegalArgumentException.class,
                () -> ActivationKernels.of(Nonlinearity.parse("tanh"), Kernel.NTK, plain, 1)
                        .gram(DoubleMatrix.of(1, 1, 1e4)));
        assertTrue(huge.getMessage().contains("too large"), huge.getMessage());
    }

    @Test
    void stepsHaveNoTangentKernel() {
        assertThrows(
                IllegalArgumentException.class,
                () -> ActivationKernels.of(Nonlinearity.parse("sign"), Kernel.NTK, NETWORK, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> ActivationKernels.of(Nonlinearity.parse("tanh"), Kernel.NTK, NETWORK, -1));
    }
}
