package fathom.experiments.conditioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.conditioning.RiskTrial.RiskCell;
import fathom.experiments.conditioning.RiskTrial.RiskResult;
import fathom.simd.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RiskTest {

    /** The kernels u and u^2 = ((d-1) P_2 + 1) / d have known eigenvalues. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 7, 10})
    void eigenvaluesOfPolynomials(int d) {
        Sphere sphere = new Sphere(d);
        DeepKernel linear = new DeepKernel(CorrelationMap.centred("relu"), 0);
        assertEquals(0, sphere.eigenvalue(linear, 0), 1e-12);
        assertEquals(1.0 / d, sphere.eigenvalue(linear, 1), 1e-10);
        assertEquals(0, sphere.eigenvalue(linear, 2), 1e-12);
        DeepKernel square = new DeepKernel(CorrelationMap.centred("hermite(n=2)"), 1);
        assertEquals(1.0 / d, sphere.eigenvalue(square, 0), 1e-10);
        assertEquals((d - 1.0) / d / sphere.multiplicity(2), sphere.eigenvalue(square, 2), 1e-10);
    }

    /** Harmonics have second moment 1 / N_k: by random points, within five standard errors. */
    @Test
    void harmonics() {
        Sphere sphere = new Sphere(5);
        var x = fathom.simd.matrix.DoubleMatrix.zeros(20_000, 5);
        RandomStream.of(41, "points").fillSphere(x, 0);
        for (int degree = 1; degree <= 2; degree++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < x.rows(); i++) {
                double p = sphere.polynomial(degree, x.get(i, 0));
                sum += p * p / x.rows();
                squares += p * p * p * p / x.rows();
            }
            double error = Math.sqrt((squares - sum * sum) / x.rows());
            assertEquals(1 / sphere.multiplicity(degree), sum, 5 * error, "seed 41");
        }
    }

    /** In three dimensions P(|x.y| > 1 - delta) = delta; in general it is a share of random pairs. */
    @Test
    void separations() {
        assertEquals(1e-9, new Sphere(3).probability(1e-9), 1e-17);
        assertEquals(2 * 0.1 / (1000.0 * 999), new Sphere(3).separation(1000, 0.1), 1e-15);
        Sphere sphere = new Sphere(6);
        int pairs = 40_000;
        var x = fathom.simd.matrix.DoubleMatrix.zeros(pairs, 6);
        RandomStream.of(42, "points").fillSphere(x, 0);
        double close = 0;
        for (int i = 0; i < pairs; i++) {
            close += Math.abs(x.get(i, 0)) > 0.7 ? 1.0 / pairs : 0;
        }
        double p = sphere.probability(0.3);
        assertEquals(p, close, 5 * Math.sqrt(p * (1 - p) / pairs), "seed 42");
    }

    /**
     * Without noise the interpolant is the projection of f on its samples: its norm is at most that of f, which comes from eigenvalues, and
     * grows with the samples; its risk is below that of 0.
     */
    @ParameterizedTest
    @CsvSource({"3,2", "3,6", "5,3"})
    void interpolantsWithoutNoise(int d, int depth) throws Exception {
        double before = 0;
        for (int n : new int[] {20, 60}) {
            RiskResult result = new RiskTrial(1).run(new RiskCell("relu", d, n, depth, 0, 0.1, 200, 4));
            assertTrue(result.norm() <= result.targetNorm() * (1 + 1e-9), "seed 4: " + result);
            assertTrue(result.norm() > before, "seed 4: " + result);
            assertTrue(result.excess() < result.testedZero(), "seed 4: " + result);
            before = result.norm();
        }
    }

    /**
     * Worked out by hand from the theorem as printed: the bound's n are the N = n^2 points of its proof. On the sphere of R^3 a pair is closer
     * than delta with probability delta, so that delta = 2 gamma / (N (N - 1)); centred ReLU has mu = 1 - (1/4) / (1/2 - 1/(2 pi)). From n = 46,341 on N is no int.
     */
    @ParameterizedTest
    @CsvSource({"8, 104", "24, 154", "100, 220", "60000, 514"})
    void theoremsDepthIsThatOfTheSquaredNumber(int n, int depth) {
        double mu = 1 - 0.25 / (0.5 - 0.5 / Math.PI);
        double points = (double) n * n;
        double delta = 2 * 0.1 / (points * (points - 1));
        double byHand = Math.ceil(Math.log(points) / -Math.log1p(-mu / 2))
                + Math.ceil(Math.log(1 / (2 * delta)) / Math.log1p(mu / 2));
        assertEquals(depth, byHand);
        assertEquals(depth, RiskTrial.depth("relu", 3, n, 0.1));
    }

    /** Uniform in +-size: the empirical distribution is within Kolmogorov's bound for one wrong alarm in 10,000. */
    @Test
    void theNoiseIsUniform() {
        int n = 20_000;
        double size = 0.2;
        RandomStream stream = RandomStream.of(43, "noise");
        double[] noise = new double[n];
        Arrays.setAll(noise, i -> RiskTrial.noise(size, stream, i));
        Arrays.sort(noise);
        double distance = 0;
        for (int i = 0; i < n; i++) {
            double share = (noise[i] + size) / (2 * size);
            distance = Math.max(distance, Math.max(share - (double) i / n, (i + 1.0) / n - share));
        }
        // P(sqrt(n) D > t) < 2 exp(-2 t^2): 1e-4 at t = 2.23.
        assertTrue(Math.sqrt(n) * distance < 2.23, "seed 43: " + Math.sqrt(n) * distance);
        assertTrue(noise[0] >= -size && noise[n - 1] <= size, noise[0] + " to " + noise[n - 1]);
    }

    /**
     * At the theorem's depth K is the identity to 1 / n^2, so the norm of the interpolant is |y|^2 nearly: n times the second moment of the labels,
     * E f^2 and that of the noise, size^2 / 3.
     */
    @Test
    void labelsHoldTheTargetAndTheNoise() throws Exception {
        int n = 200;
        double size = 3;
        RiskResult result = new RiskTrial(1).run(new RiskCell("relu", 3, n, 0, size, 0.1, 10, 6));
        double expected = n * (result.zero() + size * size / 3);
        // The variance of a squared uniform number is (4/45) size^4; the target's part is small beside it.
        double deviation = Math.sqrt(n * (4 / 45.0)) * size * size;
        assertEquals(expected, result.norm(), 4.5 * deviation, "seed 6: " + result);
    }

    /** At the theorem's depth kernel matrices are the identity to within 1 / n^2, and the interpolant is 0 off its samples. */
    @Test
    void theoremsDepth() throws Exception {
        RiskResult result = new RiskTrial(1).run(new RiskCell("relu", 3, 24, 0, 0.2, 0.1, 100, 5));
        assertEquals(RiskTrial.depth("relu", 3, 24, 0.1), result.depth());
        assertTrue(result.largest() <= 1.0 / (24 * 24), "seed 5: " + result);
        assertEquals(1, result.excess() / result.testedZero(), 0.02, "seed 5");
        assertTrue(result.operator() <= result.operatorBound(), "seed 5: " + result);
        assertTrue(result.excess() <= result.bound(), "seed 5: " + result);
    }
}
