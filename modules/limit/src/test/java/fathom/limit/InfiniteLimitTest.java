package fathom.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.nn.Activated;
import fathom.nn.Architecture;
import fathom.nn.AveragePool;
import fathom.nn.BatchNorm;
import fathom.nn.Convolution;
import fathom.nn.Dense;
import fathom.nn.Dropout;
import fathom.nn.Flatten;
import fathom.nn.GlobalAveragePool;
import fathom.nn.Initialiser;
import fathom.nn.Layer;
import fathom.nn.LayerNorm;
import fathom.nn.MaxPool;
import fathom.nn.Network;
import fathom.nn.Parameterisation;
import fathom.nn.Residual;
import fathom.nn.Scaled;
import fathom.nn.Shape;
import fathom.ntk.empirical.MonteCarloKernel;
import fathom.simd.Activation;
import fathom.simd.image.Window;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Outputs of wide networks of every initialiser against their limit, and what has none. */
class InfiniteLimitTest {

    private static final int SEED = 59;
    private static final int WIDTH = 96;
    private static final int DRAWS = 300;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNIFORM")
    void outputsHaveTheCovarianceOfTheLimit(Initialiser initialiser) {
        FloatMatrix x = FloatMatrix.zeros(3, 5);
        RandomStream.of(SEED, "inputs").fillNormal(x, 0);
        DoubleMatrix wide = DoubleMatrix.zeros(3, 5);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 5; j++) {
                wide.set(i, j, x.get(i, j));
            }
        }
        // Widths that differ tell fan-in and fan-out apart.
        Architecture architecture = new Architecture(
                5,
                List.of(
                        new Dense(WIDTH),
                        Activated.relu(),
                        new Residual(List.of(new LayerNorm(1e-3), new Dense(WIDTH))),
                        new Scaled(0.7),
                        new Dense(WIDTH / 2),
                        new Activated(Activation.parse("tanh")),
                        new Flatten(),
                        new Dense(8)));
        DoubleMatrix limit = Limit.of(architecture, initialiser).nngp().gram(wide);
        MonteCarloKernel found = MonteCarloKernel.nngp(
                draw -> Network.initialised(
                        architecture,
                        initialiser,
                        RandomStream.of(SEED, initialiser.name()).child(draw),
                        3)::forward,
                x,
                x,
                DRAWS);
        double worst = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= i; j++) {
                double bias = Math.sqrt(limit.get(i, i) * limit.get(j, j)) / WIDTH;
                double error = found.standardError().get(i, j);
                double difference = Math.abs(found.mean().get(i, j) - limit.get(i, j));
                worst = Math.max(worst, difference / Math.sqrt(error * error + bias * bias));
            }
        }
        System.out.println("InfiniteLimitTest seed " + SEED + ", " + initialiser + ": largest |z| " + worst);
        assertTrue(worst < 4, "seed " + SEED + ", " + initialiser + ": |z| = " + worst);
        double error = found.standardError().get(0, 0) / limit.get(0, 0);
        assertTrue(error < 0.1, "the test would see nothing: " + error);
    }

    @Test
    void layersWithoutALimitAreRefused() {
        Layer dense = new Dense(6);
        refused(
                "BatchNorm[epsilon=1.0E-5, momentum=0.1]) is not known here: its outputs depend on the whole batch",
                new Architecture(3, List.of(dense, new BatchNorm(), Activated.relu(), new Dense(1))));
        refused(
                "is not known here: its noise is new in every step",
                new Architecture(3, List.of(dense, new Dropout(0.5), new Dense(1))));
        Shape image = new Shape(2, 4, 4);
        refused(
                "the maximum of dependent normal numbers has no closed covariance",
                new Architecture(
                        image,
                        List.of(Convolution.same(4, 3), Activated.relu(), MaxPool.of(2), new Flatten(), new Dense(1))));
        refused(
                "convolutional kernels average over a whole image only",
                new Architecture(image, List.of(new AveragePool(Window.square(2, 2, 0)), new Flatten(), new Dense(1))));
        refused(
                "convolutional kernels are there for equal convolutions at every pixel",
                new Architecture(
                        image,
                        List.of(
                                new Convolution(4, Window.square(3, 1, 0)),
                                Activated.relu(),
                                new Flatten(),
                                new Dense(1))));
        refused(
                "convolutional kernels are there for equal convolutions at every pixel",
                new Architecture(image, List.of(new GlobalAveragePool(), new Dense(1))));
        refused(
                "a residual sum needs weights behind the last activation",
                new Architecture(3, List.of(dense, new Residual(List.of(dense, Activated.relu())), new Dense(1))));
        refused(
                "is not known here: kernels of residual sums have the identity as shortcut",
                new Architecture(
                        3,
                        List.of(
                                dense,
                                new Residual(List.of(Activated.relu(), new Dense(5)), List.of(new Dense(5))),
                                new Dense(1))));
        refused(
                "a network of infinite width begins with a dense layer",
                new Architecture(3, List.of(new LayerNorm(), dense, new Dense(1))));
    }

    @Test
    void whatVanishesOrGrowsIsRefused() {
        Architecture dense = Architecture.fullyConnected(3, 1, 6, 1);
        assertEquals(
                "weights drawn by UNIFORM have variance 1 / (12 fanIn^2): in the limit of infinite width nothing passes a layer;"
                        + " take LECUN or HE",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Limit.of(dense, Initialiser.UNIFORM).nngp())
                        .getMessage());
        Architecture images = new Architecture(
                new Shape(2, 4, 4), List.of(Convolution.same(4, 3), Activated.relu(), new Flatten(), new Dense(1)));
        for (Architecture architecture : List.of(images, images.with(Parameterisation.MAXIMAL_UPDATE))) {
            String sentence = assertThrows(
                            IllegalArgumentException.class,
                            () -> Limit.of(architecture, Initialiser.HE).ntk())
                    .getMessage();
            assertTrue(
                    sentence.startsWith("tangent kernels of convolutional networks are there for the NTK"), sentence);
        }
    }

    private static void refused(String part, Architecture architecture) {
        String sentence = assertThrows(
                        IllegalArgumentException.class,
                        () -> Limit.of(architecture, Initialiser.HE).nngp())
                .getMessage();
        assertTrue(sentence.contains(part), sentence);
    }
}
