package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Kernels that overflow are refused in a sentence that names the row and the remedy, by every public door; just below they are finite. */
class RangeTest {

    private static final DoubleMatrix HUGE = DoubleMatrix.of(3, 2, 0.1, 0.2, 1e155, -1e155, 0.3, 0.4);
    private static final DoubleMatrix LARGE = DoubleMatrix.of(3, 2, 0.1, 0.2, 1e150, -1e150, 0.3, 0.4);
    private static final DoubleMatrix ONE = DoubleMatrix.of(1, 2, 0.5, 0.5);

    private static void refused(String what, Executable kernel) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, kernel);
        assertTrue(
                refused.getMessage().contains("overflows")
                        && refused.getMessage().contains(what),
                refused.getMessage());
    }

    @Test
    void overflowIsRefused() {
        InfiniteNetwork plain = InfiniteNetwork.relu();
        LayeredNetwork layered = LayeredNetwork.fullyConnected(
                new InfiniteLayer.Dense(1, 0), Nonlinearity.parse("relu"), new InfiniteLayer.Dense(2, 0));
        ConvolutionalNetwork images = ConvolutionalNetwork.relu(
                new ConvolutionalNetwork.Image(1, 1, 2),
                1,
                ConvolutionalNetwork.Padding.ZERO,
                ConvolutionalNetwork.Readout.FLATTEN);
        for (Kernel kind : Kernel.values()) {
            for (RowKernel kernel : List.of(
                    ReluKernels.of(kind, plain, 2),
                    ActivationKernels.of(Nonlinearity.parse("leaky_relu(slope=0.1)"), kind, plain, 2),
                    LayeredKernels.of(layered, kind, 2),
                    HomogeneousKernel.of(r -> 1 - r),
                    ConvolutionalKernels.of(kind, images, 2))) {
                refused("--input-scale", () -> kernel.gram(HUGE));
                refused("--unit", () -> kernel.cross(ONE, HUGE));
                refused("--unit", () -> kernel.diagonal(HUGE));
                for (double value : kernel.gram(LARGE).array()) {
                    assertTrue(Double.isFinite(value), kernel + ": " + value);
                }
            }
            DepthKernels depths = DepthKernels.of(Nonlinearity.parse("relu"), kind, plain, 1, 2);
            refused("row 1", () -> depths.grams(HUGE));
            refused("row 1", () -> depths.crosses(ONE, HUGE));
            refused("--precision f64", () -> depths.floatGrams(LARGE));
            refused("--precision f64", () -> depths.floatCrosses(ONE, LARGE));
        }
        refused("row 1", () -> ReluKernels.sweep(HUGE, plain, 1, (depth, nngp, ntk) -> {}));
    }

    /** By the weights, layer after layer; and exp by itself. */
    @Test
    void overflowOfDeepLayersIsRefused() {
        InfiniteNetwork steep = InfiniteNetwork.relu().withWeightVariance(1e100);
        refused("S_4", () -> ReluKernels.of(Kernel.NNGP, steep, 4).gram(ONE));
        assertTrue(
                Double.isFinite(ReluKernels.of(Kernel.NNGP, steep, 3).gram(ONE).get(0, 0)));
        refused(
                "S_3",
                () -> ActivationKernels.of(Nonlinearity.parse("exp"), Kernel.NNGP, InfiniteNetwork.relu(), 3)
                        .gram(DoubleMatrix.of(1, 1, 1)));
        refused("dual of exp", () -> new DualActivation(Nonlinearity.parse("exp")).value(500, 500, 1));
    }

    /** Rows too short for float are refused, zeros are not. */
    @Test
    void floatsFallBelowTheirRange() {
        DepthKernels depths = DepthKernels.of(Nonlinearity.parse("relu"), Kernel.NTK, InfiniteNetwork.relu(), 2);
        IllegalArgumentException small =
                assertThrows(IllegalArgumentException.class, () -> depths.floatGrams(DoubleMatrix.of(1, 1, 1e-30)));
        assertTrue(small.getMessage().contains("falls below"), small.getMessage());
        assertEquals(0, depths.floatGrams(DoubleMatrix.of(1, 1, 0)).getFirst().get(0, 0));
    }
}
