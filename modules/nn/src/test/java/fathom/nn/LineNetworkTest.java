package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The affine pieces of networks on a line. */
class LineNetworkTest {

    private static final long SEED = 20191208;

    @Test
    void otherNetworksAreRefused() {
        Architecture plane = Architecture.fullyConnected(2, 1, 3, 1);
        assertThrows(IllegalArgumentException.class, () -> new LineNetwork(plane, new double[plane.parameters()]));
    }

    /** The pieces against the network itself, and the pieces of one hidden layer against its kinks. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void piecesAreTheNetwork(int depth) {
        for (int draw = 0; draw < 20; draw++) {
            int width = 6;
            double[] parameters = random(depth, width, 0.05, draw);
            Architecture architecture = Architecture.fullyConnected(1, depth, width, 1);
            DoubleNetwork network = new DoubleNetwork(architecture, parameters);
            LineNetwork line = new LineNetwork(architecture, parameters);
            double[] end = {-1};
            line.pieces(-1, 1, piece -> {
                assertEquals(end[0], piece.from());
                end[0] = piece.to();
                for (double share : new double[] {0.01, 0.5, 0.99}) {
                    double x = piece.from() + share * (piece.to() - piece.from());
                    assertEquals(
                            network.forward(DoubleMatrix.of(1, 1, x)).get(0, 0),
                            piece.slope() * x + piece.offset(),
                            1e-12);
                }
            });
            assertEquals(1, end[0]);
            if (depth == 1) {
                int kinks = 0;
                for (int i = 0; i < width; i++) {
                    kinks += Math.abs(parameters[width + i]) < Math.abs(parameters[i]) ? 1 : 0;
                }
                assertEquals(kinks + 1, line.regions(-1, 1));
            }
            // Each layer cuts a piece at most once for each of its units; theorem 2 allows (e k)^t.
            assertTrue(line.regions(-1, 1) <= Math.pow(width + 1, depth));
        }
    }

    /** Weights uniform in +-1 / (2 fan-in) times 3, so that zeros lie inside. */
    private static double[] random(int depth, int width, double bias, int draw) {
        float[] parameters = Network.initialised(
                        Architecture.fullyConnected(1, depth, width, 1),
                        Initialiser.UNIFORM,
                        bias,
                        RandomStream.of(SEED, "theory").child(draw),
                        1)
                .parameters();
        double[] wide = new double[parameters.length];
        for (int p = 0; p < wide.length; p++) {
            wide[p] = parameters[p] == (float) bias ? bias : 3 * parameters[p];
        }
        return wide;
    }
}
