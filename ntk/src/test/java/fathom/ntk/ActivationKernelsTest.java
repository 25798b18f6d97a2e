package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.SymmetricEigen;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationKernelsTest {

    private static final InfiniteNetwork NETWORK =
            new InfiniteNetwork(0.1, PerLayer.same(1.4), PerLayer.same(0.1), PerLayer.same(0.2));

    private static DoubleMatrix normal(int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        RandomStream.of(41, "activation kernels").fillNormal(x, 0);
        return x;
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
            double derivative = 1.4 * dual.derivative(left, right, u);
            covariance = 1.4 * dual.value(left, right, u) + 0.1;
            left = 1.4 * dual.value(left, left, 1) + 0.1;
            right = 1.4 * dual.value(right, right, 1) + 0.1;
            tangent = covariance + 0.2 + derivative * tangent;
        }
        return kind == Kernel.NNGP ? covariance : tangent;
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh", "sin", "gaussian", "softplus", "relu"})
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

    @Test
    void kinksAndStepsAreRefused() {
        DoubleMatrix x = normal(2, 3);
        RowKernel kinked = ActivationKernels.of(Nonlinearity.parse("selu"), Kernel.NNGP, NETWORK, 1);
        assertThrows(IllegalArgumentException.class, () -> kinked.gram(x));
        assertThrows(
                IllegalArgumentException.class,
                () -> ActivationKernels.of(Nonlinearity.parse("sign"), Kernel.NTK, NETWORK, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> ActivationKernels.of(Nonlinearity.parse("tanh"), Kernel.NTK, NETWORK, -1));
    }
}
