package fathom.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.ReluKernels;
import fathom.simd.Elementwise;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;

/** Networks between feature learning and lazy training. */
class CentredNetworkTest {

    private static final long SEED = 20101220;
    private static final int INPUTS = 5;
    private static final FloatMatrix POINTS = FloatMatrix.zeros(120, INPUTS);
    private static final FloatMatrix LABELS = FloatMatrix.zeros(120, 1);

    static {
        RandomStream.of(SEED, "points").fillSphere(POINTS, 0);
        for (int i = 0; i < POINTS.rows(); i++) {
            LABELS.set(i, 0, Math.signum(POINTS.get(i, 0) * POINTS.get(i, 1)));
            for (int j = 0; j < INPUTS; j++) {
                POINTS.set(i, j, (float) Math.sqrt(INPUTS) * POINTS.get(i, j));
            }
        }
    }

    private static CentredNetwork network(int depth, int width, double alpha, int draw) {
        return new CentredNetwork(
                INPUTS, depth, width, alpha, RandomStream.of(SEED, "lazy").child(draw), 30);
    }

    /**
     * At one hidden layer the mean of the tangent kernel over initialisations is its limit at every width: the NTK with trained biases of
     * the same directions, alpha^2 times. Each entry within 4.5 standard errors over 200 draws.
     */
    @Test
    void theKernelAtTheBeginningHasTheLimitAsItsMean() {
        System.out.println("CentredNetworkTest seed " + SEED);
        FloatMatrix x = POINTS.rows(0, 4);
        double alpha = 3;
        int draws = 200;
        double[][] sum = new double[4][4];
        double[][] squares = new double[4][4];
        for (int draw = 0; draw < draws; draw++) {
            DoubleMatrix kernel = network(1, 16, alpha, draw).kernel(x);
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    double value = kernel.get(i, j) / (alpha * alpha);
                    sum[i][j] += value / draws;
                    squares[i][j] += value * value / draws;
                }
            }
        }
        DoubleMatrix unit = DoubleMatrix.widened(x);
        Elementwise.scale(1 / Math.sqrt(INPUTS), unit);
        DoubleMatrix limit = ReluKernels.gram(Kernel.NTK, InfiniteNetwork.relu().withTrainedBias(1), 1, unit);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double error = Math.sqrt((squares[i][j] - sum[i][j] * sum[i][j]) / (draws - 1));
                double z = (sum[i][j] - limit.get(i, j)) / error;
                assertTrue(Math.abs(z) < 4.5, "entry " + i + ", " + j + ": z = " + z);
            }
        }
    }

    @Test
    void theModelBeginsAtZero() {
        FloatMatrix outputs = network(2, 20, 7, 0).outputs(POINTS);
        for (int i = 0; i < outputs.rows(); i++) {
            assertEquals(0, outputs.get(i, 0));
        }
    }

    /** Where training is lazy the rate 1 / alpha^2 makes the model's way independent of alpha: the linear model's. */
    @Test
    void lazyModelsMoveAlike() {
        FloatMatrix x = POINTS;
        CentredNetwork lazy = network(2, 64, 50, 0);
        CentredNetwork lazier = network(2, 64, 200, 0);
        RandomStream order = RandomStream.of(SEED, "order");
        lazy.train(x, LABELS, 0.5, 2, order);
        lazier.train(x, LABELS, 0.5, 2, order);
        FloatMatrix one = lazy.outputs(x);
        FloatMatrix other = lazier.outputs(x);
        double difference = 0;
        double square = 0;
        for (int i = 0; i < x.rows(); i++) {
            difference += Math.pow(one.get(i, 0) - other.get(i, 0), 2);
            square += Math.pow(one.get(i, 0), 2);
        }
        assertTrue(Math.sqrt(difference / square) < 0.02, "relative distance " + Math.sqrt(difference / square));
        assertTrue(square > 0.01 * x.rows(), "nothing moved");
    }
}
