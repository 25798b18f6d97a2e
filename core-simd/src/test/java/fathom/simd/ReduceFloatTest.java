package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReduceFloatTest {

    /** The tree as the design states it, over elements counted row after row. */
    private static float tree(FloatMatrix x, FloatMatrix y) {
        float[] lanes = new float[64];
        int t = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                float sum = lanes[t % 64];
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
            for (int columns : FloatLayouts.SIZES) {
                FloatMatrix plain = FloatLayouts.of(rows, columns).get(0);
                FloatLayouts.randomise(plain, random);
                for (FloatMatrix x : FloatLayouts.of(rows, columns)) {
                    Elementwise.copy(plain, x);
                    assertSame(tree(plain, null), Reduce.sum(x));
                    assertSame(tree(plain, plain), Reduce.squaredNorm(x));
                    for (FloatMatrix y : FloatLayouts.of(rows, columns)) {
                        FloatLayouts.randomise(y, random);
                        assertSame(tree(x, y), Reduce.dot(x, y));
                        assertSame(tree(x, y), Reduce.dot(y, x));
                    }
                    FloatLayouts.assertGuards(x);
                }
            }
        }
    }

    @Test
    void aLongSumIsTheTree() {
        FloatMatrix x = FloatMatrix.zeros(1, 3 * 64 * 64 + 77);
        FloatLayouts.randomise(x, new SplittableRandom(6));
        assertSame(tree(x, null), Reduce.sum(x));
        assertSame(tree(x, x), Reduce.dot(x, x));
    }

    @Test
    void extremesAndTheirPlacesInEveryLayout() {
        SplittableRandom random = new SplittableRandom(7);
        for (int rows : new int[] {1, 3, 17}) {
            for (int columns : FloatLayouts.SIZES) {
                for (FloatMatrix x : FloatLayouts.of(rows, columns)) {
                    FloatLayouts.randomise(x, random);
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
                    x.set(place / columns, place % columns, Float.NaN);
                    assertSame(Float.NaN, Reduce.max(x));
                    assertSame(Float.NaN, Reduce.maxAbs(x));
                    assertEquals(place, Reduce.argmax(x));
                }
            }
        }
    }

    @Test
    void varianceIsTheMeanSquaredDeviationInEveryLayout() {
        SplittableRandom random = new SplittableRandom(10);
        for (int rows : new int[] {1, 3, 130}) {
            for (int columns : FloatLayouts.SIZES) {
                FloatMatrix plain = FloatLayouts.of(rows, columns).get(0);
                FloatLayouts.randomise(plain, random);
                float n = rows * columns;
                float mean = tree(plain, null) / n;
                FloatMatrix deviations = plain.copy();
                Elementwise.shift(-mean, deviations);
                for (FloatMatrix x : FloatLayouts.of(rows, columns)) {
                    Elementwise.copy(plain, x);
                    assertSame(mean, Reduce.mean(x));
                    assertSame(tree(deviations, deviations) / n, Reduce.variance(x));
                }
            }
        }
        // far from zero, where the textbook formula E x^2 - (E x)^2 would lose everything
        FloatMatrix far = FloatMatrix.of(1, 4, 10_001, 10_002, 10_003, 10_004);
        assertEquals(1.25f, Reduce.variance(far), 2e-6f);
    }

    @Test
    void theFirstOfEqualElementsWins() {
        FloatMatrix x = FloatMatrix.zeros(7, 33);
        assertEquals(0, Reduce.argmax(x));
        x.set(2, 30, 1);
        x.set(3, 1, 1);
        assertEquals(2 * 33 + 30, Reduce.argmax(x));
    }

    @Test
    void emptyMatricesHaveTheirNeutralElement() {
        FloatMatrix x = FloatMatrix.zeros(0, 5);
        assertSame(0, Reduce.sum(x));
        assertSame(0, Reduce.maxAbs(x));
        assertSame(Float.NEGATIVE_INFINITY, Reduce.max(x));
        FloatMatrix sums = FloatMatrix.of(1, 5, 1, 2, 3, 4, 5);
        Reduce.columnSums(x, sums);
        assertSame(0, Reduce.maxAbs(sums));
    }

    @Test
    void columnSumsAreChainsAndRowSumsTrees() {
        SplittableRandom random = new SplittableRandom(8);
        for (int columns : FloatLayouts.SIZES) {
            for (FloatMatrix x : FloatLayouts.of(37, columns)) {
                FloatLayouts.randomise(x, random);
                for (FloatMatrix sums : FloatLayouts.of(1, columns)) {
                    Reduce.columnSums(x, sums);
                    FloatLayouts.assertGuards(sums);
                    for (int j = 0; j < columns; j++) {
                        float chain = 0;
                        for (int i = 0; i < 37; i++) {
                            chain += x.get(i, j);
                        }
                        assertSame(chain, sums.get(0, j));
                    }
                }
                FloatMatrix sums = FloatMatrix.zeros(37, 1);
                Reduce.rowSums(x, sums);
                for (int i = 0; i < 37; i++) {
                    assertSame(tree(x.row(i), null), sums.get(i, 0));
                }
            }
        }
    }

    @Test
    void shapesMustFit() {
        FloatMatrix x = FloatMatrix.zeros(2, 3);
        assertThrows(ShapeMismatchException.class, () -> Reduce.dot(x, x.transposed()));
        assertThrows(ShapeMismatchException.class, () -> Reduce.columnSums(x, FloatMatrix.zeros(1, 2)));
        assertThrows(ShapeMismatchException.class, () -> Reduce.rowSums(x, FloatMatrix.zeros(3, 1)));
    }

    private static void assertSame(float expected, float actual) {
        assertEquals(Float.floatToIntBits(expected), Float.floatToIntBits(actual), () -> expected + " != " + actual);
    }
}
