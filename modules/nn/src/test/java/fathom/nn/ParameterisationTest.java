package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;

class ParameterisationTest {

    private static final long SEED = 11;

    private final FloatMatrix x = Samples.normal(8, 10, SEED, "inputs");

    ParameterisationTest() {
        System.out.println("seed " + SEED);
    }

    @Test
    void standardAndNtkAreOneFunctionBeforeTraining() {
        float[] standard = fresh(Parameterisation.STANDARD, 64).forward(x).array();
        float[] ntk = fresh(Parameterisation.NTK, 64).forward(x).array();
        assertArrayEquals(standard, ntk, 1e-5f);
    }

    /**
     * The mark of each parameterisation: how far one step at a rate that does not depend on the width moves a hidden unit. In NTK like
     * 1 / sqrt(n), so that 16 times the width quarters it; in MAXIMAL_UPDATE by the same at every width.
     */
    @Test
    void oneStepMovesHiddenUnitsAsTheTheorySays() {
        double ntk = movement(Parameterisation.NTK, 1024) / movement(Parameterisation.NTK, 64);
        double maximal =
                movement(Parameterisation.MAXIMAL_UPDATE, 1024) / movement(Parameterisation.MAXIMAL_UPDATE, 64);
        System.out.printf("movement at width 1024 against 64: NTK %.3f, MAXIMAL_UPDATE %.3f%n", ntk, maximal);
        assertEquals(0.25, ntk, 0.06);
        assertEquals(1, maximal, 0.25);
    }

    @Test
    void maximalUpdateBeginsNearZero() {
        float wide = norm(fresh(Parameterisation.MAXIMAL_UPDATE, 4096).forward(x));
        float narrow = norm(fresh(Parameterisation.MAXIMAL_UPDATE, 64).forward(x));
        assertTrue(wide < 0.3 * narrow, wide + " against " + narrow);
    }

    @Test
    void anOutputScaleMultipliesOutputsAndJacobian() {
        Architecture plain = Architecture.fullyConnected(10, 2, 30, 1);
        Network one = Network.initialised(plain, Initialiser.HE, RandomStream.of(SEED, "weights"), 8);
        Network four =
                Network.initialised(plain.then(new Scaled(4)), Initialiser.HE, RandomStream.of(SEED, "weights"), 8);
        FloatMatrix f = one.forward(x);
        FloatMatrix g = four.forward(x);
        float[] jf = new Derivatives(one).jacobian(x).array();
        float[] jg = new Derivatives(four).jacobian(x).array();
        for (int i = 0; i < 8; i++) {
            assertEquals(4 * f.get(i, 0), g.get(i, 0));
        }
        for (int p = 0; p < jf.length; p++) {
            assertEquals(4 * jf[p], jg[p]);
        }
    }

    /** Root mean square change of the last hidden layer's units over a batch, in one step that raises the sum of the outputs. */
    private double movement(Parameterisation parameterisation, int width) {
        Network network = fresh(parameterisation, width);
        double[][] before = hiddenUnits(network);
        FloatMatrix ones = FloatMatrix.of(8, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        float[] direction = new Derivatives(network).vectorJacobian(x, ones);
        for (int p = 0; p < direction.length; p++) {
            network.parameters()[p] += 0.01f * direction[p];
        }
        double[][] after = hiddenUnits(network);
        double squares = 0;
        for (int i = 0; i < before.length; i++) {
            for (int j = 0; j < width; j++) {
                squares += (after[i][j] - before[i][j]) * (after[i][j] - before[i][j]);
            }
        }
        return Math.sqrt(squares / before.length / width);
    }

    private double[][] hiddenUnits(Network network) {
        DoubleMatrix units = DoubleNetwork.of(network).values(Samples.widened(x))[4];
        double[][] rows = new double[units.rows()][units.columns()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = units.get(i, j);
            }
        }
        return rows;
    }

    private static Network fresh(Parameterisation parameterisation, int width) {
        return Network.initialised(
                Architecture.fullyConnected(10, 2, width, 1).with(parameterisation),
                Initialiser.HE,
                RandomStream.of(SEED, "weights"),
                8);
    }

    private static float norm(FloatMatrix x) {
        float squares = 0;
        for (float value : x.array()) {
            squares += value * value;
        }
        return (float) Math.sqrt(squares);
    }
}
