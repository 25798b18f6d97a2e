package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.FloatMatrix;
import org.junit.jupiter.api.Test;

class LinearisedTest {

    private static final long SEED = 31;

    private final FloatMatrix x = Samples.normal(9, 4, SEED, "inputs");
    private final FloatMatrix y = Samples.targets(9, 1, Loss.SQUARED, SEED);

    LinearisedTest() {
        System.out.println("seed " + SEED);
    }

    @Test
    void gradientDescentShrinksTheResidualByTheKernel() {
        Network network = Samples.network(
                Architecture.fullyConnected(4, 2, 30, 1).with(Parameterisation.NTK), Initialiser.HE, SEED, 9);
        Linearised tangent = new Linearised(network);
        assertArrayEquals(network.forward(x).array(), tangent.forward(x).array());
        FloatMatrix jacobian = new Derivatives(network).jacobian(x);
        // r_{t+1} = (I - (eta / n) J J') r_t for the mean squared loss, in double.
        double[] residual = new double[9];
        for (int i = 0; i < 9; i++) {
            residual[i] = (double) network.forward(x).get(i, 0) - y.get(i, 0);
        }
        double rate = 0.5;
        int steps = 25;
        for (int t = 0; t < steps; t++) {
            double[] next = residual.clone();
            for (int i = 0; i < 9; i++) {
                for (int j = 0; j < 9; j++) {
                    double kernel = 0;
                    for (int p = 0; p < jacobian.columns(); p++) {
                        kernel += (double) jacobian.get(i, p) * jacobian.get(j, p);
                    }
                    next[i] -= rate / 9 * kernel * residual[j];
                }
            }
            residual = next;
        }
        double last = tangent.descend(x, y, Loss.SQUARED, Optimiser.sgd(), rate, steps);
        FloatMatrix outputs = tangent.forward(x);
        double sum = 0;
        for (int i = 0; i < 9; i++) {
            assertEquals(y.get(i, 0) + residual[i], outputs.get(i, 0), 2e-5);
            sum += residual[i] * residual[i] / 18;
        }
        assertTrue(sum < last, sum + " after " + last);
    }

    /** The tangent is that at the network as it was, whatever becomes of it. */
    @Test
    void whatTheNetworkLearnsLaterLeavesTheTangentAlone() {
        Network network = Samples.network(Architecture.fullyConnected(4, 1, 8, 1), Initialiser.HE, SEED, 9);
        Linearised tangent = new Linearised(network);
        tangent.displacement()[3] = 0.5f;
        float[] before = tangent.forward(x).array();
        network.parameters()[0] += 1;
        assertArrayEquals(before, tangent.forward(x).array());
    }

    @Test
    void anAffineNetworkIsItsOwnTangent() {
        Network network = Samples.network(Architecture.fullyConnected(4, 0, 1, 1), Initialiser.HE, SEED, 9);
        Linearised tangent = new Linearised(network);
        float[] before = network.parameters().clone();
        tangent.descend(x, y, Loss.SQUARED, Optimiser.Adam.standard(), 0.1, 20);
        assertArrayEquals(before, network.parameters());
        FloatMatrix moved = tangent.forward(x);
        for (int p = 0; p < before.length; p++) {
            network.parameters()[p] += tangent.displacement()[p];
        }
        assertArrayEquals(network.forward(x).array(), moved.array(), 1e-5f);
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        Linearised tangent =
                new Linearised(Samples.network(Architecture.fullyConnected(4, 1, 3, 1), Initialiser.HE, SEED, 1));
        assertEquals(
                "inputs are 9 x 4 and targets 9 x 4: there must be at least 1 row, and 1 targets for each",
                assertThrows(IllegalArgumentException.class, () -> tangent.differentiate(x, x, Loss.SQUARED))
                        .getMessage());
    }
}
