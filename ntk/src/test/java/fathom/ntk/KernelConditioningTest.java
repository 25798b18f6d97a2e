package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelConditioningTest {

    private static final Nonlinearity RELU = Nonlinearity.parse("relu");

    /** Two inputs of one variance at the correlation rho have the eigenvalues K (1 + rho) and K (1 - rho). */
    @ParameterizedTest
    @ValueSource(strings = {"relu", "erf"})
    void twoInputs(String name) {
        Nonlinearity phi = Nonlinearity.parse(name);
        InfiniteNetwork network = InfiniteNetwork.relu().withBiasVariance(0.1);
        DoubleMatrix x = DoubleMatrix.of(2, 2, 1, 0, 0.6, 0.8);
        List<KernelConditioning> depths = KernelConditioning.of(phi, network, 5, x);
        assertEquals(6, depths.size());
        for (KernelConditioning found : depths) {
            for (Kernel kind : Kernel.values()) {
                DoubleMatrix gram =
                        ActivationKernels.of(phi, kind, network, found.depth()).gram(x);
                double rho = gram.get(1, 0) / gram.get(0, 0);
                double expected = (1 + rho) / (1 - rho);
                assertEquals(expected, kind == Kernel.NNGP ? found.nngp() : found.ntk(), 1e-11 * expected);
            }
        }
    }

    /** At the edge of chaos inputs become alike; the tangent kernel, a sum over layers, does so more slowly than the covariance. */
    @Test
    void reluMakesInputsAlike() {
        DoubleMatrix x = DoubleMatrix.zeros(12, 20);
        RandomStream.of(59, "conditioning").fillNormal(x, 0);
        List<KernelConditioning> depths = KernelConditioning.of(RELU, InfiniteNetwork.relu(), 30, UnitRows.of(x));
        for (int l = 3; l <= 30; l++) {
            assertTrue(depths.get(l).nngp() > depths.get(l - 1).nngp(), "depth " + l);
            assertTrue(depths.get(l).ntk() < depths.get(l).nngp(), "depth " + l);
        }
    }

    @Test
    void whatCannotBeToldFromASingularMatrixIsInfinite() {
        DoubleMatrix twice = DoubleMatrix.of(2, 2, 1, 0.5, 1, 0.5);
        assertEquals(
                Double.POSITIVE_INFINITY,
                KernelConditioning.of(RELU, InfiniteNetwork.relu(), 1, twice)
                        .get(1)
                        .ntk());
        KernelConditioning step = KernelConditioning.of(
                        Nonlinearity.parse("step"), InfiniteNetwork.relu(), 1, DoubleMatrix.of(2, 1, 1, -1))
                .get(1);
        assertEquals(1, step.nngp(), 1e-14);
        assertTrue(Double.isNaN(step.ntk()));
        assertThrows(
                IllegalArgumentException.class,
                () -> KernelConditioning.of(RELU, InfiniteNetwork.relu(), 1, DoubleMatrix.zeros(0, 2)));
    }
}
