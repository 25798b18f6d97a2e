package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {

    private static final RandomStream RANDOM = RandomStream.of(3, "eigenvalue test");

    private static DoubleMatrix random(int n) {
        DoubleMatrix a = DoubleMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a.set(i, j, j <= i ? RANDOM.child(n).normal((long) i * n + j) : Double.NaN);
            }
        }
        return a;
    }

    private static double element(DoubleMatrix a, int i, int j) {
        return a.get(Math.max(i, j), Math.min(i, j));
    }

    /** |A V - V diag| and |V' V - I| in units of n eps |A| and n eps, and the order of the values; returns the values. */
    private static double[] check(DoubleMatrix a) {
        int n = a.rows();
        SymmetricEigen eigen = SymmetricEigen.decompose(a);
        double[] values = eigen.values();
        DoubleMatrix v = eigen.vectors();
        double norm = 0;
        for (int i = 0; i < n; i++) {
            double row = 0;
            for (int j = 0; j < n; j++) {
                row += Math.abs(element(a, i, j));
            }
            norm = Math.max(norm, row);
        }
        double unit = Math.max(n, 10) * 0x1p-52;
        DoubleMatrix full = DoubleMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                full.set(i, j, element(a, i, j));
            }
        }
        DoubleMatrix product = Gemm.product(full, v);
        DoubleMatrix gram = Gemm.product(v.transposed(), v);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(v.get(i, j) * values[j], product.get(i, j), unit * norm);
                assertEquals(i == j ? 1 : 0, gram.get(i, j), unit);
            }
            assertTrue(i == 0 || values[i - 1] <= values[i]);
        }
        double[] alone = SymmetricEigen.values(a);
        for (int i = 0; i < n; i++) {
            assertEquals(values[i], alone[i], unit * norm);
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 31, 32, 33, 34, 63, 64, 65, 66, 97, 130, 201})
    void randomMatrices(int n) {
        check(random(n));
    }

    /** Second differences: 2 - 2 cos(k pi / (n + 1)). */
    @Test
    void secondDifference() {
        int n = 150;
        DoubleMatrix a = DoubleMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            a.set(i, i, 2);
            if (i > 0) {
                a.set(i, i - 1, -1);
            }
        }
        double[] values = check(a);
        for (int k = 1; k <= n; k++) {
            assertEquals(2 - 2 * Math.cos(k * Math.PI / (n + 1)), values[k - 1], 1e-13);
        }
    }

    /** Kac's matrix, symmetrised: sqrt(i (n - i)) beside a zero diagonal has the eigenvalues n - 1, n - 3, ..., 1 - n. */
    @Test
    void kac() {
        int n = 101;
        DoubleMatrix a = DoubleMatrix.zeros(n, n);
        for (int i = 1; i < n; i++) {
            a.set(i, i - 1, Math.sqrt(i * (double) (n - i)));
        }
        double[] values = check(a);
        for (int k = 0; k < n; k++) {
            assertEquals(2.0 * k - n + 1, values[k], 1e-11);
        }
    }

    /** Pairs that agree to 14 digits and more: Wilkinson's W21+, and ten of them glued by 1e-8. */
    @Test
    void clusters() {
        for (int copies : new int[] {1, 10}) {
            int n = 21 * copies;
            DoubleMatrix a = DoubleMatrix.zeros(n, n);
            for (int i = 0; i < n; i++) {
                a.set(i, i, Math.abs(i % 21 - 10));
                if (i > 0) {
                    a.set(i, i - 1, i % 21 == 0 ? 1e-8 : 1);
                }
            }
            // Wilkinson, The Algebraic Eigenvalue Problem, page 309: the largest is 10.7461941829034.
            assertEquals(10.7461941829034, check(a)[n - 1], 1e-7);
        }
    }

    @Test
    void repeatedValues() {
        int n = 120;
        assertArrayEquals(new double[n], check(DoubleMatrix.zeros(n, n)));
        DoubleMatrix identity = DoubleMatrix.zeros(n, n);
        DoubleMatrix ones = DoubleMatrix.zeros(n, n);
        DoubleMatrix diagonal = DoubleMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            identity.set(i, i, 1);
            diagonal.set(i, i, -i);
            for (int j = 0; j < n; j++) {
                ones.set(i, j, 1);
            }
        }
        double[] allOne = new double[n];
        Arrays.fill(allOne, 1);
        assertArrayEquals(allOne, check(identity));
        double[] descending = check(diagonal);
        for (int i = 0; i < n; i++) {
            assertEquals(i - n + 1, descending[i]);
        }
        double[] rankOne = check(ones);
        assertEquals(n, rankOne[n - 1], 1e-12);
        assertEquals(0, rankOne[n - 2], 1e-12);
    }

    /** A Gram matrix of few points in many copies, as kernels of repeated inputs are. */
    @Test
    void lowRank() {
        int n = 140;
        DoubleMatrix x = DoubleMatrix.zeros(n, 5);
        RANDOM.fillNormal(x.rows(0, 70), 0);
        RANDOM.fillNormal(x.rows(70, 140), 0);
        double[] values = check(Gemm.product(x, x.transposed()));
        assertEquals(0, values[n - 6], 1e-12);
        assertTrue(values[n - 5] > 10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-160, 1e160, 1e300})
    void extremeScales(double scale) {
        DoubleMatrix a = random(60);
        double[] expected = SymmetricEigen.values(a);
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j <= i; j++) {
                a.set(i, j, a.get(i, j) * scale);
            }
        }
        double[] values = check(a);
        for (int i = 0; i < 60; i++) {
            assertEquals(expected[i] * scale, values[i], 1e-13 * 20 * scale);
        }
    }

    /** Off-diagonal elements over twelve orders of magnitude, either way round. */
    @Test
    void graded() {
        for (boolean ascending : new boolean[] {true, false}) {
            int n = 80;
            DoubleMatrix a = random(n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    int power = ascending ? i + j : 2 * n - 2 - i - j;
                    a.set(i, j, a.get(i, j) * Math.pow(10, -12.0 * power / (2 * n)));
                }
            }
            check(a);
        }
    }

    /** a_ij = +-2^-(i+j), down to 2^-598, whose squares are no numbers, and the same from the last row up. */
    @ParameterizedTest
    @ValueSource(ints = {30, 33, 100, 300})
    void gradedBeyondTheRangeOfSquares(int n) {
        for (boolean random : new boolean[] {true, false}) {
            for (boolean ascending : new boolean[] {true, false}) {
                DoubleMatrix a = random(n);
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j <= i; j++) {
                        int power = ascending ? 2 * n - 2 - i - j : i + j;
                        a.set(i, j, Math.scalb(random ? a.get(i, j) : 1, -power));
                    }
                }
                check(a);
            }
        }
    }

    @Test
    void sameBitsOnAnyThreadsAndStrides() throws Exception {
        DoubleMatrix a = random(262);
        SymmetricEigen one = Parallelism.call(1, () -> SymmetricEigen.decompose(a));
        DoubleMatrix strided =
                DoubleMatrix.zeros(263, 265).window(1, 1, 262, 262).transposed();
        for (int i = 0; i < 262; i++) {
            for (int j = 0; j < 262; j++) {
                strided.set(i, j, a.get(i, j));
            }
        }
        SymmetricEigen three = Parallelism.call(3, () -> SymmetricEigen.decompose(strided));
        assertArrayEquals(one.values(), three.values());
        assertArrayEquals(one.vectors().array(), three.vectors().array());
        assertArrayEquals(
                Parallelism.call(1, () -> SymmetricEigen.values(a)),
                Parallelism.call(2, () -> SymmetricEigen.values(a)));
    }

    @Test
    void badInputIsRefused() {
        ShapeMismatchException shape =
                assertThrows(ShapeMismatchException.class, () -> SymmetricEigen.values(DoubleMatrix.zeros(2, 3)));
        assertTrue(shape.getMessage().contains("2 x 3"));
        DoubleMatrix a = DoubleMatrix.zeros(3, 3);
        a.set(2, 1, Double.POSITIVE_INFINITY);
        IllegalArgumentException infinite =
                assertThrows(IllegalArgumentException.class, () -> SymmetricEigen.decompose(a));
        assertTrue(infinite.getMessage().contains("(2, 1)"));
    }
}
