package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReduceDoubleTest {

    /** Its multiples are rounded at almost every addition. */
    private static final double CONSTANT = 0.1;

    /** The tree as the design states it, over elements counted row after row: blocks of 1024 in pairs, then 64 lanes by halves. */
    private static double tree(DoubleMatrix x, DoubleMatrix y) {
        double[] lanes = blocks(x, y, 0, Math.max(1, (x.rows() * x.columns() + 1023) / 1024));
        for (int half = 32; half > 0; half /= 2) {
            for (int l = 0; l < half; l++) {
                lanes[l] = lanes[l] + lanes[l + half];
            }
        }
        return lanes[0];
    }

    private static double[] blocks(DoubleMatrix x, DoubleMatrix y, int from, int to) {
        double[] lanes = new double[64];
        if (to - from > 1) {
            int middle = from + Integer.highestOneBit(to - from - 1);
            double[] left = blocks(x, y, from, middle);
            double[] right = blocks(x, y, middle, to);
            for (int l = 0; l < 64; l++) {
                lanes[l] = left[l] + right[l];
            }
            return lanes;
        }
        for (int t = 1024 * from; t < Math.min(1024 * to, x.rows() * x.columns()); t++) {
            int i = t / x.columns();
            int j = t % x.columns();
            double sum = lanes[t % 64];
            lanes[t % 64] = y == null ? sum + x.get(i, j) : Math.fma(x.get(i, j), y.get(i, j), sum);
        }
        return lanes;
    }

    @Test
    void sumsAndProductsAreTheTreeInEveryLayout() {
        SplittableRandom random = new SplittableRandom(5);
        for (int rows : new int[] {0, 1, 3, 130}) {
            for (int columns : DoubleLayouts.SIZES) {
                DoubleMatrix plain = DoubleLayouts.of(rows, columns).get(0);
                DoubleLayouts.randomise(plain, random);
                for (DoubleMatrix x : DoubleLayouts.of(rows, columns)) {
                    Elementwise.copy(plain, x);
                    assertSame(tree(plain, null), Reduce.sum(x));
                    assertSame(tree(plain, plain), Reduce.squaredNorm(x));
                    for (DoubleMatrix y : DoubleLayouts.of(rows, columns)) {
                        DoubleLayouts.randomise(y, random);
                        assertSame(tree(x, y), Reduce.dot(x, y));
                        assertSame(tree(x, y), Reduce.dot(y, x));
                    }
                    DoubleLayouts.assertGuards(x);
                }
            }
        }
    }

    @Test
    void longSumsAreTheTree() {
        SplittableRandom random = new SplittableRandom(6);
        for (int blocks = 1; blocks < 12; blocks++) {
            for (int rest : new int[] {-1, 0, 77}) {
                DoubleMatrix x = DoubleMatrix.zeros(1, 1024 * blocks + rest);
                DoubleLayouts.randomise(x, random);
                assertSame(tree(x, null), Reduce.sum(x));
                assertSame(tree(x, x), Reduce.dot(x, x));
            }
        }
        // rows that end within blocks
        DoubleMatrix window = DoubleMatrix.zeros(9, 1300).window(0, 3, 9, 1111);
        DoubleLayouts.randomise(window, random);
        assertSame(tree(window, null), Reduce.sum(window));
        assertSame(tree(window, window), Reduce.dot(window, window));
        assertSame(tree(window.transposed(), null), Reduce.sum(window.transposed()));
    }

    /**
     * Of n equal numbers c, and of n numbers with known sums: no value has more roundings above it than 16 in its lane, 6 when the lanes are
     * joined and log2(n / 1024), rounded up, between blocks; for products one more. All terms are positive, so that this many units of
     * roundoff bound the relative error.
     */
    @Test
    void errorsGrowLikeTheLogarithm() {
        for (int exponent = 0; exponent <= 24; exponent += 4) {
            int n = 1 << exponent;
            double c = CONSTANT;
            double bound = (16 + 6 + Math.max(0, exponent - 10) + 1) * 0x1p-53;
            DoubleMatrix x = DoubleMatrix.zeros(1, n);
            Elementwise.fill(x, CONSTANT);
            assertRelative(c, Reduce.sum(x), n, bound);
            assertRelative(c, Reduce.mean(x), 1, bound);
            assertRelative(c * c, Reduce.dot(x, x), n, bound + 0x1p-53);
            DoubleMatrix sums = DoubleMatrix.zeros(1, 1);
            Reduce.columnSums(x.transposed(), sums);
            assertRelative(c, sums.get(0, 0), n, (256 + Math.max(0, exponent - 8)) * 0x1p-53);
            // deviations of +-1/2 from 1/2 are exact wherever the mean is
            for (int t = 0; t < n; t += 2) {
                x.set(0, t, 0);
                x.set(0, Math.min(n - 1, t + 1), 1);
            }
            if (n > 1) {
                assertSame(0.25, Reduce.variance(x));
            }
        }
    }

    /** c n to within {@code bound}, relatively: products by a power of two are exact. */
    private static void assertRelative(double c, double sum, int n, double bound) {
        assertEquals(c, sum / n, bound * c, () -> n + " terms");
    }

    @Test
    void extremesAndTheirPlacesInEveryLayout() {
        SplittableRandom random = new SplittableRandom(7);
        for (int rows : new int[] {1, 3, 17}) {
            for (int columns : DoubleLayouts.SIZES) {
                for (DoubleMatrix x : DoubleLayouts.of(rows, columns)) {
                    DoubleLayouts.randomise(x, random);
                    if (columns == 0) {
                        assertThrows(IllegalArgumentException.class, () -> Reduce.argmax(x));
                        continue;
                    }
                    int place = random.nextInt(rows * columns);
                    x.set(place / columns, place % columns, 100);
                    assertSame(100, Reduce.max(x));
                    assertEquals(place, Reduce.argmax(x));
                    x.set(rows - 1, columns - 1, -200);
                    assertSame(200, Reduce.maxAbs(x));
                    x.set(place / columns, place % columns, Double.NaN);
                    assertSame(Double.NaN, Reduce.max(x));
                    assertSame(Double.NaN, Reduce.maxAbs(x));
                    assertEquals(place, Reduce.argmax(x));
                }
            }
        }
    }

    @Test
    void varianceIsTheMeanSquaredDeviationInEveryLayout() {
        SplittableRandom random = new SplittableRandom(10);
        for (int rows : new int[] {1, 3, 130}) {
            for (int columns : DoubleLayouts.SIZES) {
                DoubleMatrix plain = DoubleLayouts.of(rows, columns).get(0);
                DoubleLayouts.randomise(plain, random);
                double n = rows * columns;
                double mean = tree(plain, null) / n;
                DoubleMatrix deviations = plain.copy();
                Elementwise.shift(-mean, deviations);
                for (DoubleMatrix x : DoubleLayouts.of(rows, columns)) {
                    Elementwise.copy(plain, x);
                    assertSame(mean, Reduce.mean(x));
                    assertSame(tree(deviations, deviations) / n, Reduce.variance(x));
                }
            }
        }
        // far from zero, where the textbook formula E x^2 - (E x)^2 would lose everything
        DoubleMatrix far = DoubleMatrix.of(1, 4, 10_001, 10_002, 10_003, 10_004);
        assertEquals(1.25, Reduce.variance(far), 1e-14);
    }

    @Test
    void theFirstOfEqualElementsWins() {
        DoubleMatrix x = DoubleMatrix.zeros(7, 33);
        assertEquals(0, Reduce.argmax(x));
        x.set(2, 30, 1);
        x.set(3, 1, 1);
        assertEquals(2 * 33 + 30, Reduce.argmax(x));
    }

    @Test
    void emptyMatricesHaveTheirNeutralElement() {
        DoubleMatrix x = DoubleMatrix.zeros(0, 5);
        assertSame(0, Reduce.sum(x));
        assertSame(0, Reduce.maxAbs(x));
        assertSame(Double.NEGATIVE_INFINITY, Reduce.max(x));
        DoubleMatrix sums = DoubleMatrix.of(1, 5, 1, 2, 3, 4, 5);
        Reduce.columnSums(x, sums);
        assertSame(0, Reduce.maxAbs(sums));
    }

    @Test
    void columnSumsAreChainsAndRowSumsTrees() {
        SplittableRandom random = new SplittableRandom(8);
        for (int columns : DoubleLayouts.SIZES) {
            for (DoubleMatrix x : DoubleLayouts.of(37, columns)) {
                DoubleLayouts.randomise(x, random);
                for (DoubleMatrix sums : DoubleLayouts.of(1, columns)) {
                    Reduce.columnSums(x, sums);
                    DoubleLayouts.assertGuards(sums);
                    for (int j = 0; j < columns; j++) {
                        double chain = 0;
                        for (int i = 0; i < 37; i++) {
                            chain += x.get(i, j);
                        }
                        assertSame(chain, sums.get(0, j));
                    }
                }
                DoubleMatrix sums = DoubleMatrix.zeros(37, 1);
                Reduce.rowSums(x, sums);
                for (int i = 0; i < 37; i++) {
                    assertSame(tree(x.row(i), null), sums.get(i, 0));
                }
            }
        }
    }

    /** Ill-conditioned on purpose: the plain sum loses everything. The exact value comes from BigDecimal. */
    @Test
    void compensatedSumsAreExactToOneRounding() {
        SplittableRandom random = new SplittableRandom(9);
        for (int columns : new int[] {0, 1, 2, 64, 65, 1000}) {
            for (DoubleMatrix x : DoubleLayouts.of(2, columns)) {
                DoubleMatrix y = DoubleMatrix.zeros(2, columns);
                BigDecimal sum = BigDecimal.ZERO;
                BigDecimal dot = BigDecimal.ZERO;
                for (int j = 0; j < columns; j++) {
                    double big = random.nextGaussian() * 1e4;
                    x.set(0, j, big);
                    x.set(1, j, -big + random.nextGaussian() * 1e-7);
                    double factor = random.nextGaussian();
                    y.set(0, j, factor);
                    y.set(1, j, factor);
                    for (int i = 0; i < 2; i++) {
                        sum = sum.add(new BigDecimal(x.get(i, j)));
                        dot = dot.add(new BigDecimal(x.get(i, j)).multiply(new BigDecimal(y.get(i, j))));
                    }
                }
                assertEquals(sum.doubleValue(), Reduce.compensatedSum(x), 2 * Math.ulp(sum.doubleValue()));
                assertEquals(dot.doubleValue(), Reduce.compensatedDot(x, y), 2 * Math.ulp(dot.doubleValue()));
            }
        }
        DoubleMatrix infinite = DoubleMatrix.of(1, 2, Double.POSITIVE_INFINITY, 1);
        assertSame(Double.POSITIVE_INFINITY, Reduce.compensatedSum(infinite));
    }

    @Test
    void shapesMustFit() {
        DoubleMatrix x = DoubleMatrix.zeros(2, 3);
        assertThrows(ShapeMismatchException.class, () -> Reduce.dot(x, x.transposed()));
        assertThrows(ShapeMismatchException.class, () -> Reduce.columnSums(x, DoubleMatrix.zeros(1, 2)));
        assertThrows(ShapeMismatchException.class, () -> Reduce.rowSums(x, DoubleMatrix.zeros(3, 1)));
    }

    private static void assertSame(double expected, double actual) {
        assertEquals(
                Double.doubleToLongBits(expected), Double.doubleToLongBits(actual), () -> expected + " != " + actual);
    }
}
