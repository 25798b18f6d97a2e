package fathom.experiments.profile.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import org.junit.jupiter.api.Test;

class ScalingTest {

    private static final double[] X = {0.5, -1.25, 2, 0.75, -3, 1.5, 0, 2.25};

    private static DoubleMatrix column(double offset, double factor) {
        DoubleMatrix x = DoubleMatrix.zeros(X.length, 1);
        for (int i = 0; i < X.length; i++) {
            x.set(i, 0, offset + factor * X[i]);
        }
        return x;
    }

    private static double[] standardised(DoubleMatrix x) {
        return Scaling.of(x).of(x, 0, x.rows()).copy().array();
    }

    /** 1e15 + 100 x keeps 1/8 in 100 x: 1e-3 of what is scaled. */
    @Test
    void anOffsetIsTakenAwayBeforeAColumnIsJudgedConstant() {
        double[] expected = standardised(column(0, 1));
        double[] found = standardised(column(1e15, 100));
        for (int i = 0; i < X.length; i++) {
            assertEquals(expected[i], found[i], 1e-3);
        }
    }

    /** Powers of two change no digit. */
    @Test
    void theScaleOfAColumnDoesNotMatter() {
        double[] expected = standardised(column(0, 1));
        for (double factor : new double[] {0x1p-1000, 0x1p-300, 0x1p300, 0x1p1000}) {
            double[] found = standardised(column(0, factor));
            for (int i = 0; i < X.length; i++) {
                assertEquals(expected[i], found[i], 1e-15);
            }
        }
    }

    @Test
    void roundingIsNoSpread() {
        DoubleMatrix x = DoubleMatrix.zeros(3, 2);
        for (int i = 0; i < 3; i++) {
            x.set(i, 0, i == 0 ? 0.1 + 0.2 : 0.3);
            x.set(i, 1, 7);
        }
        assertEquals(0, Scaling.of(x).varying());
        assertFalse(Scaling.of(x).varies(0));
        assertTrue(Scaling.of(column(1e15, 100)).varies(0));
    }
}
