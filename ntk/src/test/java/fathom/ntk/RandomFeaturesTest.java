package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.Cholesky;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The definition itself, by Monte Carlo: S_l and T_l from Gaussian draws with the covariance of the layer below, |z| < 4. */
class RandomFeaturesTest {

    private static final long SEED = 31;
    private static final int DRAWS = 400_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void layersAreExpectationsOverTheLayerBelow(int depth) {
        System.out.println("RandomFeaturesTest seed " + SEED);
        InfiniteNetwork network = new InfiniteNetwork(0.7, PerLayer.same(1.6), PerLayer.same(0.3), PerLayer.same(0.2));
        DoubleMatrix x = DoubleMatrix.zeros(4, 5);
        RandomStream.of(SEED, "inputs").fillNormal(x, 0);
        DoubleMatrix below = ReluKernels.gram(Kernel.NNGP, network, depth - 1, x);
        DoubleMatrix tangentBelow = ReluKernels.gram(Kernel.NTK, network, depth - 1, x);
        DoubleMatrix nngp = ReluKernels.gram(Kernel.NNGP, network, depth, x);
        DoubleMatrix ntk = ReluKernels.gram(Kernel.NTK, network, depth, x);
        Cholesky.factorise(below);
        RandomStream stream = RandomStream.of(SEED, "draws").child(depth);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j <= i; j++) {
                Mean covariance = new Mean();
                Mean tangent = new Mean();
                for (int draw = 0; draw < DRAWS; draw++) {
                    double u = 0;
                    double v = 0;
                    for (int k = 0; k <= i; k++) {
                        double g = stream.normal(4L * draw + k);
                        u += below.get(i, k) * g;
                        v += k <= j ? below.get(j, k) * g : 0;
                    }
                    double s = 1.6 * Math.max(u, 0) * Math.max(v, 0) + 0.3;
                    covariance.add(s);
                    tangent.add(s + 0.2 + (u > 0 && v > 0 ? 1.6 * tangentBelow.get(i, j) : 0));
                }
                covariance.check("S " + i + ", " + j, nngp.get(i, j));
                tangent.check("T " + i + ", " + j, ntk.get(i, j));
            }
        }
    }

    private static final class Mean {
        private double sum;
        private double squares;

        void add(double value) {
            sum += value;
            squares += value * value;
        }

        void check(String what, double expected) {
            double mean = sum / DRAWS;
            double error = Math.sqrt((squares / DRAWS - mean * mean) / DRAWS);
            double z = (mean - expected) / error;
            assertTrue(Math.abs(z) < 4, what + ": " + mean + ", expected " + expected + ", z = " + z);
        }
    }
}
