package fathom.simd.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.simd.PanelGemm;
import fathom.simd.epilogue.FloatEpilogue;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.FloatPanels;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products with panels against their definitions, to the bit: sizes around tiles, panels, groups, blocks and chunks. */
class PanelProductTest {

    private static final long SEED = 20261123;
    private static final FloatEpilogue AFTER = (row, column, count, array, at, stride) -> {
        for (int q = 0; q < count; q++) {
            array[at + q * stride] = array[at + q * stride] * (row + 1) - (column + q);
        }
    };

    private final Random random = new Random(SEED);

    PanelProductTest() {
        System.out.println("seed " + SEED);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "2, 3, 1",
        "1, 7, 9",
        "5, 2, 33",
        "6, 6, 16",
        "7, 12, 17",
        "50, 100, 100",
        "13, 95, 31",
        "50, 97, 515",
        "4, 530, 24",
        "149, 50, 40",
        "3, 1100, 1030",
        "0, 4, 5",
        "4, 0, 5",
        "4, 5, 0"
    })
    void agreesWithTheDefinition(int m, int k, int n) throws Exception {
        FloatMatrix a = matrix(m, k);
        FloatMatrix start = matrix(k, n);
        for (float alpha : new float[] {1, -0.3f}) {
            FloatMatrix expected = FloatMatrix.zeros(m, n);
            FloatPanels definition = new FloatPanels(k, n, 16, 6);
            ScalarPanelProduct.pack(start, definition);
            ScalarPanelProduct.multiply(alpha, a, definition, expected, AFTER);
            FloatMatrix dz = matrix(m, n);
            for (float decay : new float[] {0, 0.2f}) {
                ScalarPanelProduct.pack(start, definition);
                FloatMatrix expectedSlope = FloatMatrix.zeros(m, k);
                ScalarPanelProduct.descend(0.1f, decay, alpha, a, dz, definition, expectedSlope);
                for (int threads : new int[] {1, 3}) {
                    Parallelism.run(threads, () -> {
                        FloatPanels w = PanelGemm.zeros(k, n);
                        PanelGemm.pack(start, w);
                        // Rows further apart than they are long, and guards between them.
                        FloatMatrix c = guarded(m, n);
                        PanelGemm.multiply(alpha, a, w, c, AFTER);
                        assertSame(expected, c);
                        FloatMatrix slope = guarded(m, k);
                        PanelGemm.descend(0.1f, decay, alpha, a, dz, w, slope);
                        assertSame(expectedSlope, slope);
                        assertSame(unpacked(definition), unpacked(w));
                    });
                }
            }
        }
    }

    @Test
    void withoutASlopeTheWeightsMoveAlike() {
        FloatMatrix start = matrix(40, 30);
        FloatMatrix a = matrix(20, 40);
        FloatMatrix dz = matrix(20, 30);
        FloatPanels with = PanelGemm.zeros(40, 30);
        FloatPanels without = PanelGemm.zeros(40, 30);
        PanelGemm.pack(start, with);
        PanelGemm.pack(start, without);
        PanelGemm.descend(0.1f, 0, 1, a, dz, with, FloatMatrix.zeros(20, 40));
        PanelGemm.descend(0.1f, 0, 1, a, dz, without, null);
        assertSame(unpacked(with), unpacked(without));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 5", "6, 16", "13, 47", "0, 3", "3, 0"})
    void packingAndUnpackingReturnsEveryElement(int rows, int columns) {
        FloatMatrix x = matrix(rows, columns);
        FloatPanels panels = PanelGemm.zeros(rows, columns);
        PanelGemm.pack(x, panels);
        assertSame(x, unpacked(panels));
        FloatMatrix across = FloatMatrix.zeros(columns, rows);
        PanelGemm.unpack(panels, across.transposed());
        assertSame(x, across.transposed());
        FloatPanels again = PanelGemm.zeros(rows, columns);
        PanelGemm.pack(across.transposed(), again);
        assertSame(x, unpacked(again));
    }

    @Test
    void badOperandsAreNamed() {
        FloatPanels w = PanelGemm.zeros(4, 3);
        FloatMatrix a = FloatMatrix.zeros(2, 4);
        FloatMatrix z = FloatMatrix.zeros(2, 3);
        ShapeMismatchException shapes =
                assertThrows(ShapeMismatchException.class, () -> PanelGemm.multiply(1, z, w, z, null));
        assertEquals(
                "A is 2 x 3, W is 4 x 3 and C is 2 x 3: C := A W needs m x k, k x n and m x n", shapes.getMessage());
        assertThrows(ShapeMismatchException.class, () -> PanelGemm.descend(1, 0, 1, a, a, w, a));
        assertThrows(IllegalArgumentException.class, () -> PanelGemm.multiply(0, a, w, z, null));
        assertThrows(IllegalArgumentException.class, () -> PanelGemm.descend(1, 0, 1, a, z, w, a));
        FloatMatrix columns = FloatMatrix.zeros(4, 2).transposed();
        IllegalArgumentException apart =
                assertThrows(IllegalArgumentException.class, () -> PanelGemm.multiply(1, columns, w, z, null));
        assertEquals(
                "A has columns 2 elements apart, but products with panels read neighbours: take a copy of it",
                apart.getMessage());
    }

    private FloatMatrix matrix(int rows, int columns) {
        FloatMatrix x = guarded(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                x.set(i, j, (float) random.nextGaussian());
            }
        }
        return x;
    }

    /** A window into an array of NaN. */
    private static FloatMatrix guarded(int rows, int columns) {
        float[] array = new float[(rows + 1) * (columns + 3) + 5];
        java.util.Arrays.fill(array, Float.NaN);
        return new FloatMatrix(array, 5, rows, columns, columns + 3, 1);
    }

    private static FloatMatrix unpacked(FloatPanels w) {
        FloatMatrix x = FloatMatrix.zeros(w.rows(), w.columns());
        for (int i = 0; i < w.rows(); i++) {
            for (int j = 0; j < w.columns(); j++) {
                x.set(i, j, w.get(i, j));
            }
        }
        return x;
    }

    /** Equal elements to the bit, and what is no element of the window still NaN. */
    private static void assertSame(FloatMatrix expected, FloatMatrix actual) {
        assertArrayEquals(bits(expected), bits(actual));
        boolean[] inside = new boolean[actual.array().length];
        for (int i = 0; i < actual.rows(); i++) {
            for (int j = 0; j < actual.columns(); j++) {
                inside[actual.index(i, j)] = true;
            }
        }
        for (int i = 0; i < inside.length; i++) {
            assertEquals(!inside[i], Float.isNaN(actual.array()[i]), "place " + i);
        }
    }

    private static int[] bits(FloatMatrix x) {
        int[] bits = new int[x.rows() * x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                bits[i * x.columns() + j] = Float.floatToIntBits(x.get(i, j));
            }
        }
        return bits;
    }
}
