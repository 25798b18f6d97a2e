package fathom.limit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.nn.Activated;
import fathom.nn.Architecture;
import fathom.nn.Dense;
import fathom.nn.Derivatives;
import fathom.nn.Initialiser;
import fathom.nn.Layer;
import fathom.nn.LayerNorm;
import fathom.nn.Network;
import fathom.nn.Parameterisation;
import fathom.nn.Residual;
import fathom.nn.Scaled;
import fathom.ntk.RowKernel;
import fathom.ntk.empirical.EmpiricalKernel;
import fathom.ntk.empirical.MonteCarloKernel;
import fathom.simd.Activation;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Finite networks with residual sums and layer normalisation, all of their parameters trained, against their limit: the mean of the
 * kernel over initialisations, which is off by the order 1 / width, extrapolated from two widths.
 */
class LayeredLimitTest {

    private static final int SEED = 53;
    private static final int INPUTS = 4;
    private static final int WIDTH = 64;
    private static final int DRAWS = 40;
    private static final FloatMatrix X = inputs();

    private static FloatMatrix inputs() {
        FloatMatrix x = FloatMatrix.zeros(4, INPUTS);
        RandomStream.of(SEED, "inputs").fillNormal(x, 0);
        return x;
    }

    private static List<Layer> layers(String shape, Layer act, int width) {
        Layer norm = new LayerNorm(1e-3);
        Layer dense = new Dense(width);
        return switch (shape) {
            case "prenorm" -> List.of(dense, new Residual(List.of(norm, act, dense)), norm, new Dense(1));
            case "postnorm" ->
                List.of(dense, new Residual(List.of(act, dense, new Scaled(0.5))), norm, act, new Dense(1));
            case "behind" -> List.of(dense, act, norm, dense, act, norm, new Dense(1));
            case "features" -> List.of(dense, act, new Residual(List.of(norm, dense, act, dense)), norm, new Dense(1));
            case "plain" -> List.of(dense, act, dense, act, new Dense(1));
            default -> throw new AssertionError(shape);
        };
    }

    private static Architecture architecture(String shape, Layer act, Parameterisation parameterisation, int width) {
        return new Architecture(INPUTS, layers(shape, act, width)).with(parameterisation);
    }

    private static MonteCarloKernel tangents(String shape, Layer act, Parameterisation parameterisation, int width) {
        Architecture architecture = architecture(shape, act, parameterisation, width);
        return MonteCarloKernel.of(
                draw -> {
                    Network network = Network.initialised(
                            architecture,
                            Initialiser.HE,
                            RandomStream.of(SEED, shape + width).child(draw),
                            X.rows());
                    return new EmpiricalKernel(new Derivatives(network)::jacobian, 1).traced(X, X);
                },
                DRAWS);
    }

    @ParameterizedTest
    @CsvSource({
        "prenorm, relu, NTK",
        "prenorm, tanh, NTK",
        "postnorm, relu, NTK",
        "behind, relu, NTK",
        "behind, softplus, NTK",
        "features, relu, NTK",
        "plain, relu, STANDARD",
        "prenorm, relu, STANDARD",
        "plain, tanh, MAXIMAL_UPDATE",
    })
    void meansOverInitialisationsTendToTheLimit(String shape, String name, Parameterisation parameterisation) {
        Layer act = new Activated(Activation.parse(name));
        MonteCarloKernel narrow = tangents(shape, act, parameterisation, WIDTH);
        MonteCarloKernel wide = tangents(shape, act, parameterisation, 2 * WIDTH);
        DoubleMatrix few = gram(architecture(shape, act, parameterisation, WIDTH));
        DoubleMatrix many = gram(architecture(shape, act, parameterisation, 2 * WIDTH));
        double worst = 0;
        double error = 0;
        for (int i = 0; i < X.rows(); i++) {
            for (int j = 0; j <= i; j++) {
                // Both relative to their own limit, which under STANDARD grows with the width.
                double scale = Math.sqrt(many.get(i, i) * many.get(j, j));
                double less = Math.sqrt(few.get(i, i) * few.get(j, j));
                double difference = 2 * (wide.mean().get(i, j) - many.get(i, j)) / scale
                        - (narrow.mean().get(i, j) - few.get(i, j)) / less;
                double a = 2 * wide.standardError().get(i, j) / scale;
                double b = narrow.standardError().get(i, j) / less;
                worst = Math.max(worst, Math.abs(difference) / Math.sqrt(a * a + b * b));
                error = Math.max(error, Math.sqrt(a * a + b * b));
            }
        }
        System.out.println("LayeredLimitTest seed " + SEED + ", " + shape + " " + name + " " + parameterisation
                + ": largest |z| " + worst + ", standard errors up to " + error);
        assertTrue(worst < 4, "seed " + SEED + ": |z| = " + worst);
        assertTrue(error < 0.15, "the test would see nothing: " + error);
    }

    private static DoubleMatrix gram(Architecture architecture) {
        RowKernel kernel = Limit.of(architecture, Initialiser.HE).ntk();
        DoubleMatrix x = DoubleMatrix.zeros(X.rows(), INPUTS);
        for (int i = 0; i < X.rows(); i++) {
            for (int j = 0; j < INPUTS; j++) {
                x.set(i, j, X.get(i, j));
            }
        }
        return kernel.gram(x);
    }
}
