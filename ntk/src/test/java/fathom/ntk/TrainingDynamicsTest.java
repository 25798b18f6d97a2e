package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.Elementwise;
import fathom.simd.Gemm;
import fathom.simd.Reduce;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;

class TrainingDynamicsTest {

    private static final int N = 30;
    private static final InfiniteNetwork NETWORK = InfiniteNetwork.relu().withBiasVariance(0.2);
    private static final RowKernel TANGENT = ReluKernels.of(Kernel.NTK, NETWORK, 2);
    private static final RowKernel COVARIANCE = ReluKernels.of(Kernel.NNGP, NETWORK, 2);
    private static final DoubleMatrix X = normal("x", N, 5);
    private static final DoubleMatrix Y = normal("y", N, 2);
    private static final DoubleMatrix TESTS = normal("tests", 9, 5);

    private static DoubleMatrix normal(String purpose, int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        RandomStream.of(3, purpose).fillNormal(x, 0);
        return x;
    }

    private static void assertEqual(DoubleMatrix expected, DoubleMatrix actual, double tolerance) {
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                assertEquals(expected.get(i, j), actual.get(i, j), tolerance, "element " + i + ", " + j);
            }
        }
    }

    /** Weights of f_t = K(., X) a with a' = Y - K a, by Runge and Kutta's fourth-order rule. */
    private static DoubleMatrix integrated(double time, int steps) {
        DoubleMatrix k = TANGENT.gram(X);
        DoubleMatrix a = DoubleMatrix.zeros(N, 2);
        double h = time / steps;
        double[] nodes = {0, h / 2, h / 2, h};
        double[] weights = {h / 6, h / 3, h / 3, h / 6};
        for (int step = 0; step < steps; step++) {
            DoubleMatrix slope = DoubleMatrix.zeros(N, 2);
            DoubleMatrix next = a.copy();
            for (int stage = 0; stage < 4; stage++) {
                DoubleMatrix at = a.copy();
                Elementwise.addScaled(nodes[stage], slope, at);
                slope = Y.copy();
                Gemm.multiply(-1, k, at, 1, slope);
                Elementwise.addScaled(weights[stage], slope, next);
            }
            a = next;
        }
        return a;
    }

    @Test
    void flowIsTheSolutionOfItsDifferentialEquation() {
        TrainingDynamics dynamics = TrainingDynamics.of(TANGENT, X, Y);
        double slowest = dynamics.eigenvalues()[N - 1];
        for (double time : new double[] {0.5 / slowest, 5 / slowest, 60 / slowest}) {
            DoubleMatrix expected = Gemm.product(TANGENT.cross(TESTS, X), integrated(time, 3000));
            assertEqual(expected, dynamics.flow(time).predict(TESTS), 1e-10);
        }
    }

    @Test
    void descentIsItsSteps() {
        TrainingDynamics dynamics = TrainingDynamics.of(TANGENT, X, Y);
        DoubleMatrix k = TANGENT.gram(X);
        for (double share : new double[] {0.01, 0.5, 0.95}) {
            double rate = share * dynamics.largestStableRate();
            DoubleMatrix weights = DoubleMatrix.zeros(N, 2);
            for (int step = 0; step <= 40; step++) {
                if (step % 13 == 0) {
                    assertEqual(weights, dynamics.descent(rate, step).weights(), 1e-11);
                }
                DoubleMatrix residual = Y.copy();
                Gemm.multiply(-1, k, weights, 1, residual);
                Elementwise.addScaled(rate, residual, weights);
            }
        }
    }

    @Test
    void limitsOfTime() {
        TrainingDynamics dynamics = TrainingDynamics.of(TANGENT, X, Y);
        assertEqual(DoubleMatrix.zeros(9, 2), dynamics.flow(0).predict(TESTS), 0);
        DoubleMatrix interpolant = KernelRegression.fit(TANGENT, X, Y, 0).predict(TESTS);
        assertEqual(interpolant, dynamics.flow(Double.POSITIVE_INFINITY).predict(TESTS), 1e-9);
        assertEqual(interpolant, dynamics.flow(1e12).predict(TESTS), 1e-9);
        // Small rates: k steps are the time k eta.
        double rate = 1e-7 * dynamics.largestStableRate();
        assertEqual(
                dynamics.flow(1_000_000 * rate).predict(TESTS),
                dynamics.descent(rate, 1_000_000).predict(TESTS),
                1e-6);
    }

    @Test
    void repeatedSamplesGiveTheLimitAndNeverNaN() {
        // Twice the same samples with targets Y + E and Y - E: f_t is that of Y alone at twice the time.
        DoubleMatrix twice = DoubleMatrix.zeros(2 * N, 5);
        DoubleMatrix targets = DoubleMatrix.zeros(2 * N, 2);
        DoubleMatrix spread = normal("spread", N, 2);
        for (int i = 0; i < 2 * N; i++) {
            for (int k = 0; k < 5; k++) {
                twice.set(i, k, X.get(i % N, k));
            }
            for (int j = 0; j < 2; j++) {
                targets.set(i, j, Y.get(i % N, j) + (i < N ? 1 : -1) * spread.get(i % N, j));
            }
        }
        TrainingDynamics doubled = TrainingDynamics.of(TANGENT, twice, targets);
        TrainingDynamics single = TrainingDynamics.of(TANGENT, X, Y);
        // K(x, X) v of a null direction v is rounding, up to the resolution n 2^-52 lambda_max, and phi = t / (1 + (t
        // resolution)^2).
        double[] values = doubled.eigenvalues();
        double resolution = values.length * 0x1p-52 * values[values.length - 1];
        for (double time : new double[] {0.01, 1, 100, 1e18, Double.POSITIVE_INFINITY}) {
            double seen = time * resolution;
            double faded = seen < Double.POSITIVE_INFINITY ? seen / (1 + seen * seen) : 0;
            double tolerance = 1e-9 + faded * Math.sqrt(2 * Reduce.squaredNorm(spread));
            assertEqual(single.flow(2 * time).predict(TESTS), doubled.flow(time).predict(TESTS), tolerance);
        }
    }

    @Test
    void covarianceIsThatOfTheLinearMapOfTheInitialOutputs() {
        DoubleMatrix identity = DoubleMatrix.zeros(N, N);
        for (int i = 0; i < N; i++) {
            identity.set(i, i, 1);
        }
        for (double time : new double[] {0, 0.01, 1, 1e9}) {
            // Trained on the unit vectors, flow predicts the matrix A itself; f_t = f_0(x) - A f_0(X) has covariance M
            // S M', M = (I, -A).
            DoubleMatrix a =
                    TrainingDynamics.of(TANGENT, X, identity).flow(time).predict(TESTS);
            DoubleMatrix joint = DoubleMatrix.zeros(9 + N, 5);
            DoubleMatrix map = DoubleMatrix.zeros(9, 9 + N);
            Elementwise.copy(TESTS, joint.rows(0, 9));
            Elementwise.copy(X, joint.rows(9, 9 + N));
            for (int i = 0; i < 9; i++) {
                map.set(i, i, 1);
            }
            Elementwise.addScaled(-1, a, map.window(0, 9, 9, N));
            DoubleMatrix expected = Gemm.product(Gemm.product(map, COVARIANCE.gram(joint)), map.transposed());
            assertEqual(expected, TrainingDynamics.of(TANGENT, X, Y).covariance(COVARIANCE, TESTS, time), 1e-9);
        }
        DoubleMatrix trained = TrainingDynamics.of(TANGENT, X, Y).covariance(COVARIANCE, X, 1e15);
        assertEqual(DoubleMatrix.zeros(N, N), trained, 1e-8);
    }

    @Test
    void badInputIsRefused() {
        TrainingDynamics dynamics = TrainingDynamics.of(TANGENT, X, Y);
        assertThrows(IllegalArgumentException.class, () -> dynamics.flow(-1));
        assertThrows(IllegalArgumentException.class, () -> dynamics.flow(Double.NaN));
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class, () -> dynamics.descent(1.01 * dynamics.largestStableRate(), 3));
        assertTrue(thrown.getMessage().contains("stable"), thrown.getMessage());
        assertThrows(IllegalArgumentException.class, () -> dynamics.descent(0, 3));
        assertThrows(IllegalArgumentException.class, () -> dynamics.descent(1e-6, -3));
    }
}
