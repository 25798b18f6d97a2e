package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.Activation;
import fathom.simd.Gemm;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
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
    void weightsHaveTheStatedVarianceAndRange(Initialiser initialiser) {
        Network network = Network.initialised(architecture, initialiser, 0.1, RandomStream.of(SEED, "weights"), 1);
        for (Tensor tensor : architecture.tensors()) {
            float[] values = network.parameter(tensor).copy().array();
            if (tensor.kind() == Tensor.Kind.BIAS) {
                for (float value : values) {
                    assertEquals(0.1f, value);
                }
                continue;
            }
            double fanIn = tensor.rows();
            double fans = fanIn + tensor.columns();
            double variance = switch (initialiser) {
                case GLOROT, GLOROT_UNIFORM -> 2 / fans;
                case HE -> 2 / fanIn;
                case LECUN -> 1 / fanIn;
                // The deviation of a standard normal cut off at 2 is 0.87962566103423975.
                case TRUNCATED_NORMAL -> 0.87962566103423975 * 0.87962566103423975 / fanIn;
                case UNIFORM -> 1 / (12 * fanIn * fanIn);
                // n elements of variance w / max(rows, columns), whose squares sum to w min(rows, columns).
                case ORTHOGONAL -> 2 / Math.max(fanIn, tensor.columns());
                case NTK -> tensor.layer() == 0 ? 1 : 2 / fanIn;
            };
            double limit = switch (initialiser) {
                case GLOROT_UNIFORM -> Math.sqrt(6 / fans);
                case TRUNCATED_NORMAL -> 2 / Math.sqrt(fanIn);
                case UNIFORM -> 1 / (2 * fanIn);
                default -> Double.POSITIVE_INFINITY;
            };
            double sum = 0;
            double squares = 0;
            for (float value : values) {
                sum += value;
                squares += value * value;
                assertTrue(Math.abs(value) <= limit * (1 + 1e-6), tensor.name());
            }
            // The sum has variance n v; the sum of squares mean n v and variance 2 n v^2 at most. Five standard errors.
            int n = values.length;
            assertTrue(Math.abs(sum) <= 5 * Math.sqrt(n * variance), tensor.name());
            assertTrue(Math.abs(squares - n * variance) <= 5 * Math.sqrt(2.0 * n) * variance, tensor.name());
        }
    }

    @Test
    void orthogonalWeightsKeepEveryLengthButForTheGain() {
        Architecture shapes = new Architecture(
                30, List.of(new Dense(50), new Activated(Activation.parse("tanh")), new Dense(20), new Dense(20)));
        Network network = Network.initialised(shapes, Initialiser.ORTHOGONAL, RandomStream.of(SEED, "weights"), 1);
        double gain = 1 / Activation.parse("tanh").secondMoment();
        for (Tensor tensor : shapes.tensors()) {
            if (tensor.kind() == Tensor.Kind.WEIGHT) {
                FloatMatrix w = network.parameter(tensor);
                FloatMatrix tall = w.rows() >= w.columns() ? w : w.transposed();
                FloatMatrix product = Gemm.product(tall.transposed(), tall);
                for (int i = 0; i < product.rows(); i++) {
                    for (int j = 0; j < product.columns(); j++) {
                        assertEquals(i == j ? gain : 0, product.get(i, j), 1e-5, tensor.name());
                    }
                }
            }
        }
    }

    @Test
    void gainsFollowTheActivation() {
        // E erf(g)^2 = (2 / pi) asin(2 / 3) (Williams 1997).
        assertEquals(2 / Math.PI * Math.asin(2 / 3.0), Activation.parse("erf").secondMoment(), 1e-14);
        assertEquals(0.5, Activation.parse("relu").secondMoment());
        assertEquals(1, Activation.parse("identity").secondMoment(), 1e-14);
        assertEquals(1, Activation.parse("normalised(gelu)").secondMoment(), 1e-12);
        assertEquals(1, Activation.parse("hermite(n=3)").secondMoment(), 1e-12);
        Architecture sines = Architecture.fullyConnected(100, 1, 400, 100, new Activated(Activation.parse("sin")));
        Network network = Network.initialised(sines, Initialiser.HE, RandomStream.of(SEED, "weights"), 1);
        double squares = 0;
        for (float value : network.parameter(sines.tensors().get(2)).copy().array()) {
            squares += value * value;
        }
        // E sin(g)^2 = (1 - e^-2) / 2.
        double expected = 100 * 2 / (1 - Math.exp(-2));
        assertEquals(expected, squares, 5 * Math.sqrt(2 / 40000.0) * expected);
    }

    @Test
    void fansOfAConvolutionCountItsWindow() {
        Architecture image = new Architecture(new Shape(3, 5, 5), List.of(Convolution.same(40, 3)));
        Initialiser.Fan fan = image.fan(image.tensors().getFirst());
        assertEquals(27, fan.in());
        assertEquals(360, fan.out());
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
                    wide, network.parameters(), 0, RandomStream.of(SEED, "draw").child(i));
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
