package fathom.simd.eigen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.simd.Gemm;
import fathom.simd.SymmetricEigen;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dense matrix, its band and its tridiagonal form have one spectrum. */
class TwoStagesTest {

    private static final RandomStream RANDOM = RandomStream.of(8, "two stages test");

    private static DoubleMatrix random(int n) {
        DoubleMatrix a = DoubleMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a.set(i, j, RANDOM.child(n).normal((long) i * n + j));
                a.set(j, i, a.get(i, j));
            }
        }
        return a;
    }

    private static DoubleMatrix dense(Band band) {
        DoubleMatrix b = DoubleMatrix.zeros(band.n, band.n);
        for (int i = 0; i < band.n; i++) {
            for (int j = i; j <= Math.min(i + Band.WIDTH, band.n - 1); j++) {
                double element = band.array[Band.index(i, j)];
                b.set(i, j, i == j ? 2 * element : element);
                b.set(j, i, b.get(i, j));
            }
        }
        return b;
    }

    private static double norm(DoubleMatrix a) {
        double square = 0;
        for (double element : a.array()) {
            square += element * element;
        }
        return Math.sqrt(square);
    }

    /** tr A, tr A^2 and tr A^3: the power sums of the spectrum. */
    private static double[] traces(DoubleMatrix a) {
        DoubleMatrix square = Gemm.product(a, a);
        double[] traces = new double[3];
        for (int i = 0; i < a.rows(); i++) {
            traces[0] += a.get(i, i);
            traces[1] += square.get(i, i);
            for (int j = 0; j < a.rows(); j++) {
                traces[2] += square.get(i, j) * a.get(j, i);
            }
        }
        return traces;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 31, 32, 33, 34, 35, 65, 67, 131})
    void everyStageKeepsTheSpectrum(int n) {
        DoubleMatrix a = random(n);
        double unit = Math.max(n, 10) * 0x1p-52;
        double norm = norm(a);
        Band band = TwoStages.band(a);
        double[] wanted = traces(a);
        double[] kept = traces(dense(band));
        new BulgeChase(band).run();
        double[] chased = traces(dense(band));
        for (int power = 0; power < 3; power++) {
            double bound = unit * Math.pow(norm, power + 1);
            assertEquals(wanted[power], kept[power], bound);
            assertEquals(wanted[power], chased[power], bound);
        }
        double[] values = TwoStages.values(a);
        double[] oneStage = SymmetricEigen.decompose(a).values();
        for (int i = 0; i < n; i++) {
            assertEquals(oneStage[i], values[i], unit * norm);
        }
    }

    /** Beside the two diagonals, what the chase leaves is zero to the last bit, the room for bulges and the rows below included. */
    @ParameterizedTest
    @ValueSource(ints = {3, 34, 70, 150})
    void nothingIsLeftBesideTheDiagonals(int n) {
        Band band = TwoStages.band(random(n));
        new BulgeChase(band).run();
        double[] rest = band.array.clone();
        for (int i = 0; i < n; i++) {
            rest[Band.index(i, i)] = 0;
            if (i < n - 1) {
                rest[Band.index(i, i + 1)] = 0;
            }
        }
        for (double element : rest) {
            assertEquals(0, element, 0.0);
        }
    }

    /** Second differences, 2 - 2 cos(k pi / (n + 1)), seen from another orthonormal basis: H T H for one reflection H of everything. */
    @Test
    void knownSpectrum() {
        int n = 110;
        DoubleMatrix v = DoubleMatrix.zeros(n, 1);
        RANDOM.fillNormal(v, 0);
        double square = norm(v) * norm(v);
        DoubleMatrix h = DoubleMatrix.zeros(n, n);
        DoubleMatrix t = DoubleMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                h.set(i, j, (i == j ? 1 : 0) - 2 * v.get(i, 0) * v.get(j, 0) / square);
                t.set(i, j, i == j ? 2 : Math.abs(i - j) == 1 ? -1 : 0);
            }
        }
        DoubleMatrix a = Gemm.product(h, Gemm.product(t, h));
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                a.set(j, i, a.get(i, j));
            }
        }
        double[] values = TwoStages.values(a);
        for (int k = 1; k <= n; k++) {
            assertEquals(2 - 2 * Math.cos(k * Math.PI / (n + 1)), values[k - 1], 1e-13);
        }
    }

    /** No reflections at all, a rank of one, and bands of every width up to and beyond the one that the stages meet in. */
    @Test
    void degenerateMatrices() {
        int n = 100;
        DoubleMatrix ones = DoubleMatrix.zeros(n, n);
        DoubleMatrix diagonal = DoubleMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            diagonal.set(i, i, -i);
            for (int j = 0; j < n; j++) {
                ones.set(i, j, 1);
            }
        }
        double[] descending = TwoStages.values(diagonal);
        for (int i = 0; i < n; i++) {
            assertEquals(i - n + 1, descending[i]);
        }
        double[] rankOne = TwoStages.values(ones);
        assertEquals(n, rankOne[n - 1], 1e-12);
        assertEquals(0, rankOne[n - 2], 1e-12);
        assertEquals(0, rankOne[0], 1e-12);
        for (int width : new int[] {1, 31, 32, 33}) {
            DoubleMatrix a = random(n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    a.set(i, j, Math.abs(i - j) <= width ? a.get(i, j) : 0);
                }
            }
            double[] values = TwoStages.values(a);
            double[] wanted = SymmetricEigen.decompose(a).values();
            for (int i = 0; i < n; i++) {
                assertEquals(wanted[i], values[i], n * 0x1p-52 * norm(a));
            }
        }
    }

    /** Elements over twelve orders of magnitude, either way round, and pairs of values that agree to 14 digits. */
    @Test
    void gradedAndClustered() {
        int n = 84;
        for (int kind = 0; kind < 3; kind++) {
            DoubleMatrix a = random(n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    int power = kind == 0 ? i + j : 2 * n - 2 - i - j;
                    boolean coupled = i / 42 == j / 42 && Math.abs(i - j) % 21 == 0;
                    a.set(
                            i,
                            j,
                            kind < 2
                                    ? a.get(i, j) * Math.pow(10, -12.0 * power / (2 * n))
                                    : i == j ? Math.abs(i % 21 - 10) : coupled ? 1e-9 : 1e-14);
                }
            }
            double[] values = TwoStages.values(a);
            double[] wanted = SymmetricEigen.decompose(a).values();
            for (int i = 0; i < n; i++) {
                assertEquals(wanted[i], values[i], n * 0x1p-52 * norm(a), "kind " + kind + ", value " + i);
            }
        }
    }

    @Test
    void sameBitsOnAnyThreads() throws Exception {
        // Large enough for two parts of a symmetric product, and for several groups of sweeps on their way at once.
        DoubleMatrix a = random(420);
        Band one = Parallelism.call(1, () -> TwoStages.band(a));
        Band three = Parallelism.call(3, () -> TwoStages.band(a));
        assertArrayEquals(one.array, three.array);
        double[] band = one.array.clone();
        Parallelism.run(1, new BulgeChase(one)::run);
        for (int sweeps : new int[] {1, 4, 16}) {
            System.arraycopy(band, 0, three.array, 0, band.length);
            BulgeChase chase = new BulgeChase(three, sweeps);
            Parallelism.run(sweeps == 4 ? 3 : 2, chase::run);
            assertArrayEquals(one.array, three.array);
        }
    }

    /** The door takes the two stages for values alone from 256 rows on. */
    @Test
    void theDoorTakesTheTwoStages() {
        DoubleMatrix a = random(256);
        assertArrayEquals(TwoStages.values(a), SymmetricEigen.values(a));
    }
}
