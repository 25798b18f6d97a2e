package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepthKernelsTest {

    private static final InfiniteNetwork NETWORK =
            new InfiniteNetwork(0.5, PerLayer.same(1.7), PerLayer.same(0.2), PerLayer.same(0.4));

    private static DoubleMatrix unit(int rows) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, 4);
        RandomStream.of(12, "depths").fillNormal(x, 0);
        return UnitRows.of(x);
    }

    /** More rows than a block has, depths out of order, and one asked for twice. */
    @ParameterizedTest
    @ValueSource(strings = {"relu", "gelu"})
    void eachDepthIsTheKernelAlone(String name) {
        Nonlinearity phi = Nonlinearity.parse(name);
        DoubleMatrix x = unit(70);
        DoubleMatrix y = unit(3);
        int[] depths = {2, 0, 4, 2};
        for (Kernel kind : Kernel.values()) {
            List<DoubleMatrix> grams =
                    DepthKernels.of(phi, kind, NETWORK, depths).grams(x);
            List<DoubleMatrix> crosses =
                    DepthKernels.of(phi, kind, NETWORK, depths).crosses(x, y);
            assertEquals(depths.length, grams.size());
            for (int k = 0; k < depths.length; k++) {
                RowKernel alone = ActivationKernels.of(phi, kind, NETWORK, depths[k]);
                assertClose(alone.gram(x), grams.get(k), name.equals("relu") ? 0 : 3e-14);
                assertClose(alone.cross(x, y), crosses.get(k), name.equals("relu") ? 0 : 3e-14);
            }
        }
    }

    /** A series is chosen with an eye to the layers above, of which a shallower network has fewer: there the last digits may differ. */
    private static void assertClose(DoubleMatrix expected, DoubleMatrix actual, double tolerance) {
        assertEquals(expected.shape(), actual.shape());
        if (tolerance == 0) {
            assertArrayEquals(expected.array(), actual.array());
        }
        for (int i = 0; i < expected.array().length; i++) {
            assertEquals(expected.array()[i], actual.array()[i], tolerance * (1 + Math.abs(expected.array()[i])));
        }
    }

    /** ReLU without biases in float; everything else is rounded from double. */
    @ParameterizedTest
    @ValueSource(strings = {"relu", "gelu"})
    void floatsAreThoseOfDoubleRounded(String name) {
        Nonlinearity phi = Nonlinearity.parse(name);
        DoubleMatrix x = unit(9);
        for (InfiniteNetwork network : List.of(InfiniteNetwork.relu(), NETWORK)) {
            DepthKernels kernels = DepthKernels.of(phi, Kernel.NTK, network, 3, 1);
            assertEquals(name.equals("relu") && network != NETWORK, kernels.float32());
            List<FloatMatrix> floats = kernels.floatGrams(x);
            List<FloatMatrix> crosses = kernels.floatCrosses(x, x);
            for (int k = 0; k < 2; k++) {
                DoubleMatrix gram = kernels.grams(x).get(k);
                for (int i = 0; i < 9; i++) {
                    for (int j = 0; j < 9; j++) {
                        double error = 2e-6 * gram.get(i, i);
                        assertEquals(gram.get(i, j), floats.get(k).get(i, j), error);
                        assertEquals(gram.get(i, j), crosses.get(k).get(i, j), error);
                    }
                }
            }
        }
    }

    @Test
    void badInputIsRefused() {
        Nonlinearity relu = Nonlinearity.parse("relu");
        assertThrows(IllegalArgumentException.class, () -> DepthKernels.of(relu, Kernel.NTK, NETWORK));
        assertThrows(IllegalArgumentException.class, () -> DepthKernels.of(relu, Kernel.NTK, NETWORK, 1, -1));
        assertThrows(
                IllegalArgumentException.class,
                () -> DepthKernels.of(Nonlinearity.parse("sign"), Kernel.NTK, NETWORK, 1));
        for (String name : new String[] {"relu", "gelu"}) {
            DepthKernels kernels = DepthKernels.of(Nonlinearity.parse(name), Kernel.NTK, NETWORK, 1);
            assertThrows(ShapeMismatchException.class, () -> kernels.crosses(unit(2), DoubleMatrix.zeros(2, 3)));
        }
    }
}
