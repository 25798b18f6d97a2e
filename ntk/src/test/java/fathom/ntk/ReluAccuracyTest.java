package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** |error| <= 1e-13 sqrt(K(x,x) K(x',x')) against 56-digit arithmetic on the stored doubles, for every kind of pair. */
class ReluAccuracyTest {

    private static final long SEED = 7;
    private static final List<InfiniteNetwork> NETWORKS = List.of(
            InfiniteNetwork.relu(),
            InfiniteNetwork.relu().withTrainedBias(1),
            InfiniteNetwork.relu().withBiasVariance(0.1).withInputScale(0.3).withWeightVariance(1.8),
            new InfiniteNetwork(2, PerLayer.same(2.5), PerLayer.same(1e-6), PerLayer.same(0.25)),
            InfiniteNetwork.relu().withBiasVariance(1e4),
            InfiniteNetwork.relu().withBiasVariance(someLayers(0.3)));

    /** Two layers without, one with, and so on: angles and haversines in turn. */
    private static PerLayer someLayers(double bias) {
        double[] values = new double[51];
        for (int l = 2; l <= 50; l += 3) {
            values[l] = bias;
        }
        return PerLayer.of(values);
    }

    /** Random rows, then rows near, opposite, parallel and equal to the first one. */
    private static DoubleMatrix rows(int dimension) {
        RandomStream stream = RandomStream.of(SEED, "accuracy").child(dimension);
        DoubleMatrix x = DoubleMatrix.zeros(15, dimension);
        stream.fillNormal(x, 0);
        double[] distances = {1e-1, 1e-3, 1e-8, 1e-12};
        for (int k = 0; k < dimension; k++) {
            double first = x.get(0, k);
            for (int i = 0; i < distances.length; i++) {
                double step = distances[i] * stream.normal(100_000L + i * dimension + k);
                x.set(2 + i, k, first + step);
                x.set(6 + i, k, -first + step);
            }
            x.set(10, k, 2 * first);
            x.set(11, k, first / 3);
            x.set(12, k, -first / 7);
            x.set(13, k, first);
            x.set(14, k, x.get(14, k) / 5 + first); // an angle of about 0.2, near the threshold
        }
        return x;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40, 1000})
    void kernelsAreAccurateForEveryKindOfPair(int dimension) {
        System.out.println("ReluAccuracyTest seed " + SEED);
        DoubleMatrix x = rows(dimension);
        int[] depths = dimension == 1000 ? new int[] {1, 50} : new int[] {1, 2, 7, 50};
        for (InfiniteNetwork network : dimension == 1000 ? NETWORKS.subList(0, 3) : NETWORKS) {
            ExactRelu[] exact = new ExactRelu[x.rows()];
            for (int i = 0; i < x.rows(); i++) {
                exact[i] = new ExactRelu(network, 50, x, i, x, 0);
            }
            for (int depth : depths) {
                DoubleMatrix nngp = ReluKernels.gram(Kernel.NNGP, network, depth, x);
                DoubleMatrix ntk = ReluKernels.gram(Kernel.NTK, network, depth, x);
                DoubleMatrix cross = ReluKernels.cross(Kernel.NTK, network, depth, x, x);
                for (int i = 0; i < x.rows(); i++) {
                    assertClose(network, depth, i, 0, nngp, nngp, exact[i].of(Kernel.NNGP, depth));
                    assertClose(network, depth, i, 0, ntk, ntk, exact[i].of(Kernel.NTK, depth));
                    assertClose(network, depth, i, 0, cross, ntk, exact[i].of(Kernel.NTK, depth));
                }
            }
        }
    }

    private static void assertClose(
            InfiniteNetwork network, int depth, int i, int j, DoubleMatrix k, DoubleMatrix gram, BigDecimal exact) {
        double scale = Math.sqrt(gram.get(i, i) * gram.get(j, j));
        double error = new BigDecimal(k.get(i, j)).subtract(exact).doubleValue() / scale;
        assertTrue(
                Math.abs(error) <= 1e-13,
                () -> network + " depth " + depth + " pair " + i + ", " + j + ": " + k.get(i, j) + ", exact "
                        + exact.doubleValue() + ", error " + error + " of sqrt(K K)");
    }

    @Test
    void zeroRowsAreOrthogonalToAllOthersAndEqualToEachOther() {
        DoubleMatrix x = DoubleMatrix.of(3, 2, 0, 0, 1, 2, 0, 0);
        for (Kernel kind : Kernel.values()) {
            DoubleMatrix gram = ReluKernels.gram(kind, InfiniteNetwork.relu().withTrainedBias(1), 3, x);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    assertTrue(Double.isFinite(gram.get(i, j)), kind + " " + i + ", " + j);
                }
            }
        }
        DoubleMatrix ntk = ReluKernels.gram(Kernel.NTK, InfiniteNetwork.relu().withTrainedBias(1), 3, x);
        assertTrue(ntk.get(0, 0) == ntk.get(2, 0) && ntk.get(0, 0) == 1, ntk.get(0, 0) + " and " + ntk.get(2, 0));
    }
}
