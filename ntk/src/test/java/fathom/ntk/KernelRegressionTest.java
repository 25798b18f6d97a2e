package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.Gemm;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;

class KernelRegressionTest {

    private static final InfiniteNetwork NETWORK = InfiniteNetwork.relu().withTrainedBias(1);
    private static final long SEED = 11;

    private static DoubleMatrix normal(String purpose, int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        RandomStream.of(SEED, purpose).fillNormal(x, 0);
        return x;
    }

    @Test
    void weightsSolveTheRegularisedSystem() {
        System.out.println("KernelRegressionTest seed " + SEED);
        DoubleMatrix x = normal("x", 90, 8);
        DoubleMatrix y = normal("y", 90, 3);
        for (double ridge : new double[] {0, 1e-3, 10}) {
            DoubleMatrix weights =
                    KernelRegression.fit(Kernel.NTK, NETWORK, 3, x, y, ridge).weights();
            DoubleMatrix gram = ReluKernels.gram(Kernel.NTK, NETWORK, 3, x);
            for (int i = 0; i < 90; i++) {
                gram.set(i, i, gram.get(i, i) + 90 * ridge);
            }
            DoubleMatrix left = Gemm.product(gram, weights);
            for (int i = 0; i < 90; i++) {
                for (int j = 0; j < 3; j++) {
                    assertEquals(y.get(i, j), left.get(i, j), 1e-10);
                }
            }
        }
    }

    @Test
    void ridgelessRegressionInterpolatesAndGreatRidgesTendToKernelSmoothing() {
        DoubleMatrix x = normal("x", 70, 5);
        DoubleMatrix y = normal("y", 70, 2);
        DoubleMatrix same = KernelRegression.fit(Kernel.NNGP, NETWORK.withBiasVariance(0.1), 2, x, y, 0)
                .predict(x);
        double ridge = 1e8;
        DoubleMatrix smooth =
                KernelRegression.fit(Kernel.NTK, NETWORK, 2, x, y, ridge).predict(x);
        DoubleMatrix sums = Gemm.product(ReluKernels.gram(Kernel.NTK, NETWORK, 2, x), y);
        for (int i = 0; i < 70; i++) {
            for (int j = 0; j < 2; j++) {
                assertEquals(y.get(i, j), same.get(i, j), 1e-9);
                assertEquals(sums.get(i, j), smooth.get(i, j) * 70 * ridge, 1e-5);
            }
        }
    }

    @Test
    void manyTargetsAreTheTargetsOneByOneAndTestRowsDoNotDependOnTheirBlock() throws Exception {
        DoubleMatrix x = normal("x", 60, 6);
        DoubleMatrix y = normal("y", 60, 3);
        DoubleMatrix tests = normal("tests", 300, 6);
        DoubleMatrix together =
                KernelRegression.fit(Kernel.NTK, NETWORK, 2, x, y, 1e-4).predict(tests);
        for (int j = 0; j < 3; j++) {
            DoubleMatrix one = KernelRegression.fit(Kernel.NTK, NETWORK, 2, x, y.column(j), 1e-4)
                    .predict(tests);
            assertArrayEquals(together.column(j).copy().array(), one.array());
        }
        KernelRegression fitted = Parallelism.call(1, () -> KernelRegression.fit(Kernel.NTK, NETWORK, 2, x, y, 1e-4));
        DoubleMatrix some = fitted.predict(tests.rows(200, 290));
        assertArrayEquals(together.rows(200, 290).copy().array(), some.array());
    }

    @Test
    void repeatedRowsWithoutRidgeNameThePivotAndTheRemedy() {
        DoubleMatrix x = normal("x", 40, 4);
        for (int k = 0; k < 4; k++) {
            x.set(33, k, x.get(7, k));
        }
        DoubleMatrix y = normal("y", 40, 1);
        NotPositiveDefiniteException thrown = assertThrows(
                NotPositiveDefiniteException.class, () -> KernelRegression.fit(Kernel.NTK, NETWORK, 1, x, y, 0));
        assertTrue(thrown.pivot() >= 33, thrown.getMessage());
        assertTrue(thrown.getMessage().contains("ridge"), thrown.getMessage());
        DoubleMatrix finite =
                KernelRegression.fit(Kernel.NTK, NETWORK, 1, x, y, 1e-9).predict(x);
        assertEquals((y.get(7, 0) + y.get(33, 0)) / 2, finite.get(7, 0), 1e-5);
    }

    @Test
    void badInputIsRefusedInOneSentence() {
        DoubleMatrix x = normal("x", 5, 4);
        DoubleMatrix y = normal("y", 5, 1);
        assertThrows(
                ShapeMismatchException.class,
                () -> KernelRegression.fit(Kernel.NTK, NETWORK, 1, x, normal("y", 6, 1), 1));
        assertThrows(IllegalArgumentException.class, () -> KernelRegression.fit(Kernel.NTK, NETWORK, 1, x, y, -1));
        assertThrows(
                IllegalArgumentException.class, () -> KernelRegression.fit(Kernel.NTK, NETWORK, 1, x, y, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> KernelRegression.fit(Kernel.NTK, NETWORK, -1, x, y, 1));
        KernelRegression fitted = KernelRegression.fit(Kernel.NTK, NETWORK, 1, x, y, 1);
        assertThrows(ShapeMismatchException.class, () -> fitted.predict(normal("x", 2, 3)));
        // A repeated row costs no memory, so this x is as tall as wished.
        DoubleMatrix tall = new DoubleMatrix(new double[1], 0, 60_000, 1, 0, 1);
        IllegalArgumentException large = assertThrows(
                IllegalArgumentException.class, () -> KernelRegression.fit(Kernel.NTK, NETWORK, 1, tall, tall, 1));
        assertTrue(large.getMessage().contains("MiB"), large.getMessage());
    }

    @Test
    void theMemoryEstimateCountsTheMatrix() {
        assertTrue(KernelRegression.bytes(10_000, 0, 10) > 800_000_000L);
        assertTrue(KernelRegression.bytes(10_000, 100_000, 784) < 2_000_000_000L);
    }
}
