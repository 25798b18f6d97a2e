package fathom.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;

/** Inputs scaled in place. */
class ChannelScalingTest {

    /** Centred: every training channel has mean 0 and variance 1; the others are moved by the same numbers. */
    @Test
    void centredChannelsAreStandardisedOnTheTrainingExamples() {
        FloatMatrix x = FloatMatrix.zeros(40, 6);
        FloatMatrix y = FloatMatrix.zeros(1, 6);
        RandomStream.of(8, "channels").fillNormal(x, 0);
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 6; j++) {
                x.set(i, j, (1 + j % 2) * x.get(i, j) + 5 - 7 * (j % 2));
            }
        }
        ChannelScaling.standardise(2, x, y);
        for (int c = 0; c < 2; c++) {
            double mean = 0;
            double square = 0;
            for (int i = 0; i < 40; i++) {
                for (int j = c; j < 6; j += 2) {
                    mean += x.get(i, j) / 120;
                    square += (double) x.get(i, j) * x.get(i, j) / 120;
                }
            }
            assertEquals(0, mean, 1e-6, "rounding to float");
            assertEquals(1, square, 1e-6, "rounding to float");
            // A row of zeros moves by -m/s: about -5 in the first channel, and 2 / 2 in the second, up to 40 x 3 draws.
            assertEquals(c == 0 ? -5 : 1, y.get(0, c), c == 0 ? 1.5 : 0.4);
            assertEquals(y.get(0, c), y.get(0, c + 2));
        }
    }

    @Test
    void rowsHaveTheRadiusOfNormalEntries() {
        FloatMatrix x = FloatMatrix.of(2, 2, 3, -4, 0, 0);
        ChannelScaling.toRadius(x);
        assertEquals(0.6 * Math.sqrt(2), x.get(0, 0), 1e-6);
        assertEquals(-0.8 * Math.sqrt(2), x.get(0, 1), 1e-6);
        assertEquals(0, x.get(1, 1));
    }
}
