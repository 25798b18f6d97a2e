package fathom.simd.eigen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fathom.simd.machine.Backend;
import fathom.simd.random.RandomStream;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BandBlockTest {

    private static final RandomStream RANDOM = RandomStream.of(7, "band block test");
    private static final int WIDTH = Band.WIDTH;
    private static final BandBlock SCALAR = new ScalarBandBlock();

    private BandBlock vector;

    @BeforeEach
    void needsVectors() {
        assumeTrue(Backend.available());
        vector = new VectorBandBlock();
    }

    private static double[] vector(int n, String name) {
        double[] x = new double[n];
        Arrays.setAll(x, i -> RANDOM.child(name).normal(i));
        return x;
    }

    /** A block at 5, rows 39 apart, NaN around it. */
    private static double[] block(int rows) {
        double[] x = new double[5 + rows * 39 + 3];
        Arrays.fill(x, Double.NaN);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < WIDTH; j++) {
                x[5 + i * 39 + j] = RANDOM.normal((long) i * WIDTH + j);
            }
        }
        return x;
    }

    private static void assertSame(double[] start, Consumer<double[]> scalar, Consumer<double[]> vector) {
        double[] wanted = start.clone();
        double[] actual = start.clone();
        scalar.accept(wanted);
        vector.accept(actual);
        assertArrayEquals(wanted, actual);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 32, 33})
    void twinsAgreeOnAnyRows(int rows) {
        double[] x = block(rows);
        double[] v = vector(rows, "v");
        double[] f = vector(WIDTH, "f");
        assertSame(
                new double[WIDTH],
                y -> SCALAR.columnSums(x, 5, 39, rows, v, y),
                y -> vector.columnSums(x, 5, 39, rows, v, y));
        assertSame(x, c -> SCALAR.subtract(c, 5, 39, rows, v, f), c -> vector.subtract(c, 5, 39, rows, v, f));
    }

    @Test
    void twinsAgreeOnWholeBlocks() {
        double[] x = block(WIDTH);
        double[] p = vector(WIDTH, "p");
        double[] q = vector(WIDTH, "q");
        double[] r = vector(WIDTH, "r");
        double[] s = vector(WIDTH, "s");
        double[] lanes = new double[BandBlock.SCRATCH];
        assertSame(
                new double[WIDTH],
                z -> SCALAR.rowSums(x, 5, 39, p, z, lanes),
                z -> vector.rowSums(x, 5, 39, p, z, lanes));
        assertSame(x, c -> SCALAR.subtract(c, 5, 39, p, q, r, s), c -> vector.subtract(c, 5, 39, p, q, r, s));
        assertEquals(SCALAR.dot(p, q, lanes), vector.dot(p, q, lanes));
    }

    @Test
    void twinsAgreeOnTheDiagonalAndLeaveItsZeros() {
        // Row 1 of a band with the block at (1, 1): the seven places left of the diagonal end row 0.
        Band band = new Band(2 * WIDTH);
        for (int i = 0; i < band.n; i++) {
            for (int j = i; j < i + 2 * WIDTH; j++) {
                band.array[Band.index(i, j)] = RANDOM.normal((long) i * WIDTH + j);
            }
        }
        int at = Band.index(1, 1);
        double[] v = vector(WIDTH, "v");
        double[] w = vector(WIDTH, "w");
        double[] lanes = new double[BandBlock.SCRATCH];
        assertSame(
                new double[WIDTH],
                y -> SCALAR.symmetricProduct(band.array, at, Band.STRIDE, v, y, lanes),
                y -> vector.symmetricProduct(band.array, at, Band.STRIDE, v, y, lanes));
        assertSame(
                band.array,
                h -> SCALAR.subtractSymmetric(h, at, Band.STRIDE, v, w),
                h -> vector.subtractSymmetric(h, at, Band.STRIDE, v, w));
    }

    /** Against sums that ignore the order: y = (H + H') v, and v' (H + H' - v w' - w v') v = v' y - 2 (v.v) (w.v). */
    @Test
    void diagonalBlocksAreSymmetric() {
        double[] h = new double[WIDTH * WIDTH + 8];
        for (int i = 0; i < WIDTH; i++) {
            for (int j = i; j < WIDTH; j++) {
                h[8 + i * WIDTH + j] = RANDOM.normal((long) i * WIDTH + j);
            }
        }
        double[] v = vector(WIDTH, "v");
        double[] w = vector(WIDTH, "w");
        double[] y = new double[WIDTH];
        double[] lanes = new double[BandBlock.SCRATCH];
        SCALAR.symmetricProduct(h, 8, WIDTH, v, y, lanes);
        for (int i = 0; i < WIDTH; i++) {
            double sum = 0;
            for (int j = 0; j < WIDTH; j++) {
                sum += (h[8 + i * WIDTH + j] * (j >= i ? 1 : 0) + h[8 + j * WIDTH + i] * (i >= j ? 1 : 0)) * v[j];
            }
            assertEquals(sum, y[i], 1e-13);
        }
        double before = SCALAR.dot(v, y, lanes);
        SCALAR.subtractSymmetric(h, 8, WIDTH, v, w);
        SCALAR.symmetricProduct(h, 8, WIDTH, v, y, lanes);
        double change = 2 * SCALAR.dot(v, v, lanes) * SCALAR.dot(w, v, lanes);
        assertEquals(before - change, SCALAR.dot(v, y, lanes), 1e-11);
    }
}
