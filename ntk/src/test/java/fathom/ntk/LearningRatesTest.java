package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.dual.Nonlinearity;
import fathom.ntk.spectrum.SphereKernel;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRatesTest {

    private static final int DEPTH = 3;
    private static final InfiniteNetwork NETWORK =
            new InfiniteNetwork(0.25, PerLayer.of(0, 1.5, 1.25, 1.75), PerLayer.same(0.1), PerLayer.same(0.2));

    private static DoubleMatrix inputs() {
        DoubleMatrix x = DoubleMatrix.zeros(6, 4);
        RandomStream.of(7, "learning rates").fillNormal(x, 0);
        return UnitRows.of(x);
    }

    private static DoubleMatrix tangents(Nonlinearity phi, InfiniteNetwork network, int depth) {
        return ActivationKernels.of(phi, Kernel.NTK, network, depth).gram(inputs());
    }

    /** What the layers contribute sums to the tangent kernel, and the part of the unfrozen ones to that of a half-frozen network. */
    @ParameterizedTest
    @ValueSource(strings = {"relu", "leaky_relu(slope=0.25)", "erf"})
    void contributionsSumToTheKernel(String name) {
        Nonlinearity phi = Nonlinearity.parse(name);
        DoubleMatrix whole = tangents(phi, NETWORK, DEPTH);
        DoubleMatrix partly = tangents(phi, NETWORK.withFrozenLayers(2, DEPTH), DEPTH);
        DoubleMatrix[] parts = new DoubleMatrix[DEPTH + 1];
        for (int l = 0; l <= DEPTH; l++) {
            parts[l] = tangents(phi, NETWORK.contribution(l, DEPTH), DEPTH);
        }
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                double sum = 0;
                for (DoubleMatrix part : parts) {
                    sum += part.get(i, j);
                }
                assertEquals(whole.get(i, j), sum, 1e-13);
                assertEquals(partly.get(i, j), parts[2].get(i, j) + parts[3].get(i, j), 1e-13);
            }
        }
    }

    /** With all but the last layer frozen and no trained bias, gradient flow sees the covariance of the last hidden layer. */
    @ParameterizedTest
    @ValueSource(strings = {"relu", "erf"})
    void theLastLayerAloneHasTheCovariancesKernel(String name) {
        Nonlinearity phi = Nonlinearity.parse(name);
        InfiniteNetwork network = NETWORK.withTrainedBias(0);
        DoubleMatrix last = tangents(phi, network.withFrozenLayers(DEPTH, DEPTH), DEPTH);
        DoubleMatrix covariance =
                ActivationKernels.of(phi, Kernel.NNGP, network, DEPTH).gram(inputs());
        for (int i = 0; i < last.array().length; i++) {
            assertEquals(covariance.array()[i], last.array()[i], 1e-14);
        }
        InfiniteNetwork doubled = network.withLearningRate(PerLayer.same(2));
        DoubleMatrix once = tangents(phi, network, DEPTH);
        DoubleMatrix twice = tangents(phi, doubled, DEPTH);
        for (int i = 0; i < once.array().length; i++) {
            assertEquals(2 * once.array()[i], twice.array()[i], 1e-13);
        }
    }

    @Test
    void whatKnowsNoRatesSaysSo() {
        InfiniteNetwork frozen = InfiniteNetwork.relu().withFrozenLayers(1, 2);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> SphereKernel.relu(Kernel.NTK, frozen, 2));
        assertTrue(refused.getMessage().contains("one learning rate"), refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> NETWORK.withFrozenLayers(5, 3));
        assertThrows(IllegalArgumentException.class, () -> NETWORK.contribution(4, 3));
        assertThrows(IllegalArgumentException.class, () -> tangents(Nonlinearity.parse("relu"), frozen, 3));
    }
}
