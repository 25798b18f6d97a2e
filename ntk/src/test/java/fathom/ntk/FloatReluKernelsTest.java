package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.SymmetricEigen;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FloatReluKernelsTest {

    private static final long SEED = 32;
    private static final InfiniteNetwork NETWORK = InfiniteNetwork.relu()
            .withTrainedBias(PerLayer.same(0.25))
            .withBiasVariance(PerLayer.of(biasOfInputsAlone()));

    private static double[] biasOfInputsAlone() {
        double[] biases = new double[51];
        biases[0] = 0.5;
        return biases;
    }

    /** Rows at random, a third of them near, or nearly opposite to, the one before, and one of zeros. */
    private static DoubleMatrix rows(int n, int d) {
        DoubleMatrix x = DoubleMatrix.zeros(n, d);
        RandomStream stream = RandomStream.of(SEED, "float kernels");
        stream.fillNormal(x, 0);
        for (int i = 3; i < n; i += 3) {
            double distance = Math.pow(10, -8 * stream.uniform(i));
            for (int k = 0; k < d; k++) {
                x.set(i, k, (i % 2 == 0 ? 1 : -1) * x.get(i - 1, k) + distance * x.get(i, k));
            }
        }
        for (int k = 0; k < d; k++) {
            x.set(n - 1, k, 0);
        }
        return x;
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void kernelsAreThoseOfDoubleRounded(Kernel kind) {
        System.out.println("FloatReluKernelsTest seed " + SEED);
        DoubleMatrix x = rows(270, 40);
        int[] depths = {0, 1, 3, 50};
        for (InfiniteNetwork network : List.of(InfiniteNetwork.relu(), NETWORK.withLearningRate(PerLayer.same(0.5)))) {
            List<FloatMatrix> grams = FloatReluKernels.grams(kind, network, depths, x);
            for (int k = 0; k < depths.length; k++) {
                DoubleMatrix exact = ReluKernels.gram(kind, network, depths[k], x);
                for (int i = 0; i < x.rows(); i++) {
                    assertEquals((float) exact.get(i, i), grams.get(k).get(i, i));
                    for (int j = 0; j < i; j++) {
                        assertEquals(
                                exact.get(i, j),
                                grams.get(k).get(i, j),
                                3e-6 * Math.sqrt(exact.get(i, i) * exact.get(j, j)),
                                network + " depth " + depths[k] + " pair " + i + ", " + j);
                        assertEquals(grams.get(k).get(i, j), grams.get(k).get(j, i));
                    }
                }
            }
            DoubleMatrix some = x.rows(0, 20);
            List<FloatMatrix> crosses = FloatReluKernels.crosses(kind, network, depths, x, some);
            for (int k = 0; k < depths.length; k++) {
                for (int i = 20; i < x.rows(); i++) {
                    for (int j = 0; j < 20; j++) {
                        assertEquals(grams.get(k).get(i, j), crosses.get(k).get(i, j));
                    }
                }
            }
        }
    }

    /** Eigenvalues in double of the float matrix, with near-duplicates at every depth, where an angle by arccos loses all digits. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 50})
    void gramMatricesArePositiveSemidefiniteUpToRounding(int depth) {
        DoubleMatrix x = rows(150, 20);
        for (Kernel kind : Kernel.values()) {
            FloatMatrix gram = FloatReluKernels.grams(kind, InfiniteNetwork.relu(), new int[] {depth}, x)
                    .get(0);
            DoubleMatrix doubles = DoubleMatrix.zeros(150, 150);
            for (int i = 0; i < 150; i++) {
                for (int j = 0; j < 150; j++) {
                    doubles.set(i, j, gram.get(i, j));
                }
            }
            double[] values = SymmetricEigen.values(doubles);
            assertTrue(
                    values[0] >= -2e-7 * Math.sqrt(150) * values[149],
                    kind + " depth " + depth + ": " + values[0] + " of " + values[149]);
        }
    }

    @Test
    void nearPairsAreAsNearAsTheyShouldBe() {
        // At 1e-4 of distance the float correlation is 1; the tangent kernel of 10 layers is 1e-4 of its size below the
        // diagonal.
        DoubleMatrix x = DoubleMatrix.of(2, 2, 0.6, 0.8, 0.6 + 0.8e-4, 0.8 - 0.6e-4);
        double exact =
                ReluKernels.gram(Kernel.NTK, InfiniteNetwork.relu(), 10, x).get(0, 1);
        float[] gram = FloatReluKernels.grams(Kernel.NTK, InfiniteNetwork.relu(), new int[] {10}, x)
                .get(0)
                .array();
        assertEquals(11 - exact, 11 - (double) gram[1], 3e-6);
        assertTrue(11 - gram[1] > 1e-3, "" + gram[1]);
    }

    @Test
    void sameBitsOnOneThreadAndOnThree() throws Exception {
        DoubleMatrix x = rows(300, 5);
        int[] depths = {3};
        FloatMatrix one = Parallelism.call(
                1, () -> FloatReluKernels.grams(Kernel.NTK, NETWORK, depths, x).get(0));
        FloatMatrix three = Parallelism.call(
                3, () -> FloatReluKernels.grams(Kernel.NTK, NETWORK, depths, x).get(0));
        assertArrayEquals(one.array(), three.array());
    }

    @Test
    void badInputIsRefused() {
        InfiniteNetwork biased = InfiniteNetwork.relu().withBiasVariance(0.1);
        DoubleMatrix x = rows(4, 3);
        int[] one = {1};
        assertFalse(FloatReluKernels.serves(biased, 1));
        assertTrue(FloatReluKernels.serves(biased, 0) && FloatReluKernels.serves(NETWORK, 50));
        assertThrows(IllegalArgumentException.class, () -> FloatReluKernels.grams(Kernel.NTK, biased, one, x));
        assertThrows(
                ShapeMismatchException.class,
                () -> FloatReluKernels.lowerGrams(Kernel.NTK, NETWORK, one, x, FloatMatrix.zeros(4, 3)));
        assertThrows(
                ShapeMismatchException.class,
                () -> FloatReluKernels.crosses(Kernel.NTK, NETWORK, one, x, DoubleMatrix.zeros(2, 2)));
    }
}
