package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.epilogue.FloatEpilogue;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ElementwiseFloatTest {

    private static final float[] SPECIAL = {
        0f, -0f, 1f, -1f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE
    };

    private interface Operation {
        void run(FloatMatrix x, FloatMatrix y);
    }

    private interface Formula {
        float of(float x, float y);
    }

    @Test
    void everyOperationIsItsFormulaInEveryLayout() {
        check(Elementwise::copy, (x, y) -> x);
        check(Elementwise::add, (x, y) -> y + x);
        check((x, y) -> Elementwise.addScaled(0.3f, x, y), (x, y) -> Math.fma(0.3f, x, y));
        check(Elementwise::subtract, (x, y) -> y - x);
        check(Elementwise::multiply, (x, y) -> y * x);
        check(Elementwise::maskByPositive, (x, y) -> x > 0 ? y : 0);
        check((x, y) -> Elementwise.fill(y, 2.5f), (x, y) -> 2.5f);
        check((x, y) -> Elementwise.scale(1.7f, y), (x, y) -> 1.7f * y);
        check((x, y) -> Elementwise.shift(0.4f, y), (x, y) -> y + 0.4f);
        check((x, y) -> Elementwise.relu(y), (x, y) -> y != y ? y : Math.max(y, 0));
    }

    @Test
    void everyEpilogueIsItsFormulaInEveryLayout() {
        check((x, y) -> finish(Elementwise::addingRow, x, y), (x, y) -> y + x);
        check((x, y) -> finish(Elementwise::addingRowThenRelu, x, y), (x, y) -> y + x <= 0 ? 0 : y + x);
    }

    /** Every row of y with the same row of x, in two pieces, the second one first. */
    private static void finish(Function<FloatMatrix, FloatEpilogue> epilogue, FloatMatrix x, FloatMatrix y) {
        int half = y.columns() / 2;
        for (int i = 0; i < y.rows(); i++) {
            FloatEpilogue after = epilogue.apply(x.row(i));
            int at = y.offset() + i * y.rowStride();
            int step = y.columnStride();
            after.finish(i, half, y.columns() - half, y.array(), at + half * step, step);
            after.finish(i, 0, half, y.array(), at, step);
        }
    }

    private static void check(Operation operation, Formula formula) {
        SplittableRandom random = new SplittableRandom(3);
        for (int rows : new int[] {0, 1, 3, 17}) {
            for (int columns : FloatLayouts.SIZES) {
                for (FloatMatrix x : FloatLayouts.of(rows, columns)) {
                    FloatLayouts.randomise(x, random);
                    for (FloatMatrix y : FloatLayouts.of(rows, columns)) {
                        FloatLayouts.randomise(y, random);
                        scatterSpecialValues(x, y, random);
                        FloatMatrix before = y.copy();
                        operation.run(x, y);
                        FloatLayouts.assertGuards(y);
                        for (int i = 0; i < rows; i++) {
                            for (int j = 0; j < columns; j++) {
                                float expected = formula.of(x.get(i, j), before.get(i, j));
                                if (Float.floatToIntBits(expected) != Float.floatToIntBits(y.get(i, j))) {
                                    assertEquals(expected, y.get(i, j), i + ", " + j + " of " + y.shape());
                                }
                            }
                        }
                    }
                    FloatLayouts.assertGuards(x);
                }
            }
        }
    }

    private static void scatterSpecialValues(FloatMatrix x, FloatMatrix y, SplittableRandom random) {
        for (int k = 0; k < x.rows() * x.columns() / 4; k++) {
            FloatMatrix target = random.nextBoolean() ? x : y;
            target.set(random.nextInt(x.rows()), random.nextInt(x.columns()), SPECIAL[random.nextInt(SPECIAL.length)]);
        }
    }

    @Test
    void addRowAddsItToEveryRow() {
        SplittableRandom random = new SplittableRandom(4);
        for (int columns : FloatLayouts.SIZES) {
            for (FloatMatrix y : FloatLayouts.of(5, columns)) {
                for (FloatMatrix row : FloatLayouts.of(1, columns)) {
                    FloatLayouts.randomise(y, random);
                    FloatLayouts.randomise(row, random);
                    FloatMatrix before = y.copy();
                    Elementwise.addRow(row, y);
                    FloatLayouts.assertGuards(y);
                    FloatLayouts.assertGuards(row);
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
        FloatMatrix x = FloatMatrix.of(2, 2, 1, 2, 3, 4);
        Elementwise.add(x, x);
        Elementwise.multiply(x, x);
        assertEquals(64, x.get(1, 1));
        Elementwise.subtract(x, x);
        assertEquals(0, Reduce.maxAbs(x));
    }

    @Test
    void shapesMustFit() {
        FloatMatrix x = FloatMatrix.zeros(2, 3);
        FloatMatrix y = FloatMatrix.zeros(3, 2);
        String message = assertThrows(ShapeMismatchException.class, () -> Elementwise.add(x, y))
                .getMessage();
        assertTrue(message.contains("2 x 3") && message.contains("3 x 2"), message);
        assertThrows(ShapeMismatchException.class, () -> Elementwise.copy(x, y));
        assertThrows(ShapeMismatchException.class, () -> Elementwise.addRow(x, x));
        assertThrows(ShapeMismatchException.class, () -> Elementwise.maskByPositive(x, y));
    }
}
