package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ElementwiseDoubleTest {

    private static final double[] SPECIAL = {
        0, -0, 1, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE
    };

    private interface Operation {
        void run(DoubleMatrix x, DoubleMatrix y);
    }

    private interface Formula {
        double of(double x, double y);
    }

    @Test
    void everyOperationIsItsFormulaInEveryLayout() {
        check(Elementwise::copy, (x, y) -> x);
        check(Elementwise::add, (x, y) -> y + x);
        check((x, y) -> Elementwise.addScaled(0.3, x, y), (x, y) -> Math.fma(0.3, x, y));
        check(Elementwise::subtract, (x, y) -> y - x);
        check(Elementwise::multiply, (x, y) -> y * x);
        check(Elementwise::maskByPositive, (x, y) -> x > 0 ? y : 0);
        check((x, y) -> Elementwise.fill(y, 2.5), (x, y) -> 2.5);
        check((x, y) -> Elementwise.scale(1.7, y), (x, y) -> 1.7 * y);
        check((x, y) -> Elementwise.shift(0.4, y), (x, y) -> y + 0.4);
        check((x, y) -> Elementwise.relu(y), (x, y) -> y != y ? y : Math.max(y, 0));
    }

    private static void check(Operation operation, Formula formula) {
        SplittableRandom random = new SplittableRandom(3);
        for (int rows : new int[] {0, 1, 3, 17}) {
            for (int columns : DoubleLayouts.SIZES) {
                for (DoubleMatrix x : DoubleLayouts.of(rows, columns)) {
                    DoubleLayouts.randomise(x, random);
                    for (DoubleMatrix y : DoubleLayouts.of(rows, columns)) {
                        DoubleLayouts.randomise(y, random);
                        scatterSpecialValues(x, y, random);
                        DoubleMatrix before = y.copy();
                        operation.run(x, y);
                        DoubleLayouts.assertGuards(y);
                        for (int i = 0; i < rows; i++) {
                            for (int j = 0; j < columns; j++) {
                                double expected = formula.of(x.get(i, j), before.get(i, j));
                                if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(y.get(i, j))) {
                                    assertEquals(expected, y.get(i, j), i + ", " + j + " of " + y.shape());
                                }
                            }
                        }
                    }
                    DoubleLayouts.assertGuards(x);
                }
            }
        }
    }

    private static void scatterSpecialValues(DoubleMatrix x, DoubleMatrix y, SplittableRandom random) {
        for (int k = 0; k < x.rows() * x.columns() / 4; k++) {
            DoubleMatrix target = random.nextBoolean() ? x : y;
            target.set(random.nextInt(x.rows()), random.nextInt(x.columns()), SPECIAL[random.nextInt(SPECIAL.length)]);
        }
    }

    @Test
    void addRowAddsItToEveryRow() {
        SplittableRandom random = new SplittableRandom(4);
        for (int columns : DoubleLayouts.SIZES) {
            for (DoubleMatrix y : DoubleLayouts.of(5, columns)) {
                for (DoubleMatrix row : DoubleLayouts.of(1, columns)) {
                    DoubleLayouts.randomise(y, random);
                    DoubleLayouts.randomise(row, random);
                    DoubleMatrix before = y.copy();
                    Elementwise.addRow(row, y);
                    DoubleLayouts.assertGuards(y);
                    DoubleLayouts.assertGuards(row);
                    for (int i = 0; i < 5; i++) {
                        for (int j = 0; j < columns; j++) {
                            assertEquals(before.get(i, j) + row.get(0, j), y.get(i, j));
                        }
                    }
                }
            }
        }
    }

    @Test
    void xMayBeY() {
        DoubleMatrix x = DoubleMatrix.of(2, 2, 1, 2, 3, 4);
        Elementwise.add(x, x);
        Elementwise.multiply(x, x);
        assertEquals(64, x.get(1, 1));
        Elementwise.subtract(x, x);
        assertEquals(0, Reduce.maxAbs(x));
    }

    @Test
    void shapesMustFit() {
        DoubleMatrix x = DoubleMatrix.zeros(2, 3);
        DoubleMatrix y = DoubleMatrix.zeros(3, 2);
        String message = assertThrows(ShapeMismatchException.class, () -> Elementwise.add(x, y))
                .getMessage();
        assertTrue(message.contains("2 x 3") && message.contains("3 x 2"), message);
        assertThrows(ShapeMismatchException.class, () -> Elementwise.copy(x, y));
        assertThrows(ShapeMismatchException.class, () -> Elementwise.addRow(x, x));
        assertThrows(ShapeMismatchException.class, () -> Elementwise.maskByPositive(x, y));
    }
}
