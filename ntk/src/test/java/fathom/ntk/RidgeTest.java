package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class RidgeTest {

    private static final RowKernel KERNEL =
            ReluKernels.of(Kernel.NTK, InfiniteNetwork.relu().withTrainedBias(1), 2);
    private static final int N = 40;

    private static DoubleMatrix normal(String purpose, int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        RandomStream.of(5, purpose).fillNormal(x, 0);
        return x;
    }

    private static DoubleMatrix without(DoubleMatrix matrix, int row) {
        DoubleMatrix rest = DoubleMatrix.zeros(matrix.rows() - 1, matrix.columns());
        for (int i = 0; i < rest.rows(); i++) {
            for (int j = 0; j < rest.columns(); j++) {
                rest.set(i, j, matrix.get(i < row ? i : i + 1, j));
            }
        }
        return rest;
    }

    @Test
    void leaveOneOutIsFittingWithoutEachSample() {
        DoubleMatrix x = normal("x", N, 6);
        DoubleMatrix y = normal("y", N, 2);
        for (double ridge : new double[] {0, 1e-3, 1}) {
            double[] errors = new double[2];
            for (int i = 0; i < N; i++) {
                // n r must stay what it is with all n samples.
                double same = ridge * N / (N - 1);
                DoubleMatrix f = KernelRegression.fit(KERNEL, without(x, i), without(y, i), same)
                        .predict(x.rows(i, i + 1));
                for (int j = 0; j < 2; j++) {
                    errors[j] += (f.get(0, j) - y.get(i, j)) * (f.get(0, j) - y.get(i, j)) / N;
                }
            }
            double[] closed = RidgeSystem.of(KERNEL.gram(x)).leaveOneOutErrors(y, ridge);
            assertArrayEquals(errors, closed, 1e-10 * (errors[0] + errors[1]));
        }
    }

    @Test
    void likelihoodIsTheProductOfConditionalDensities() {
        DoubleMatrix x = normal("x", N, 6);
        DoubleMatrix y = normal("y", N, 1);
        double noise = 0.3;
        double sum = 0;
        for (int i = 0; i < N; i++) {
            DoubleMatrix before = x.rows(0, i);
            DoubleMatrix next = x.rows(i, i + 1);
            double mean = 0;
            double variance = KERNEL.diagonal(next)[0] + noise;
            if (i > 0) {
                DoubleMatrix cross = KERNEL.cross(before, next);
                mean = KernelRegression.fit(KERNEL, before, y.rows(0, i), noise / i)
                        .predict(next)
                        .get(0, 0);
                DoubleMatrix solved = RidgeSystem.of(KERNEL.gram(before)).weights(cross, noise / i);
                for (int k = 0; k < i; k++) {
                    variance -= solved.get(k, 0) * cross.get(k, 0);
                }
            }
            double residual = y.get(i, 0) - mean;
            sum -= (residual * residual / variance + Math.log(2 * Math.PI * variance)) / 2;
        }
        assertEquals(sum, RidgeSystem.of(KERNEL.gram(x)).logMarginalLikelihoods(y, noise / N)[0], 1e-10);
    }

    @Test
    void aPathOfRidgesIsTheFitsOneByOne() {
        DoubleMatrix x = normal("x", N, 6);
        DoubleMatrix y = normal("y", N, 2);
        double[] ridges = {1, 0, 1e-4, 1};
        List<KernelRegression> path = KernelRegression.path(KERNEL, x, y, ridges);
        for (int r = 0; r < ridges.length; r++) {
            assertArrayEquals(
                    KernelRegression.fit(KERNEL, x, y, ridges[r]).weights().array(),
                    path.get(r).weights().array());
        }
    }

    @Test
    void theSearchTakesTheLeastErrorAndSaysSo() {
        DoubleMatrix x = normal("x", 80, 3);
        DoubleMatrix signal = DoubleMatrix.zeros(80, 1);
        for (int i = 0; i < 80; i++) {
            signal.set(i, 0, x.get(i, 0) + 0.5 * x.get(i, 1));
        }
        RidgeSearch clean = RidgeSearch.leaveOneOut(KERNEL, x, signal);
        RidgeSearch noise = RidgeSearch.leaveOneOut(KERNEL, x, normal("noise", 80, 1));
        for (RidgeSearch search : List.of(clean, noise)) {
            double least = search.errors().stream().min(Double::compare).orElseThrow();
            assertEquals(least, search.errors().get(search.candidates().indexOf(search.ridge())));
            assertEquals(14, search.candidates().size());
            assertTrue(search.sentence().contains("leave-one-out"), search.sentence());
            assertArrayEquals(
                    KernelRegression.fit(KERNEL, x, search == clean ? signal : normal("noise", 80, 1), search.ridge())
                            .weights()
                            .array(),
                    search.regression().weights().array());
        }
        assertTrue(clean.ridge() < noise.ridge(), clean.sentence() + " / " + noise.sentence());
    }

    @Test
    void repeatedSamplesAreNoObstacleToTheSearch() {
        DoubleMatrix x = normal("x", 30, 3);
        for (int k = 0; k < 3; k++) {
            x.set(17, k, x.get(4, k));
        }
        DoubleMatrix y = normal("y", 30, 1);
        RidgeSearch search = RidgeSearch.leaveOneOut(KERNEL, x, y);
        double added = 30 * search.ridge();
        assertTrue(search.ridge() > 0, search.sentence());
        // The weights solve (K + n r I) w = y: the gram matrix alone is singular, and equal rows of it differ by n r
        // alone.
        DoubleMatrix gram = KERNEL.gram(x);
        DoubleMatrix weights = search.regression().weights();
        for (int i = 0; i < 30; i++) {
            double left = added * weights.get(i, 0);
            for (int j = 0; j < 30; j++) {
                left = Math.fma(gram.get(i, j), weights.get(j, 0), left);
            }
            assertEquals(y.get(i, 0), left, 1e-9, "equation " + i);
        }
        assertEquals((y.get(4, 0) - y.get(17, 0)) / added, weights.get(4, 0) - weights.get(17, 0), 1e-9 / added);
        // Each error is what leaving out one sample after the other gives, the repeated one too.
        double error = 0;
        for (int i = 0; i < 30; i++) {
            double miss = KernelRegression.fit(KERNEL, without(x, i), without(y, i), added / 29)
                            .predict(x.rows(i, i + 1))
                            .get(0, 0)
                    - y.get(i, 0);
            error += miss * miss / 30;
        }
        assertEquals(error, search.errors().get(search.candidates().indexOf(search.ridge())), 1e-9 * error);
    }

    @Test
    void classesAreOneAgainstAll() {
        DoubleMatrix targets = Classes.targets(2, 0, 2);
        assertEquals("3 x 3", targets.shape());
        assertEquals(0.9, targets.get(0, 2));
        assertEquals(-0.1, targets.get(0, 0));
        assertArrayEquals(new int[] {2, 0, 2}, Classes.of(targets));
        assertThrows(IllegalArgumentException.class, () -> Classes.targets(1, -1));
    }

    /** In tiles the ridge is chosen on samples that are left out; here by hand, with the same permutation and ordinary fits. */
    @Test
    void heldOutSamplesChooseTheRidgeInTiles() {
        DoubleMatrix x = normal("x", N, 6);
        DoubleMatrix y = DoubleMatrix.zeros(N, 1);
        for (int i = 0; i < N; i++) {
            y.set(i, 0, x.get(i, 0) + 0.5 * RandomStream.of(6, "noise").normal(i));
        }
        RidgeSearch search = RidgeSearch.heldOut(TiledRegression.inMemory().inTilesOf(16), KERNEL, x, y);
        int[] order = RandomStream.of(0, "held-out samples").permutation(N);
        int held = N / 8;
        DoubleMatrix seen = DoubleMatrix.zeros(N - held, 6);
        DoubleMatrix targets = DoubleMatrix.zeros(N - held, 1);
        for (int i = held; i < N; i++) {
            targets.set(i - held, 0, y.get(order[i], 0));
            for (int k = 0; k < 6; k++) {
                seen.set(i - held, k, x.get(order[i], k));
            }
        }
        int size = search.candidates().size();
        double least = Double.POSITIVE_INFINITY;
        double best = Double.NaN;
        for (int c = size - 1; c >= 0; c--) {
            double ridge = search.candidates().get(c);
            KernelRegression fit = KernelRegression.fit(KERNEL, seen, targets, ridge);
            double error = 0;
            for (int i = 0; i < held; i++) {
                double miss = fit.predict(x.row(order[i])).get(0, 0) - y.get(order[i], 0);
                error += miss * miss / held;
            }
            assertEquals(error, search.errors().get(c), 1e-9 * error);
            best = error < least ? ridge : best;
            least = Math.min(least, error);
        }
        assertEquals(best, search.ridge());
        assertEquals(
                KernelRegression.fit(KERNEL, x, y, best).predict(x).get(3, 0),
                search.regression().predict(x).get(3, 0),
                1e-10);
        // Two in a row that are worse than the best end the search.
        assertTrue(size < RidgeSearch.CANDIDATES, "all were tried: " + search.sentence());
        assertTrue(search.sentence().contains("5 held-out samples"), search.sentence());
        assertThrows(
                IllegalArgumentException.class,
                () -> RidgeSearch.heldOut(TiledRegression.inMemory(), KERNEL, x.rows(0, 1), y.rows(0, 1)));
    }
}
