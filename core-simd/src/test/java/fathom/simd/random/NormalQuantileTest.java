package fathom.simd.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NormalQuantileTest {

    /** {q, x with Phi(x) = 1/2 + q}: inverted with mpmath 1.3 at 60 digits from the double q, rounded to 25. */
    private static final double[][] REFERENCES = {
        {1e-300, 2.506628274631000565229593e-300},
        {0.001, 0.002506630899571764057538504},
        {0.1, 0.2533471031357998131665731},
        {-0.25, -0.674489750196081743202227},
        {0.4, 1.281551565544600593487448},
        {0.425, 1.439531470938455836911961},
        {0.4250000000000001, 1.439531470938456621214679},
        {-0.45, -1.644853626951472822510732},
        {0.49, 2.326347874040840767637189},
        {-0.499, -3.090232306167813277758202},
        {0.49999, 4.264890793922601331216729},
        {0.4999999, 5.199337582187471548021496},
        {0.4999999999, 6.361340889697421864155442},
        {0.49999999998, 6.604077578146421643970424},
        {0.499999999999, 7.034486910047835205692401},
    };

    @Test
    void eightUlpFromHighPrecision() {
        for (double[] reference : REFERENCES) {
            double error = Math.abs(NormalQuantile.centred(reference[0]) - reference[1]) / Math.ulp(reference[1]);
            assertTrue(error <= 8, "q = " + reference[0] + ": " + error + " ulp");
        }
    }

    /** The smallest and largest 53 bits give the ends that the javadoc of normal() states. */
    @Test
    void rangeOfTheDraws() {
        assertEquals(-8.292361075813595, NormalQuantile.centred(ScalarDraws.centred(0)), 1e-14);
        assertEquals(8.292361075813595, NormalQuantile.centred(ScalarDraws.centred(-1)), 1e-14);
    }

    @Test
    void centredDrawsAreSymmetricAndExact() {
        long half = 1L << 63;
        assertEquals(0x1p-54, ScalarDraws.centred(half));
        assertEquals(-0x1p-54, ScalarDraws.centred(half - 1));
        assertEquals(0x1p-54 - 0.5, ScalarDraws.centred(0));
        assertEquals(0.5 - 0x1p-54, ScalarDraws.centred(-1));
    }
}
