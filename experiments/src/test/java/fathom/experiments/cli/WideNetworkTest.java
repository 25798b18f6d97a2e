package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.nn.Architecture;
import fathom.nn.Derivatives;
import fathom.nn.Initialiser;
import fathom.nn.Network;
import fathom.nn.Parameterisation;
import fathom.nn.Tensor;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.ReluKernels;
import fathom.ntk.UnitRows;
import fathom.ntk.empirical.EmpiricalKernel;
import fathom.ntk.empirical.MonteCarloKernel;
import fathom.simd.Elementwise;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kernels of finite networks against their limit. */
class WideNetworkTest {

    private static final int SEED = 43;
    private static final int INPUTS = 4;
    private static final int DEPTH = 2;
    private static final FloatMatrix X = inputs();

    private static FloatMatrix inputs() {
        DoubleMatrix x = DoubleMatrix.zeros(5, INPUTS);
        RandomStream.of(SEED, "inputs").fillNormal(x, 0);
        DoubleMatrix unit = UnitRows.of(x);
        FloatMatrix floats = FloatMatrix.zeros(x.rows(), INPUTS);
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < INPUTS; j++) {
                floats.set(i, j, (float) unit.get(i, j));
            }
        }
        return floats;
    }

    private static DoubleMatrix doubles() {
        DoubleMatrix x = DoubleMatrix.zeros(X.rows(), INPUTS);
        for (int i = 0; i < X.rows(); i++) {
            for (int j = 0; j < INPUTS; j++) {
                x.set(i, j, X.get(i, j));
            }
        }
        return x;
    }

    private static Network network(int width, int draw) {
        Architecture architecture =
                Architecture.fullyConnected(INPUTS, DEPTH, width, 1).with(Parameterisation.NTK);
        return Network.initialised(
                architecture,
                Initialiser.NTK,
                RandomStream.of(SEED, "width " + width).child(draw),
                X.rows());
    }

    /**
     * The tangent kernel of the weights by the limit's convention, in which a weight of variance v and factor c counts v / c^2 times:
     * d for the first layer, w = 2 for the others.
     */
    private static DoubleMatrix tangent(int width, int draw) {
        Network network = network(width, draw);
        List<EmpiricalKernel.Range> ranges = new ArrayList<>();
        for (Tensor tensor : network.architecture().tensors()) {
            if (tensor.kind() == Tensor.Kind.WEIGHT) {
                ranges.add(new EmpiricalKernel.Range(
                        tensor.name(), tensor.offset(), tensor.offset() + tensor.rows() * tensor.columns()));
            }
        }
        assertEquals(DEPTH + 1, ranges.size());
        List<DoubleMatrix> parts = new EmpiricalKernel(new Derivatives(network)::jacobian, 1).layers(X, X, ranges);
        DoubleMatrix sum = DoubleMatrix.zeros(X.rows(), X.rows());
        for (int l = 0; l < parts.size(); l++) {
            Elementwise.addScaled(l == 0 ? INPUTS : 2, parts.get(l), sum);
        }
        return sum;
    }

    @Test
    void deviationsFromTheLimitFallWithTheRootOfTheWidth() {
        DoubleMatrix limit = ReluKernels.gram(Kernel.NTK, InfiniteNetwork.relu(), DEPTH, doubles());
        int[] widths = {64, 128, 256, 512};
        int draws = 24;
        double[] logs = new double[widths.length];
        for (int w = 0; w < widths.length; w++) {
            double squares = 0;
            for (int draw = 0; draw < draws; draw++) {
                DoubleMatrix kernel = tangent(widths[w], draw);
                for (int i = 0; i < X.rows(); i++) {
                    for (int j = 0; j < X.rows(); j++) {
                        double difference = kernel.get(i, j) - limit.get(i, j);
                        squares += difference * difference / draws;
                    }
                }
            }
            logs[w] = Math.log(squares) / 2;
        }
        double slope = (3 * (logs[3] - logs[0]) + (logs[2] - logs[1])) / (10 * Math.log(2));
        System.out.println("WideNetworkTest seed " + SEED + ": the deviation falls with width^" + slope);
        // Each log has a standard deviation of about 0.6 / sqrt(24) = 0.12, the slope one of 0.12 / (sqrt(5) log 2) =
        // 0.08.
        assertEquals(-0.5, slope, 0.25);
    }

    /**
     * Means at finite width are off by a / width + O(1 / width^2): twice the one at width 2H less that at H is not. Of each kernel the test tells
     * a limit that is off by a tenth.
     */
    @Test
    void averagesOverInitialisationsAreTheLimit() {
        int width = 64;
        for (Kernel kernel : new Kernel[] {Kernel.NTK, Kernel.NNGP}) {
            DoubleMatrix limit = ReluKernels.gram(kernel, InfiniteNetwork.relu(), DEPTH, doubles());
            MonteCarloKernel narrow = averaged(kernel, width);
            MonteCarloKernel wide = averaged(kernel, 2 * width);
            double worst = largestZ(narrow, wide, limit, 1);
            System.out.println("WideNetworkTest seed " + SEED + ", " + kernel + ": largest |z| " + worst);
            assertTrue(worst < 4, "seed " + SEED + ", " + kernel + ": |z| = " + worst);
            for (double factor : new double[] {0.9, 1.1}) {
                double wrong = largestZ(narrow, wide, limit, factor);
                assertTrue(wrong > 4, "a limit times " + factor + " passes: |z| = " + wrong);
            }
        }
    }

    private static MonteCarloKernel averaged(Kernel kernel, int width) {
        return kernel == Kernel.NTK
                ? MonteCarloKernel.of(draw -> tangent(width, draw), 1_500)
                : MonteCarloKernel.nngp(draw -> network(width, draw)::forward, X, X, 40_000);
    }

    private static double largestZ(MonteCarloKernel narrow, MonteCarloKernel wide, DoubleMatrix limit, double factor) {
        double worst = 0;
        for (int i = 0; i < X.rows(); i++) {
            for (int j = 0; j <= i; j++) {
                double mean = 2 * wide.mean().get(i, j) - narrow.mean().get(i, j);
                double error = Math.hypot(
                        2 * wide.standardError().get(i, j),
                        narrow.standardError().get(i, j));
                worst = Math.max(worst, Math.abs(mean - factor * limit.get(i, j)) / error);
            }
        }
        return worst;
    }
}
