package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows as they come, 20 standard normal numbers each: closed forms hold at any variances. */
class MixedLengthsTest {

    private static final int N = 8;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "erf",
                "sin",
                "cos",
                "gaussian",
                "normalised(erf)",
                "normalised(cos)",
                "normalised(gaussian)",
                "hermite(n=2)",
                "hermite(n=3)",
                "leaky_relu(slope=0.1)",
                "abs",
                "identity"
            })
    void kernelsAreTheRecursionPairByPair(String name) {
        System.out.println("MixedLengthsTest seed 4");
        DoubleMatrix x = DoubleMatrix.zeros(N, 20);
        RandomStream.of(4, "mixed").fillNormal(x, 0);
        for (int k = 0; k < 20; k++) {
            x.set(1, k, -0.5 * x.get(0, k)); // opposite
            x.set(2, k, 30 * x.get(2, k));
            x.set(3, k, 1e-3 * x.get(3, k));
        }
        Nonlinearity phi = Nonlinearity.parse(name);
        DualActivation dual = new DualActivation(phi);
        double w = 1.4;
        double b = 0.2;
        InfiniteNetwork network =
                InfiniteNetwork.relu().withWeightVariance(w).withBiasVariance(b).withTrainedBias(0.5);
        DoubleMatrix nngp = ActivationKernels.of(phi, Kernel.NNGP, network, 2).gram(x);
        DoubleMatrix ntk = ActivationKernels.of(phi, Kernel.NTK, network, 2).gram(x);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                double q = b;
                double r = b;
                double s = b;
                for (int k = 0; k < 20; k++) {
                    q = Math.fma(x.get(i, k), x.get(i, k), q);
                    r = Math.fma(x.get(j, k), x.get(j, k), r);
                    s = Math.fma(x.get(i, k), x.get(j, k), s);
                }
                double t = s + 0.5;
                for (int layer = 0; layer < 2; layer++) {
                    double u = i == j ? 1 : Math.max(-1, Math.min(1, s / Math.sqrt(q * r)));
                    s = Math.fma(w, dual.value(q, r, u), b);
                    t = Math.fma(w * dual.derivative(q, r, u), t, s + 0.5);
                    q = Math.fma(w, dual.value(q, q, 1), b);
                    r = Math.fma(w, dual.value(r, r, 1), b);
                }
                String where = name + " at " + i + ", " + j;
                // The rounding of u times how much phi stretches it: up to 1e4 at the longest row.
                double scale = Math.sqrt(nngp.get(i, i) * nngp.get(j, j));
                assertEquals(s, nngp.get(i, j), 1e-11 * scale, where);
                double tangents = Math.sqrt(ntk.get(i, i) * ntk.get(j, j));
                assertEquals(t, ntk.get(i, j), 1e-11 * tangents, where);
            }
        }
    }
}
