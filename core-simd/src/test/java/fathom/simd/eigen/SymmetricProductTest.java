package fathom.simd.eigen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fathom.simd.machine.Backend;
import fathom.simd.machine.Parallelism;
import fathom.simd.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricProductTest {

    private static final RandomStream RANDOM = RandomStream.of(5, "symmetric product test");

    /** The strict lower part and the ends of the rows are NaN: nothing may read them. */
    private static double[] matrix(int n, int stride) {
        double[] a = new double[n * stride];
        Arrays.fill(a, Double.NaN);
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                a[i * stride + j] = RANDOM.normal((long) i * n + j);
            }
        }
        return a;
    }

    private static double[] vector(int n) {
        double[] x = new double[n];
        Arrays.setAll(x, i -> RANDOM.child("x").normal(i));
        return x;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 10, 11, 15, 16, 17, 18, 31, 40, 65, 130})
    void twinsAgreeToTheBit(int n) {
        assumeTrue(Backend.available());
        int stride = n + 3;
        double[] a = matrix(n, stride);
        double[] x = vector(n);
        for (int from = 0; from < Math.min(n, 12); from++) {
            for (int to : new int[] {from, from + 1, (from + n) / 2, n}) {
                if (to < from || to > n) {
                    continue;
                }
                double[] scalar = vector(n);
                double[] vector = vector(n);
                ScalarSymmetricRows.multiply(a, stride, n, from, to, x, scalar, new double[8]);
                VectorSymmetricRows.multiply(a, stride, n, from, to, x, vector, new double[16]);
                assertArrayEquals(scalar, vector, "n " + n + ", rows " + from + " to " + to);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 127, 255, 256, 300, 700})
    void isTheProductOnAnyThreads(int n) throws Exception {
        double[] a = matrix(n, n + 1);
        double[] x = vector(n);
        SymmetricProduct product = new SymmetricProduct(a, n, n + 1);
        for (int first : new int[] {0, 1, n / 3, n - 1}) {
            double[] one = new double[n];
            double[] three = new double[n];
            Parallelism.run(1, () -> product.multiply(first, x, one));
            Parallelism.run(3, () -> product.multiply(first, x, three));
            assertArrayEquals(one, three);
            for (int i = first; i < n; i++) {
                double sum = 0;
                double scale = 0;
                for (int j = first; j < n; j++) {
                    double term = a[Math.min(i, j) * (n + 1) + Math.max(i, j)] * x[j];
                    sum += term;
                    scale += Math.abs(term);
                }
                assertEquals(sum, one[i], n * 0x1p-52 * scale);
            }
        }
    }
}
