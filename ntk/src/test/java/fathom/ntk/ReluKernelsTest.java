package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.Cholesky;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws of the kernels: symmetry, homogeneity, invariance, positivity, parity, and agreement of the ways to compute them. */
class ReluKernelsTest {

    private static final InfiniteNetwork BIASED =
            new InfiniteNetwork(0.5, PerLayer.same(1.7), PerLayer.same(0.2), PerLayer.same(0.4));

    private static DoubleMatrix normal(long seed, int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        RandomStream.of(seed, "kernels").fillNormal(x, 0);
        return x;
    }

    private static void assertEqual(DoubleMatrix expected, DoubleMatrix actual, double relative) {
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                double e = expected.get(i, j);
                assertEquals(e, actual.get(i, j), relative * (1 + Math.abs(e)), "element " + i + ", " + j);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void sweepGramCrossAndDiagonalAgreeToTheBit(Kernel kind) {
        DoubleMatrix x = normal(1, 300, 7); // several tiles each way
        for (InfiniteNetwork network : List.of(InfiniteNetwork.relu(), BIASED)) {
            List<DoubleMatrix> grams = ReluKernels.grams(kind, network, 4, x);
            for (int depth = 0; depth <= 4; depth++) {
                DoubleMatrix gram = ReluKernels.gram(kind, network, depth, x);
                assertArrayEquals(gram.array(), grams.get(depth).array());
                DoubleMatrix cross = ReluKernels.cross(kind, network, depth, x, x);
                double[] diagonal = ReluKernels.diagonal(kind, network, depth, x);
                for (int i = 0; i < 300; i++) {
                    assertEquals(diagonal[i], gram.get(i, i));
                    assertEquals(diagonal[i], cross.get(i, i), 1e-13 * diagonal[i]);
                    for (int j = 0; j < i; j++) {
                        assertEquals(gram.get(i, j), gram.get(j, i));
                        assertEquals(gram.get(i, j), cross.get(i, j));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void severalDepthsInOnePassAreThoseOneByOne(Kernel kind) {
        DoubleMatrix x = normal(6, 270, 5); // more than one tile
        DoubleMatrix y = normal(7, 3, 5);
        for (InfiniteNetwork network : List.of(InfiniteNetwork.relu(), BIASED)) {
            for (int[] depths : new int[][] {{0}, {0, 1, 2}, {2, 5}}) {
                DoubleMatrix[] grams = new DoubleMatrix[depths.length];
                Arrays.setAll(grams, k -> DoubleMatrix.zeros(270, 270));
                ReluKernels.lowerGrams(kind, network, depths, x, grams);
                List<DoubleMatrix> crosses = ReluKernels.crosses(kind, network, depths, x, y);
                for (int k = 0; k < depths.length; k++) {
                    DoubleMatrix alone = ReluKernels.gram(kind, network, depths[k], x);
                    ReluKernels.mirror(grams[k]);
                    assertArrayEquals(alone.array(), grams[k].array());
                    assertArrayEquals(
                            ReluKernels.cross(kind, network, depths[k], x, y).array(),
                            crosses.get(k).array());
                }
            }
        }
    }

    @Test
    void sameBitsOnOneThreadAndOnThree() throws Exception {
        DoubleMatrix x = normal(2, 400, 5);
        DoubleMatrix one = Parallelism.call(1, () -> ReluKernels.gram(Kernel.NTK, BIASED, 3, x));
        DoubleMatrix three = Parallelism.call(3, () -> ReluKernels.gram(Kernel.NTK, BIASED, 3, x));
        assertArrayEquals(one.array(), three.array());
    }

    @Test
    void sameBitsForEveryStrideOfTheInputs() {
        DoubleMatrix x = normal(3, 21, 9);
        DoubleMatrix columnMajor = x.transposed().copy().transposed();
        assertArrayEquals(
                ReluKernels.gram(Kernel.NTK, BIASED, 3, x).array(),
                ReluKernels.gram(Kernel.NTK, BIASED, 3, columnMajor).array());
    }

    @Property(tries = 30)
    void homogeneousWithoutBias(
            @ForAll @DoubleRange(min = 0.01, max = 1e3) double a,
            @ForAll @IntRange(min = 0, max = 6) int depth,
            @ForAll Kernel kind,
            @ForAll @IntRange(min = 0, max = 1000) int seed) {
        DoubleMatrix x = normal(seed, 4, 3);
        DoubleMatrix scaled = x.copy();
        for (int k = 0; k < 3; k++) {
            scaled.set(1, k, a * x.get(1, k));
        }
        DoubleMatrix k = ReluKernels.gram(kind, InfiniteNetwork.relu(), depth, x);
        DoubleMatrix scaledK = ReluKernels.gram(kind, InfiniteNetwork.relu(), depth, scaled);
        for (int i = 0; i < 4; i++) {
            double scale = Math.sqrt(k.get(1, 1) * k.get(i, i));
            assertEquals(k.get(1, i) / scale, scaledK.get(1, i) / (i == 1 ? a * a : a) / scale, 1e-13);
        }
    }

    @Property(tries = 30)
    void reflectionsOfTheInputsChangeNothing(
            @ForAll @IntRange(min = 0, max = 6) int depth,
            @ForAll Kernel kind,
            @ForAll @IntRange(min = 0, max = 1000) int seed) {
        int d = 6;
        DoubleMatrix x = normal(seed, 8, d);
        DoubleMatrix v = normal(seed + 5000L, 1, d);
        DoubleMatrix reflected = x.copy();
        for (int i = 0; i < 8; i++) {
            double along = 0;
            double norm = 0;
            for (int k = 0; k < d; k++) {
                along += x.get(i, k) * v.get(0, k);
                norm += v.get(0, k) * v.get(0, k);
            }
            for (int k = 0; k < d; k++) {
                reflected.set(i, k, x.get(i, k) - 2 * along / norm * v.get(0, k));
            }
        }
        assertEqual(ReluKernels.gram(kind, BIASED, depth, x), ReluKernels.gram(kind, BIASED, depth, reflected), 2e-13);
    }

    @Property(tries = 20)
    void covariancesOfDepthTwoAreThoseOfDepthOneOfTheFeatures(
            @ForAll @IntRange(min = 1, max = 5) int first,
            @ForAll @IntRange(min = 1, max = 5) int second,
            @ForAll @IntRange(min = 0, max = 1000) int seed) {
        // S_{a+b} of x is S_b of any inputs whose Gram matrix is S_a, such as the rows of its Cholesky factor.
        DoubleMatrix x = normal(seed, 6, 8);
        DoubleMatrix features = ReluKernels.gram(Kernel.NNGP, InfiniteNetwork.relu(), first, x);
        Cholesky.factorise(features);
        for (int i = 0; i < 6; i++) {
            for (int j = i + 1; j < 6; j++) {
                features.set(i, j, 0);
            }
        }
        assertEqual(
                ReluKernels.gram(Kernel.NNGP, InfiniteNetwork.relu(), first + second, x),
                ReluKernels.gram(Kernel.NNGP, InfiniteNetwork.relu(), second, features),
                1e-12);
    }

    @Property(tries = 20)
    void gramMatricesOfDistinctRowsArePositiveDefinite(
            @ForAll @IntRange(min = 1, max = 20) int depth,
            @ForAll Kernel kind,
            @ForAll @IntRange(min = 0, max = 1000) int seed) {
        // No two rows parallel and depth >= 2 or odd degrees present: strictly positive definite, so the factorisation
        // goes through.
        DoubleMatrix gram = ReluKernels.gram(kind, BIASED, depth, normal(seed, 40, 10));
        Cholesky.factorise(gram);
    }

    @Test
    void theUnbiasedTangentKernelOfOneHiddenLayerIsOddOnlyInDegreeOne() {
        // K(x, y) - K(x, -y) = x.y for unit rows: the odd part of u kappa_0(u) + kappa_1(u) is u itself, whatever the
        // angle.
        DoubleMatrix x = UnitRows.of(normal(8, 30, 5));
        DoubleMatrix opposite = x.copy();
        for (int i = 0; i < x.array().length; i++) {
            opposite.array()[i] = -x.array()[i];
        }
        DoubleMatrix k = ReluKernels.cross(Kernel.NTK, InfiniteNetwork.relu(), 1, x, x);
        DoubleMatrix minus = ReluKernels.cross(Kernel.NTK, InfiniteNetwork.relu(), 1, x, opposite);
        DoubleMatrix linear = ReluKernels.cross(Kernel.NTK, InfiniteNetwork.relu(), 0, x, x);
        DoubleMatrix biased =
                ReluKernels.cross(Kernel.NTK, InfiniteNetwork.relu().withTrainedBias(1), 1, x, x);
        DoubleMatrix biasedMinus =
                ReluKernels.cross(Kernel.NTK, InfiniteNetwork.relu().withTrainedBias(1), 1, x, opposite);
        double largest = 0;
        for (int i = 0; i < 30; i++) {
            for (int j = 0; j < 30; j++) {
                assertEquals(2 * linear.get(i, j), k.get(i, j) - minus.get(i, j), 1e-14);
                largest = Math.max(largest, Math.abs(biased.get(i, j) - biasedMinus.get(i, j) - 2 * linear.get(i, j)));
            }
        }
        assertTrue(largest > 0.1, "a trained bias brings the odd degrees back: " + largest);
    }

    @Test
    void depthZeroIsLinear() {
        DoubleMatrix x = DoubleMatrix.of(2, 2, 1, 2, 3, -1);
        DoubleMatrix k = ReluKernels.gram(Kernel.NTK, BIASED, 0, x);
        assertEquals(0.5 * 5 + 0.2 + 0.4, k.get(0, 0), 1e-15);
        assertEquals(0.5 * 1 + 0.2 + 0.4, k.get(0, 1), 1e-15);
    }

    @Test
    void numbersPerLayerAreTakenLayerByLayer() {
        DoubleMatrix x = normal(5, 6, 3);
        InfiniteNetwork perLayer = new InfiniteNetwork(
                0.5, PerLayer.of(9, 1.7, 1.7, 1.7), PerLayer.of(0.2, 0.2, 0.2, 0.2), PerLayer.of(0.4, 0.4, 0.4, 0.4));
        assertArrayEquals(
                ReluKernels.gram(Kernel.NTK, BIASED, 3, x).array(),
                ReluKernels.gram(Kernel.NTK, perLayer, 3, x).array());
        assertThrows(IllegalArgumentException.class, () -> ReluKernels.gram(Kernel.NTK, perLayer, 4, x));
        // Only the input layer's bias is trained: beta_0 = 1 passes through D_1 alone.
        InfiniteNetwork first = InfiniteNetwork.relu().withTrainedBias(PerLayer.of(1, 0));
        double plain = ReluKernels.diagonal(Kernel.NTK, InfiniteNetwork.relu(), 1, x)[0];
        assertEquals(plain + 1, ReluKernels.diagonal(Kernel.NTK, first, 1, x)[0], 1e-14);
    }

    @Test
    void emptyInputsGiveEmptyMatrices() {
        DoubleMatrix none = DoubleMatrix.zeros(0, 3);
        assertEquals(0, ReluKernels.gram(Kernel.NTK, BIASED, 2, none).rows());
        DoubleMatrix cross = ReluKernels.cross(Kernel.NTK, BIASED, 2, normal(1, 4, 3), none);
        assertEquals("4 x 0", cross.shape());
        // Inputs without entries are all equal: the kernel of the biases alone.
        DoubleMatrix constant = ReluKernels.gram(Kernel.NNGP, BIASED, 1, DoubleMatrix.zeros(2, 0));
        assertEquals(0.2 * 1.7 / 2 + 0.2, constant.get(0, 1), 1e-15);
    }

    @Test
    void badInputIsRefused() {
        DoubleMatrix x = normal(1, 4, 3);
        assertThrows(IllegalArgumentException.class, () -> ReluKernels.gram(Kernel.NTK, BIASED, -1, x));
        assertThrows(ShapeMismatchException.class, () -> ReluKernels.cross(Kernel.NTK, BIASED, 1, x, normal(1, 4, 2)));
        assertThrows(
                ShapeMismatchException.class,
                () -> ReluKernels.lowerGram(Kernel.NTK, BIASED, 1, x, DoubleMatrix.zeros(4, 3)));
        DoubleMatrix gram = DoubleMatrix.zeros(4, 4);
        for (int[] depths : new int[][] {{}, {2}, {2, 2}, {3, 1}}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ReluKernels.lowerGrams(Kernel.NTK, BIASED, depths, x, gram, gram.copy()));
        }
        assertThrows(IllegalArgumentException.class, () -> BIASED.withInputScale(0));
        assertThrows(IllegalArgumentException.class, () -> BIASED.withBiasVariance(-1));
        assertThrows(IllegalArgumentException.class, () -> BIASED.withTrainedBias(Double.NaN));
    }

    /** Entry by entry, in the matrix, between two samples and on the diagonal. */
    @Test
    void aProductIsThatOfItsFactors() {
        DoubleMatrix x = DoubleMatrix.of(3, 2, 1, 2, -1, 0.5, 3, -2);
        RowKernel first = ReluKernels.of(Kernel.NNGP, InfiniteNetwork.relu(), 1);
        RowKernel second = ReluKernels.of(Kernel.NTK, InfiniteNetwork.relu(), 2);
        RowKernel product = first.times(second);
        DoubleMatrix cross = product.cross(x.rows(0, 2), x);
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                double expected =
                        first.cross(x, x).get(i, j) * second.cross(x, x).get(i, j);
                assertEquals(expected, cross.get(i, j), 1e-14 * Math.abs(expected));
                assertEquals(expected, product.gram(x).get(i, j), 1e-12 * Math.abs(expected));
            }
            assertEquals(cross.get(i, i), product.diagonal(x)[i], 1e-12 * cross.get(i, i));
        }
    }
}
