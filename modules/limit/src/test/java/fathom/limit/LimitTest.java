package fathom.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.nn.Architecture;
import fathom.nn.Initialiser;
import fathom.nn.Network;
import fathom.nn.Parameterisation;
import fathom.ntk.Kernel;
import fathom.ntk.empirical.MonteCarloKernel;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One architecture text: its limit, and the mean kernels of its networks as they grow. */
class LimitTest {

    private static final int SEED = 61;

    private static final Architecture NARROW = Architecture.parse("input(4) dense(16) relu dense(16) tanh dense(2)")
            .with(Parameterisation.NTK);

    private static FloatMatrix inputs() {
        FloatMatrix x = FloatMatrix.zeros(3, 4);
        RandomStream.of(SEED, "inputs").fillNormal(x, 0);
        return x;
    }

    /** The deviation from the limit falls like 1 / width: eight times the width leaves less than half of it, noise included. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void widerNetworksAreNearerToTheLimit(Kernel kind) {
        FloatMatrix x = inputs();
        DoubleMatrix limit = Limit.of(NARROW, Initialiser.HE).kernel(kind).gram(DoubleMatrix.widened(x));
        Architecture wide = Widths.scale(NARROW, 8);
        assertEquals("input(4) parameterisation(NTK) dense(128) relu dense(128) tanh dense(2)", wide.toString());
        MonteCarloKernel mean = Limit.of(wide, Initialiser.HE)
                .monteCarlo(kind, x, kind == Kernel.NTK ? 60 : 400, RandomStream.of(SEED, kind.name()));
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= i; j++) {
                double scale = Math.sqrt(limit.get(i, i) * limit.get(j, j));
                double error = mean.standardError().get(i, j);
                assertTrue(error < 0.1 * scale, "the test would see nothing: " + error / scale);
                double difference = Math.abs(mean.mean().get(i, j) - limit.get(i, j));
                assertTrue(
                        difference < 4 * error + 2 * scale / 128,
                        "seed " + SEED + ", " + kind + " (" + i + ", " + j + "): " + difference / scale);
            }
        }
    }

    @Test
    void theEmpiricalKernelIsThatOfTheNetworkAtHand() {
        FloatMatrix x = inputs();
        Network network = Network.initialised(NARROW, Initialiser.HE, RandomStream.of(SEED, "network"), 3);
        DoubleMatrix before = Limit.empirical(network).traced(x, x);
        // The last biases have derivative 1 and move no derivative.
        network.parameters()[network.parameters().length - 1] += 1;
        DoubleMatrix after = Limit.empirical(network).traced(x, x);
        assertEquals(before.get(2, 1), after.get(2, 1));
        network.parameters()[0] += 1;
        assertTrue(before.get(2, 1) != Limit.empirical(network).traced(x, x).get(2, 1));
    }

    @Test
    void widthsScaleWithinSumsAndNotAtTheOutput() {
        assertEquals(
                "input(3) dense(9) residual(layernorm(epsilon=0.001) dense(9)) relu dense(2)",
                Widths.scale(
                                Architecture.parse(
                                        "input(3) dense(6) residual(layernorm(epsilon=0.001) dense(6)) relu dense(2)"),
                                1.5)
                        .toString());
        assertEquals(
                "input(5) dense(1) relu dense(3)",
                Widths.scale(Architecture.parse("input(5) dense(8) relu dense(3)"), 1e-3)
                        .toString());
        assertThrows(IllegalArgumentException.class, () -> Widths.scale(NARROW, 0));
        assertThrows(IllegalArgumentException.class, () -> Widths.scale(NARROW, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Widths.scale(NARROW, 1e9));
    }
}
