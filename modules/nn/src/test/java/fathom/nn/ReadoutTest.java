package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;

/** What hidden layers hold of a function. */
class ReadoutTest {

    private static final long SEED = 20260801;

    private final FloatMatrix points = FloatMatrix.zeros(400, 4);

    ReadoutTest() {
        RandomStream.of(SEED, "points").fillNormal(points, 0);
    }

    private static Network network(int depth) {
        return Network.initialised(
                Architecture.fullyConnected(4, depth, 30, 1), Initialiser.HE, RandomStream.of(SEED, "weights"), 50);
    }

    private double[] outputs(FloatMatrix outputs) {
        double[] values = new double[outputs.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 3 * outputs.get(i, 0) - 2;
        }
        return values;
    }

    /** The network's own output is a linear readout of its last hidden layer; noise is none. */
    @Test
    void theOutputIsReadAndNoiseIsNot() {
        Network network = network(2);
        FloatMatrix hidden = Readout.hidden(network, points);
        assertEquals(30, hidden.columns());
        assertEquals(1, Readout.explained(hidden, outputs(network.forward(points))), 1e-3);
        double[] noise = new double[400];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = RandomStream.of(SEED, "noise").normal(i);
        }
        assertTrue(Readout.explained(hidden, noise) < 0.1);
    }

    @Test
    void withoutAHiddenLayerThePointsAreRead() {
        Network perceptron = network(0);
        assertSame(points, Readout.hidden(perceptron, points));
        assertEquals(1, Readout.explained(points, outputs(perceptron.forward(points))), 1e-4);
    }
}
