package fathom.limit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.nn.Activated;
import fathom.nn.Architecture;
import fathom.nn.Convolution;
import fathom.nn.Dense;
import fathom.nn.Derivatives;
import fathom.nn.Flatten;
import fathom.nn.GlobalAveragePool;
import fathom.nn.Initialiser;
import fathom.nn.Layer;
import fathom.nn.Network;
import fathom.nn.Parameterisation;
import fathom.nn.Shape;
import fathom.ntk.ConvolutionalNetwork.Image;
import fathom.ntk.ConvolutionalNetwork.Readout;
import fathom.ntk.empirical.EmpiricalKernel;
import fathom.ntk.empirical.MonteCarloKernel;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Convolutional kernels against Monte Carlo over finite convolutional networks. */
class ConvolutionalLimitTest {

    private static final int SEED = 47;
    private static final int DEPTH = 2;
    private static final int WINDOW = 3;
    private static final int CHANNELS = 96;
    private static final Image IMAGE = new Image(2, 3, 3);

    private static final FloatMatrix X = inputs();

    private static FloatMatrix inputs() {
        FloatMatrix x = FloatMatrix.zeros(4, IMAGE.size());
        RandomStream.of(SEED, "images").fillNormal(x, 0);
        return x;
    }

    private static Architecture architecture(Readout readout) {
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < DEPTH; l++) {
            layers.add(Convolution.same(CHANNELS, WINDOW));
            layers.add(Activated.relu());
        }
        layers.add(readout == Readout.FLATTEN ? new Flatten() : new GlobalAveragePool());
        layers.add(new Dense(1));
        return new Architecture(new Shape(IMAGE.channels(), IMAGE.height(), IMAGE.width()), layers)
                .with(Parameterisation.NTK);
    }

    private static Network network(Readout readout, int draw) {
        RandomStream stream = RandomStream.of(SEED, readout.name()).child(draw);
        return Network.initialised(architecture(readout), Initialiser.HE, stream, X.rows());
    }

    /** Of all parameters, biases too. */
    private static DoubleMatrix tangent(Readout readout, int draw) {
        return new EmpiricalKernel(new Derivatives(network(readout, draw))::jacobian, 1).traced(X, X);
    }

    @ParameterizedTest
    @EnumSource(Readout.class)
    void finiteNetworksHaveTheLimitAsTheirMean(Readout readout) {
        DoubleMatrix x = DoubleMatrix.zeros(X.rows(), X.columns());
        for (int i = 0; i < X.rows(); i++) {
            for (int j = 0; j < X.columns(); j++) {
                x.set(i, j, X.get(i, j));
            }
        }
        DoubleMatrix nngp =
                Limit.of(architecture(readout), Initialiser.HE).nngp().gram(x);
        DoubleMatrix ntk = Limit.of(architecture(readout), Initialiser.HE).ntk().gram(x);
        MonteCarloKernel outputs = MonteCarloKernel.nngp(draw -> network(readout, draw)::forward, X, X, 600);
        MonteCarloKernel tangents = MonteCarloKernel.of(draw -> tangent(readout, draw), 40);
        double worst = 0;
        for (int i = 0; i < X.rows(); i++) {
            for (int j = 0; j <= i; j++) {
                worst = Math.max(worst, z(outputs, nngp, i, j));
                worst = Math.max(worst, z(tangents, ntk, i, j));
            }
        }
        System.out.println("ConvolutionalLimitTest seed " + SEED + ", " + readout + ": largest |z| " + worst);
        assertTrue(worst < 4, "seed " + SEED + ": |z| = " + worst);
    }

    /** The mean at finite width is off by the order of 1 / channels of the kernel. */
    private static double z(MonteCarloKernel found, DoubleMatrix limit, int i, int j) {
        double bias = limit.get(i, i) / CHANNELS;
        double difference = Math.abs(found.mean().get(i, j) - limit.get(i, j));
        double error = found.standardError().get(i, j);
        return difference / Math.sqrt(error * error + bias * bias);
    }
}
