package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.simd.matrix.FloatMatrix;
import java.util.List;
import java.util.SplittableRandom;

/** The same matrix in every layout, each inside an array of guard values that nobody may touch. */
final class FloatLayouts {

    /** A quiet NaN with its own payload: no computation yields it. */
    private static final int GUARD = 0x7fc0beef;

    static final int[] SIZES = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 127, 130};

    private FloatLayouts() {}

    /** Dense, a window of a wider matrix, transposed, and with steps 3 and 2 in both directions. */
    static List<FloatMatrix> of(int rows, int columns) {
        return List.of(
                guarded(rows, columns, columns, 1),
                guarded(rows, columns, columns + 3, 1),
                guarded(rows, columns, 1, rows),
                guarded(rows, columns, 1, rows + 5),
                guarded(rows, columns, 3 * columns + 1, 3),
                guarded(rows, columns, 2, 2 * rows + 1));
    }

    static void randomise(FloatMatrix x, SplittableRandom random) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                x.set(i, j, (float) random.nextGaussian());
            }
        }
    }

    /** Fails if anything outside the matrix has changed. */
    static void assertGuards(FloatMatrix x) {
        float[] copy = x.array().clone();
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                copy[x.index(i, j)] = Float.intBitsToFloat(GUARD);
            }
        }
        for (int i = 0; i < copy.length; i++) {
            assertEquals(GUARD, Float.floatToRawIntBits(copy[i]), "guard value changed");
        }
    }

    private static FloatMatrix guarded(int rows, int columns, int rowStride, int columnStride) {
        int span = rows == 0 || columns == 0 ? 0 : (rows - 1) * rowStride + (columns - 1) * columnStride + 1;
        float[] array = new float[7 + span + 19];
        java.util.Arrays.fill(array, Float.intBitsToFloat(GUARD));
        return new FloatMatrix(array, 7, rows, columns, rowStride, columnStride);
    }
}
