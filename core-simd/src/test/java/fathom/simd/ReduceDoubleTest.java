package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReduceDoubleTest {

    /** The tree as the design states it, over elements counted row after row. */
    private static double tree(DoubleMatrix x, DoubleMatrix y) {
        double[] lanes = new double[64];
        int t = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                double sum = lanes[t % 64];
                lanes[t % 64] = y == null ? sum + x.get(i, j) : Math.fma(x.get(i, j), y.get(i, j), sum);
                t++;
            }
        }
        for (int half = 32; half > 0; half /= 2) {
            for (int l = 0; l < half; l++) {
                lanes[l] = lanes[l] + lanes[l + half];
            }
        }
        return lanes[0];
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
    void aLongSumIsTheTree() {
        DoubleMatrix x = DoubleMatrix.zeros(1, 3 * 64 * 64 + 77);
        DoubleLayouts.randomise(x, new SplittableRandom(6));
        assertSame(tree(x, null), Reduce.sum(x));
        assertSame(tree(x, x), Reduce.dot(x, x));
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
