package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import org.junit.jupiter.api.Test;

class PrecisionTest {

    /** Of a view with strides: widening keeps every float, rounding takes the nearest, halves to even. */
    @Test
    void fromFloatToDoubleAndBack() {
        FloatMatrix whole = FloatMatrix.of(3, 4, 1, 2, 3, 4, 0.1f, -0.0f, Float.MIN_VALUE, 8, 9, 10, 11, 12);
        FloatMatrix view = whole.window(0, 1, 2, 3).transposed();
        DoubleMatrix wide = DoubleMatrix.widened(view);
        assertEquals(view.shape(), wide.shape());
        FloatMatrix back = FloatMatrix.rounded(wide);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                assertEquals((double) view.get(i, j), wide.get(i, j));
                assertEquals(view.get(i, j), back.get(i, j));
            }
        }
        double half = 1 + 0x1p-24;
        assertEquals(1, rounded(half));
        assertEquals(1 + 0x1p-23f, rounded(half + 0x1p-40));
        assertEquals(Float.POSITIVE_INFINITY, rounded(1e300));
    }

    private static float rounded(double value) {
        return FloatMatrix.rounded(DoubleMatrix.of(1, 1, value)).get(0, 0);
    }
}
