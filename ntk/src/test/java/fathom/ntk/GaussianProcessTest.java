package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.Gemm;
import fathom.simd.SymmetricEigen;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {

    private static final InfiniteNetwork NETWORK = InfiniteNetwork.relu().withBiasVariance(0.1);
    private static final RowKernel NNGP = ReluKernels.of(Kernel.NNGP, NETWORK, 2);
    private static final RowKernel NTK = ReluKernels.of(Kernel.NTK, NETWORK, 2);
    private static final int N = 25;
    private static final int T = 8;
    private static final DoubleMatrix X = normal("x", N, 4);
    private static final DoubleMatrix Y = normal("y", N, 2);
    private static final DoubleMatrix TESTS = normal("tests", T, 4);

    private static DoubleMatrix normal(String purpose, int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        RandomStream.of(29, purpose).fillNormal(x, 0);
        return x;
    }

    /** A^(-1) from the eigenvectors, another way than the factor's. */
    private static DoubleMatrix inverse(DoubleMatrix a) {
        SymmetricEigen eigen = SymmetricEigen.decompose(a);
        DoubleMatrix scaled = eigen.vectors().copy();
        for (int i = 0; i < scaled.rows(); i++) {
            for (int j = 0; j < scaled.columns(); j++) {
                scaled.set(i, j, scaled.get(i, j) / eigen.values()[j]);
            }
        }
        return Gemm.product(scaled, eigen.vectors().transposed());
    }

    @Test
    void thePosteriorIsThePriorConditioned() {
        double ridge = 0.02;
        DoubleMatrix a = NNGP.gram(X);
        for (int i = 0; i < N; i++) {
            a.set(i, i, a.get(i, i) + N * ridge);
        }
        DoubleMatrix gain = Gemm.product(NNGP.cross(TESTS, X), inverse(a));
        DoubleMatrix mean = Gemm.product(gain, Y);
        DoubleMatrix covariance = NNGP.gram(TESTS);
        Gemm.multiply(-1, gain, NNGP.cross(X, TESTS), 1, covariance);
        GaussianProcess process = GaussianProcess.fit(NNGP, X, Y, ridge);
        for (int i = 0; i < T; i++) {
            for (int j = 0; j < 2; j++) {
                assertEquals(mean.get(i, j), process.mean(TESTS).get(i, j), 1e-11);
            }
            for (int j = 0; j < T; j++) {
                assertEquals(covariance.get(i, j), process.covariance(TESTS).get(i, j), 1e-11);
            }
            assertEquals(covariance.get(i, i), process.variances(TESTS)[i], 1e-11);
        }
        assertArrayEquals(
                RidgeSystem.of(NNGP.gram(X)).logMarginalLikelihoods(Y, ridge), process.logMarginalLikelihoods(), 1e-12);
        for (double variance : GaussianProcess.fit(NNGP, X, Y, 1e-13).variances(X)) {
            assertEquals(0, variance, 1e-9);
        }
    }

    /** Training the last layer alone is flow under the NNGP kernel; for ever, it is the posterior. */
    @Test
    void flowUnderTheCovarianceKernelEndsInThePosterior() {
        TrainingDynamics dynamics = TrainingDynamics.of(NNGP, X, Y);
        DoubleMatrix flow = dynamics.covariance(NNGP, TESTS, Double.POSITIVE_INFINITY);
        DoubleMatrix posterior = GaussianProcess.fit(NNGP, X, Y, 0).covariance(TESTS);
        for (int i = 0; i < T; i++) {
            for (int j = 0; j < T; j++) {
                assertEquals(posterior.get(i, j), flow.get(i, j), 1e-9);
            }
        }
    }

    @Test
    void descentAndFlowMeetAtTheEquivalentTimeOfEachMode() {
        TrainingDynamics dynamics = TrainingDynamics.of(NTK, X, Y);
        double[] values = dynamics.eigenvalues();
        double rate = 0.4 * dynamics.largestStableRate();
        for (double value : values) {
            double time = TrainingDynamics.equivalentTime(value, rate, 17);
            assertEquals(Math.pow(1 - rate * value, 17), Math.exp(-value * time), 1e-12);
        }
        assertEquals(3.4, TrainingDynamics.equivalentTime(0, 0.2, 17), 1e-15);
        assertEquals(Double.POSITIVE_INFINITY, TrainingDynamics.equivalentTime(2, 0.5, 3));
        assertEquals(0, TrainingDynamics.equivalentTime(2, 0.5, 0));
        assertThrows(IllegalArgumentException.class, () -> TrainingDynamics.equivalentTime(2, 0.6, 1));
        // One mode alone: both covariances are the same map of the initial outputs.
        DoubleMatrix one = X.rows(0, 1);
        TrainingDynamics single = TrainingDynamics.of(NTK, one, Y.rows(0, 1));
        double step = 0.3 * single.largestStableRate();
        double same = TrainingDynamics.equivalentTime(single.eigenvalues()[0], step, 5);
        assertArrayEquals(
                single.covariance(NNGP, TESTS, same).array(),
                single.covariance(NNGP, TESTS, step, 5).array(),
                1e-12);
    }

    @Test
    void ridgesAreChosenByWhatIsAsked() {
        DoubleMatrix v = normal("v", 40, 4);
        DoubleMatrix truths = DoubleMatrix.zeros(40, 1);
        DoubleMatrix y = DoubleMatrix.zeros(N, 1);
        for (int i = 0; i < 40; i++) {
            truths.set(i, 0, v.get(i, 0));
        }
        for (int i = 0; i < N; i++) {
            y.set(i, 0, X.get(i, 0) + 0.3 * Y.get(i, 0));
        }
        double[] ridges = {1, 1e-4, 1e-2};
        RidgeSearch search = RidgeSearch.validation(NTK, X, y, v, truths, RidgeSearch.Criterion.SQUARED_ERROR, ridges);
        double least = Double.POSITIVE_INFINITY;
        double best = 0;
        for (double ridge : ridges) {
            DoubleMatrix f = KernelRegression.fit(NTK, X, y, ridge).predict(v);
            double error = RidgeSearch.Criterion.SQUARED_ERROR.of(f, truths);
            best = error < least ? ridge : best;
            least = Math.min(least, error);
        }
        assertEquals(best, search.ridge());
        assertEquals(least, search.errors().get(search.candidates().indexOf(best)), 1e-12);
        assertTrue(search.sentence().contains("validation error"), search.sentence());
        RidgeSearch likely = RidgeSearch.marginalLikelihood(NNGP, X, y);
        for (double ridge : likely.candidates()) {
            double log = GaussianProcess.fit(NNGP, X, y, ridge).logMarginalLikelihoods()[0];
            assertTrue(-log >= likely.errors().get(likely.candidates().indexOf(likely.ridge())) - 1e-9);
        }
        DoubleMatrix scores = DoubleMatrix.of(2, 2, 1, 0, 0.2, 0.3);
        DoubleMatrix classes = DoubleMatrix.of(2, 2, 1, 0, 1, 0);
        assertEquals(0.5, RidgeSearch.Criterion.CLASSIFICATION_ERROR.of(scores, classes));
    }

    /** Minus the sum over targets of each process's log likelihood, at 14 ridges from 1e-12 to 10 times the mean of the diagonal. */
    @Test
    void likelihoodsOfAllTargetsAddUp() {
        RidgeSearch search = RidgeSearch.marginalLikelihood(NNGP, X, Y);
        double mean = 0;
        for (double value : NNGP.diagonal(X)) {
            mean += value / N;
        }
        assertEquals(RidgeSearch.CANDIDATES, search.candidates().size());
        for (int c = 0; c < search.candidates().size(); c++) {
            assertEquals(1, search.candidates().get(c) / (mean * Math.pow(10, c - 12)), 1e-12);
            double ridge = search.candidates().get(c);
            double[] logs = GaussianProcess.fit(NNGP, X, Y, ridge).logMarginalLikelihoods();
            double sum = -logs[0] - logs[1];
            assertEquals(sum, search.errors().get(c), 1e-9 * Math.abs(sum));
        }
        RidgeSearch loo = RidgeSearch.leaveOneOut(NNGP, X, Y);
        double[] errors = RidgeSystem.of(NNGP.gram(X)).leaveOneOutErrors(Y, loo.ridge());
        assertEquals(
                (errors[0] + errors[1]) / 2, loo.errors().get(loo.candidates().indexOf(loo.ridge())), 1e-12);
    }

    /** The choice says whether it lies at an edge of what was tried; one candidate alone is both, and called the smallest. */
    @Test
    void choicesAtAnEdgeSaySo() {
        assertTrue(sentence(0.1, 1e5, 1e6).startsWith("ridge 0.1, the smallest tried: its"), sentence(0.1, 1e5, 1e6));
        assertTrue(
                sentence(1e-9, 1e-8, 0.1).startsWith("ridge 0.1, the largest tried: its"), sentence(1e-9, 1e-8, 0.1));
        assertTrue(sentence(1e-9, 0.1, 1e6).startsWith("ridge 0.1: its"), sentence(1e-9, 0.1, 1e6));
        assertTrue(sentence(1e-9, 0.1).endsWith("is the least of 2 ridges from 1.0E-9 to 0.1"), sentence(1e-9, 0.1));
        assertTrue(sentence(0.1).startsWith("ridge 0.1, the smallest tried"), sentence(0.1));
    }

    private static String sentence(double... ridges) {
        return RidgeSearch.marginalLikelihood(NNGP, X, Y, ridges).sentence();
    }

    /** Tests are worked through in blocks: more of them than a block have the numbers of each alone, and none is none. */
    @Test
    void manyTestsAreManyOnes() {
        DoubleMatrix many = normal("many", Resources.BLOCK + 3, 4);
        GaussianProcess process = GaussianProcess.fit(NNGP, X, Y, 0.01);
        double[] variances = process.variances(many);
        DoubleMatrix means = process.mean(many);
        for (int i : new int[] {0, Resources.BLOCK - 1, Resources.BLOCK, Resources.BLOCK + 2}) {
            assertEquals(process.variances(many.rows(i, i + 1))[0], variances[i], 1e-12);
            assertEquals(process.mean(many.rows(i, i + 1)).get(0, 1), means.get(i, 1), 1e-12);
        }
        assertEquals(0, process.variances(many.rows(0, 0)).length);
        assertEquals("0 x 2", process.mean(many.rows(0, 0)).shape());
    }

    /** Whatever fits refuses targets of another length, ridges that are none, and matrices without an inverse. */
    @Test
    void whatCannotBeFittedIsRefused() {
        DoubleMatrix few = Y.rows(0, N - 1);
        double[] ridges = {1e-2};
        assertThrows(ShapeMismatchException.class, () -> GaussianProcess.fit(NNGP, X, few, 0.1));
        assertThrows(ShapeMismatchException.class, () -> KernelRegression.fit(NNGP, X, few, 0.1));
        assertThrows(ShapeMismatchException.class, () -> KernelRegression.path(NNGP, X, few, ridges));
        assertThrows(ShapeMismatchException.class, () -> RidgeSearch.leaveOneOut(NNGP, X, few));
        assertThrows(
                ShapeMismatchException.class, () -> RidgeSystem.of(NNGP.gram(X)).weights(few, 0.1));
        assertThrows(ShapeMismatchException.class, () -> TrainingDynamics.of(NNGP, X, few));
        assertThrows(ShapeMismatchException.class, () -> RidgeSearch.heldOut(TiledRegression.inMemory(), NNGP, X, few));
        assertThrows(
                ShapeMismatchException.class, () -> TiledRegression.inMemory().fit(NNGP, X, few, 0.1));
        assertThrows(
                ShapeMismatchException.class,
                () -> RidgeSearch.validation(NNGP, X, Y, TESTS, few, RidgeSearch.Criterion.SQUARED_ERROR, ridges));
        for (double ridge : new double[] {-1e-300, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> GaussianProcess.fit(NNGP, X, Y, ridge));
            assertThrows(IllegalArgumentException.class, () -> KernelRegression.fit(NNGP, X, Y, ridge));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> TiledRegression.inMemory().fit(NNGP, X, Y, ridge));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> RidgeSystem.of(NNGP.gram(X)).weights(Y, ridge));
        }
        DoubleMatrix twice = X.copy();
        for (int j = 0; j < 4; j++) {
            twice.set(7, j, X.get(3, j));
        }
        assertThrows(NotPositiveDefiniteException.class, () -> GaussianProcess.fit(NNGP, twice, Y, 0));
        assertThrows(NotPositiveDefiniteException.class, () -> KernelRegression.fit(NNGP, twice, Y, 0));
        assertEquals(
                KernelRegression.fit(NNGP, X, Y, 0.1).weights().get(5, 1),
                KernelRegression.fit(Kernel.NNGP, NETWORK, 2, X, Y, 0.1)
                        .weights()
                        .get(5, 1));
    }
}
