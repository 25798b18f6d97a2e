package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;

/** Decisions over the square. */
class DecisionRegionTest {

    /** The picture's bits are the signs of the network. */
    @Test
    void regionsAreTheSignsOfTheNetwork() {
        int size = 9;
        Network network = Network.initialised(
                Architecture.fullyConnected(2, 2, 8, 1), Initialiser.HE, RandomStream.of(5, "region"), 1);
        double[][] signs = DecisionRegion.signs(DecisionRegion.of(network, size), size);
        int positives = 0;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                FloatMatrix x = FloatMatrix.of(1, 2, (2 * column + 1f) / size - 1, (2 * row + 1f) / size - 1);
                assertEquals(network.forward(x).get(0, 0) >= 0 ? 1 : -1, signs[row][column]);
                positives += signs[row][column] > 0 ? 1 : 0;
            }
        }
        assertTrue(positives > 0 && positives < size * size);
    }
}
