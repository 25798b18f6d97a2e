package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QrTest {

    private static final RandomStream RANDOM = RandomStream.of(23, "QR test");

    private static void check(DoubleMatrix a) throws Exception {
        int m = a.rows();
        int n = a.columns();
        Qr factors = Parallelism.call(1, () -> Qr.decompose(a));
        DoubleMatrix product = Gemm.product(factors.q(), factors.r());
        DoubleMatrix gram = Gemm.product(factors.q().transposed(), factors.q());
        double norm = Math.sqrt(Reduce.squaredNorm(a));
        double unit = 4 * Math.max(n, 10) * 0x1p-52;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(a.get(i, j), product.get(i, j), unit * norm);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(i == j ? 1 : 0, gram.get(i, j), unit);
                assertTrue(j >= i || factors.r().get(i, j) == 0);
            }
            assertTrue(factors.r().get(i, i) >= 0);
        }
        DoubleMatrix q = Parallelism.call(3, () -> Qr.orthonormal(a));
        assertArrayEquals(factors.q().array(), q.array());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0", "1, 0", "1, 1", "5, 1", "2, 2", "7, 3", "31, 31", "32, 32", "33, 33", "64, 64", "65, 65", "130, 66",
        "200, 97"
    })
    void randomMatrices(int m, int n) throws Exception {
        DoubleMatrix a = DoubleMatrix.zeros(m, n);
        RANDOM.fillNormal(a, 0);
        check(a);
        DoubleMatrix strided =
                DoubleMatrix.zeros(n + 1, m + 1).window(1, 1, n, m).transposed();
        RANDOM.fillNormal(strided, 0);
        assertArrayEquals(Qr.orthonormal(a).array(), Qr.orthonormal(strided).array());
    }

    @Test
    void deficientMatrices() throws Exception {
        check(DoubleMatrix.zeros(50, 40));
        DoubleMatrix ones = DoubleMatrix.zeros(50, 40);
        Elementwise.fill(ones, 1.0);
        check(ones);
    }

    /** A D = Q (R D) for a diagonal D of powers of two, to the bit: no column's scale enters Q. */
    @Test
    void eachColumnHasItsOwnUnit() {
        DoubleMatrix a = DoubleMatrix.zeros(50, 40);
        RANDOM.fillNormal(a, 0);
        Qr expected = Qr.decompose(a);
        DoubleMatrix scaled = a.copy();
        for (int j = 0; j < 40; j++) {
            Elementwise.scale(Math.scalb(1.0, 40 * (j % 17) - 320), scaled.column(j));
        }
        Qr actual = Qr.decompose(scaled);
        assertArrayEquals(expected.q().array(), actual.q().array());
        for (int j = 0; j < 40; j++) {
            for (int i = 0; i <= j; i++) {
                assertEquals(
                        Math.scalb(expected.r().get(i, j), 40 * (j % 17) - 320),
                        actual.r().get(i, j));
            }
        }
    }

    @Test
    void whatIsNotFiniteIsRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            DoubleMatrix a = DoubleMatrix.zeros(4, 3);
            a.set(2, 1, bad);
            for (Executable call : List.<Executable>of(() -> Qr.decompose(a), () -> Qr.orthonormal(a))) {
                String message =
                        assertThrows(IllegalArgumentException.class, call).getMessage();
                assertTrue(message.contains("(2, 1)") && message.contains(Double.toString(bad)), message);
            }
        }
    }

    /** Haar distribution: the trace of a uniform orthogonal matrix has mean 0 and variance 1; without the sign rule it has mean > 0. */
    @Test
    void orthogonalMatricesAreUniform() {
        int trials = 4000;
        double sum = 0;
        double squares = 0;
        for (int trial = 0; trial < trials; trial++) {
            DoubleMatrix a = DoubleMatrix.zeros(4, 4);
            RANDOM.child(trial).fillNormal(a, 0);
            DoubleMatrix q = Qr.orthonormal(a);
            double trace = q.get(0, 0) + q.get(1, 1) + q.get(2, 2) + q.get(3, 3);
            sum += trace;
            squares += trace * trace;
        }
        // E t^2 = 1 and E t^4 = 3 for O(4): the standard errors are 1 / sqrt N and sqrt(2 / N).
        assertEquals(0, sum / trials, 4.9 / Math.sqrt(trials));
        assertEquals(1, squares / trials, 4.9 * Math.sqrt(2.0 / trials));
    }

    @Test
    void wideMatricesAreRefused() {
        ShapeMismatchException thrown =
                assertThrows(ShapeMismatchException.class, () -> Qr.decompose(DoubleMatrix.zeros(2, 3)));
        assertTrue(thrown.getMessage().contains("2 x 3"));
    }
}
