package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

    private static final RandomStream RANDOM = RandomStream.of(7, "Cholesky test");
    private static final double GUARD = -12345;

    /** G G' / n + I / 10, symmetric to the bit. */
    private static DoubleMatrix positive(int n) {
        DoubleMatrix g = DoubleMatrix.zeros(n, n);
        RANDOM.child(n).fillNormal(g, 0);
        DoubleMatrix a = DoubleMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? 0.1 : 0;
                for (int k = 0; k < n; k++) {
                    sum = Math.fma(g.get(i, k) / n, g.get(j, k), sum);
                }
                a.set(i, j, sum);
                a.set(j, i, sum);
            }
        }
        return a;
    }

    /** The definition in Cholesky's javadoc, read literally; guard values above the diagonal. */
    private static DoubleMatrix definition(DoubleMatrix a) {
        int n = a.rows();
        DoubleMatrix l = DoubleMatrix.zeros(n, n);
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < j; i++) {
                l.set(i, j, GUARD);
            }
            for (int i = j; i < n; i++) {
                double c = a.get(i, j);
                for (int k = 0; k < j; k++) {
                    c = Math.fma(-l.get(i, k), l.get(j, k), c);
                }
                l.set(i, j, i == j ? Math.sqrt(c) : c / l.get(j, j));
            }
        }
        return l;
    }

    private static void guardUpper(DoubleMatrix a) {
        for (int i = 0; i < a.rows(); i++) {
            for (int j = i + 1; j < a.columns(); j++) {
                a.set(i, j, GUARD);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 200})
    void factorIsItsDefinitionToTheBit(int n) throws Exception {
        DoubleMatrix a = positive(n);
        DoubleMatrix expected = definition(a);
        guardUpper(a);
        for (int threads : new int[] {1, 2, 3}) {
            DoubleMatrix dense = a.copy();
            Parallelism.run(threads, () -> Cholesky.factorise(dense));
            assertArrayEquals(expected.array(), dense.array());

            // A window of a wider matrix, seen through a transpose: the columns are contiguous.
            DoubleMatrix wide = DoubleMatrix.zeros(n + 3, n + 2);
            DoubleMatrix window = wide.window(1, 1, n, n).transposed();
            copy(a, window);
            Parallelism.run(threads, () -> Cholesky.factorise(window));
            assertArrayEquals(expected.array(), window.copy().array());
            for (int i = 0; i < n + 3; i++) {
                for (int j = 0; j < n + 2; j++) {
                    if (i == 0 || i > n || j == 0 || j > n) {
                        assertEquals(0, wide.get(i, j));
                    }
                }
            }
        }
    }

    private static void copy(DoubleMatrix from, DoubleMatrix to) {
        for (int i = 0; i < from.rows(); i++) {
            for (int j = 0; j < from.columns(); j++) {
                to.set(i, j, from.get(i, j));
            }
        }
    }

    /** |A - L L'| <= n eps |A| in the norm of the largest row sum (Higham, Accuracy and Stability, theorem 10.3). */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 64, 150})
    void residual(int n) {
        DoubleMatrix a = positive(n);
        DoubleMatrix l = a.copy();
        Cholesky.factorise(l);
        double norm = 0;
        double residual = 0;
        for (int i = 0; i < n; i++) {
            double row = 0;
            double difference = 0;
            for (int j = 0; j < n; j++) {
                double sum = a.get(i, j);
                for (int k = 0; k <= Math.min(i, j); k++) {
                    sum = Math.fma(-l.get(i, k), l.get(j, k), sum);
                }
                difference += Math.abs(sum);
                row += Math.abs(a.get(i, j));
            }
            norm = Math.max(norm, row);
            residual = Math.max(residual, difference);
        }
        assertTrue(residual <= n * Math.ulp(1.0) * norm, "residual " + residual + ", norm " + norm);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 31, 32, 33, 64, 65, 100, 200})
    void solveLeavesASmallResidual(int n) throws Exception {
        DoubleMatrix a = positive(n);
        DoubleMatrix l = a.copy();
        Cholesky.factorise(l);
        for (int m : new int[] {0, 1, 2, 5, 40}) {
            DoubleMatrix b = DoubleMatrix.zeros(n, m);
            RANDOM.child(m).fillNormal(b, 0);
            DoubleMatrix x = b.copy();
            Parallelism.run(1, () -> Cholesky.solve(l, x));
            double largest = 0;
            double scale = 1e-300;
            for (int i = 0; i < n; i++) {
                double row = 0;
                for (int k = 0; k < n; k++) {
                    row += Math.abs(a.get(i, k));
                }
                for (int j = 0; j < m; j++) {
                    double sum = b.get(i, j);
                    for (int k = 0; k < n; k++) {
                        sum = Math.fma(-a.get(i, k), x.get(k, j), sum);
                    }
                    largest = Math.max(largest, Math.abs(sum));
                    scale = Math.max(scale, row * Math.abs(x.get(i, j)));
                }
            }
            assertTrue(largest <= 2 * (n + 1) * Math.ulp(1.0) * scale, "residual " + largest + ", scale " + scale);

            DoubleMatrix strided =
                    DoubleMatrix.zeros(m, n + 1).window(0, 1, m, n).transposed();
            copy(b, strided);
            Parallelism.run(2, () -> Cholesky.solve(l, strided));
            assertArrayEquals(x.array(), strided.copy().array());
        }
    }

    /** The Pascal matrix has determinant 1; the second difference matrix (2 on the diagonal, -1 beside it) has n + 1. */
    @Test
    void knownDeterminants() {
        DoubleMatrix pascal = DoubleMatrix.zeros(9, 9);
        DoubleMatrix difference = DoubleMatrix.zeros(300, 300);
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 9; j++) {
                pascal.set(i, j, i == 0 || j == 0 ? 1 : pascal.get(i - 1, j) + pascal.get(i, j - 1));
            }
        }
        for (int i = 0; i < 300; i++) {
            difference.set(i, i, 2);
            if (i > 0) {
                difference.set(i, i - 1, -1);
            }
        }
        Cholesky.factorise(pascal);
        Cholesky.factorise(difference);
        assertEquals(0, Cholesky.logDeterminant(pascal), 1e-9);
        assertEquals(5.707110264748875, Cholesky.logDeterminant(difference), 1e-12); // log 301
        assertEquals(0, Cholesky.logDeterminant(DoubleMatrix.zeros(0, 0)));
    }

    /** Determinants far beyond the range of doubles, and the smallest pivots. */
    @Test
    void determinantsBeyondRange() {
        for (double pivot : new double[] {1e-300, 4.9e-324, 1e300, 3}) {
            DoubleMatrix l = DoubleMatrix.zeros(50, 50);
            for (int i = 0; i < 50; i++) {
                l.set(i, i, pivot);
            }
            double expected = 100 * Math.log(pivot);
            assertEquals(expected, Cholesky.logDeterminant(l), 1e-14 * Math.abs(expected));
        }
    }

    /**
     * The inverse of the second difference matrix is min(i, j) (n + 1 - max(i, j)) / (n + 1), i and j from 1; all its elements are positive.
     *
     * <p>Roundings, in units u to first order: l_ij l_jj = a_ij (1 + u) beside the diagonal, and l_jj^2 is off by 3 u (one multiply-add, one
     * root). A column x of L^-1 takes a multiply-add and a quotient a row, as if l_jj were off by 2 u, which changes |x|^2 as 4 u l_jj^2 on
     * the diagonal of A would. So the error is at most (A^-1 E A^-1)_ii with E_jj = 7 u l_jj^2, l_jj^2 = (j + 1) / j, and E_ij = u beside it;
     * the n squares are summed in double.
     */
    @Test
    void inverseDiagonalOfTheSecondDifference() {
        int n = 200;
        DoubleMatrix l = DoubleMatrix.zeros(n, n);
        FloatMatrix lFloat = FloatMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            l.set(i, i, 2);
            lFloat.set(i, i, 2);
            if (i > 0) {
                l.set(i, i - 1, -1);
                lFloat.set(i, i - 1, -1);
            }
        }
        Cholesky.factorise(l);
        Cholesky.factorise(lFloat);
        double[] diagonal = Cholesky.inverseDiagonal(l);
        double[] diagonalFloat = Cholesky.inverseDiagonal(lFloat);
        for (int i = 1; i <= n; i++) {
            double expected = inverse(n, i, i);
            double units = 0;
            for (int j = 1; j <= n; j++) {
                double row = 7 * (j + 1.0) / j * inverse(n, j, i) + inverse(n, j - 1, i) + inverse(n, j + 1, i);
                units += inverse(n, i, j) * row;
            }
            double sum = n * 0x1p-53 * expected;
            assertEquals(expected, diagonal[i - 1], 0x1p-53 * units + sum);
            assertEquals(expected, diagonalFloat[i - 1], 0x1p-24 * units + sum);
        }
        assertEquals(0, Cholesky.inverseDiagonal(DoubleMatrix.zeros(0, 0)).length);
    }

    /** 0 beyond the matrix, for i or j of 0 or n + 1. */
    private static double inverse(int n, int i, int j) {
        return Math.min(i, j) * (n + 1.0 - Math.max(i, j)) / (n + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 64, 99})
    void failingPivotsAreNamed(int pivot) {
        DoubleMatrix a = positive(100);
        a.set(pivot, pivot, pivot == 0 ? -1 : a.get(pivot, pivot) - 100);
        NotPositiveDefiniteException thrown =
                assertThrows(NotPositiveDefiniteException.class, () -> Cholesky.factorise(a));
        assertEquals(pivot, thrown.pivot());
        assertTrue(thrown.value() < 0);
        assertTrue(thrown.getMessage().contains("pivot " + pivot + " ")
                && thrown.getMessage().contains("ridge"));
    }

    @Test
    void notANumberIsNotPositive() {
        DoubleMatrix a = positive(40);
        a.set(35, 3, Double.NaN);
        assertEquals(
                35,
                assertThrows(NotPositiveDefiniteException.class, () -> Cholesky.factorise(a))
                        .pivot());
        assertEquals(
                0,
                assertThrows(
                                NotPositiveDefiniteException.class,
                                () -> Cholesky.factorise(DoubleMatrix.of(1, 1, Double.POSITIVE_INFINITY)))
                        .pivot());
        assertThrows(NotPositiveDefiniteException.class, () -> Cholesky.factorise(FloatMatrix.of(1, 1, 0f)));
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertThrows(ShapeMismatchException.class, () -> Cholesky.factorise(DoubleMatrix.zeros(2, 3)));
        assertThrows(ShapeMismatchException.class, () -> Cholesky.factorise(FloatMatrix.zeros(2, 3)));
        ShapeMismatchException thrown = assertThrows(
                ShapeMismatchException.class, () -> Cholesky.solve(DoubleMatrix.zeros(3, 3), DoubleMatrix.zeros(4, 5)));
        assertTrue(thrown.getMessage().contains("3 x 3") && thrown.getMessage().contains("4 x 5"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 31, 32, 33, 65, 150})
    void floatFactorIsItsDefinitionToTheBit(int n) throws Exception {
        DoubleMatrix a = positive(n);
        FloatMatrix actual = FloatMatrix.zeros(n, n);
        float[][] l = new float[n][n];
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                actual.set(i, j, (float) a.get(i, j));
                float c = (float) a.get(i, j);
                for (int k = 0; k < j; k++) {
                    c = Math.fma(-l[i][k], l[j][k], c);
                }
                l[i][j] = i == j ? (float) Math.sqrt(c) : c / l[j][j];
            }
        }
        Parallelism.run(2, () -> Cholesky.factorise(actual));
        for (int i = 0; i < n; i++) {
            assertArrayEquals(l[i], actual.row(i).copy().array());
        }
        FloatMatrix x = FloatMatrix.zeros(n, 3);
        RANDOM.fillNormal(x, 0);
        FloatMatrix b = x.copy();
        Cholesky.solve(actual, x);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 3; j++) {
                double sum = -b.get(i, j);
                double scale = 0;
                for (int k = 0; k < n; k++) {
                    sum += a.get(i, k) * x.get(k, j);
                    scale += Math.abs(a.get(i, k) * x.get(k, j));
                }
                assertTrue(Math.abs(sum) <= 8 * n * Math.ulp(1f) * scale, "residual " + sum + ", scale " + scale);
            }
        }
    }
}
