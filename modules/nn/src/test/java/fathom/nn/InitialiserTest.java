package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitialiserTest {

    private static final long SEED = 7;

    private final Architecture architecture = Architecture.fullyConnected(120, 2, 150, 3);

    InitialiserTest() {
        System.out.println("seed " + SEED);
    }

    @ParameterizedTest
    @EnumSource(Initialiser.class)
    void weightsHaveTheStatedVarianceAndBiasesAreZero(Initialiser initialiser) {
        Network network = Network.initialised(architecture, initialiser, RandomStream.of(SEED, "weights"), 1);
        for (Tensor tensor : architecture.tensors()) {
            float[] values = network.parameter(tensor).copy().array();
            double fanIn = tensor.rows();
            double variance = tensor.kind() == Tensor.Kind.BIAS
                    ? 0
                    : switch (initialiser) {
                        case GLOROT -> 2 / (fanIn + tensor.columns());
                        case HE -> 2 / fanIn;
                        case NTK -> tensor.layer() == 0 ? 1 : 2 / fanIn;
                    };
            double sum = 0;
            double squares = 0;
            for (float value : values) {
                sum += value;
                squares += value * value;
            }
            // The sum has variance n v; the sum of squares mean n v and variance 2 n v^2. Five standard errors.
            int n = values.length;
            assertTrue(Math.abs(sum) <= 5 * Math.sqrt(n * variance), tensor.name());
            assertTrue(Math.abs(squares - n * variance) <= 5 * Math.sqrt(2.0 * n) * variance, tensor.name());
        }
    }

    @Test
    void outputsOfTheNtkInitialiserHaveTheLimitsVariance() {
        // For |x| = 1 the NNGP kernel at (x, x) is 1 in the hidden layers (w = 2 keeps the variance), and 2 E[relu^2] =
        // 1 at the output.
        FloatMatrix x = FloatMatrix.zeros(1, 20);
        RandomStream.of(SEED, "direction").fillSphere(x, 0);
        Architecture wide = Architecture.fullyConnected(20, 1, 400, 1);
        int draws = 2000;
        double squares = 0;
        Network network = new Network(wide, 1);
        for (int i = 0; i < draws; i++) {
            Initialiser.NTK.initialise(
                    wide, network.parameters(), RandomStream.of(SEED, "draw").child(i));
            double f = network.forward(x).get(0, 0);
            squares += f * f;
        }
        // f is a normal mixture; the variance of f^2 is 2 + 15/400 or so. Four standard errors.
        assertEquals(1, squares / draws, 4 * Math.sqrt(2.05 / draws));
    }

    @Test
    void aTensorDoesNotDependOnTheOthers() {
        Architecture deeper = Architecture.fullyConnected(120, 4, 150, 3);
        Network one = Network.initialised(architecture, Initialiser.HE, RandomStream.of(SEED, "weights"), 1);
        Network other = Network.initialised(deeper, Initialiser.HE, RandomStream.of(SEED, "weights"), 1);
        for (int t = 0; t < 4; t++) {
            assertEquals(
                    0,
                    java.util.Arrays.compare(
                            one.parameter(architecture.tensors().get(t)).copy().array(),
                            other.parameter(deeper.tensors().get(t)).copy().array()));
        }
    }
}
