package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.simd.matrix.FloatMatrix;
import org.junit.jupiter.api.Test;

class ClassificationTest {

    @Test
    void oneOutputIsReadByItsSign() {
        FloatMatrix outputs = FloatMatrix.of(6, 1, 3, -2, 0, 0, Float.NaN, -0.1f);
        FloatMatrix labels = FloatMatrix.of(6, 1, 1, -1, 1, -1, -1, 1);
        assertEquals(3, Classification.mistakes(outputs, labels));
    }

    @Test
    void severalOutputsAreReadByTheirGreatest() {
        FloatMatrix outputs = FloatMatrix.of(4, 3, 1, 2, 3, 5, 5, 1, -3, -2, -1, Float.NaN, 0, 9);
        FloatMatrix labels = FloatMatrix.of(4, 3, -1, -1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1);
        assertEquals(2, Classification.mistakes(outputs, labels));
    }
}
