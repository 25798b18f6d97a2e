package fathom.data.fractal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The best of few changes of sign. */
class SignChangesTest {

    /** Dynamic programming against all labellings; and no error at all takes all 2^(n+1) - 2 changes. */
    @Test
    void theBestOfFewChangesIsTheBestOfAllLabellings() {
        ApproximationCurve curve = ApproximationCurve.of("own", 3, 1);
        List<CantorSegment> segments = CantorSegment.all(2);
        double[] best = new double[segments.size()];
        for (int labels = 0; labels < 1 << segments.size(); labels++) {
            double mass = 0;
            for (int i = 0; i < segments.size(); i++) {
                mass += (segments.get(i).gap() == 0) == ((labels >> i & 1) == 1)
                        ? segments.get(i).mass(curve)
                        : 0;
            }
            int changes = Integer.bitCount((labels ^ labels >> 1) & (1 << segments.size() - 1) - 1);
            best[changes] = Math.max(best[changes], mass);
        }
        double most = 0;
        double[] accuracies = SignChanges.accuracies(curve, best.length - 1);
        for (int changes = 0; changes < best.length; changes++) {
            most = Math.max(most, best[changes]);
            assertEquals(most, accuracies[changes], 1e-14, changes + " changes");
        }
        double[] finer = SignChanges.accuracies(ApproximationCurve.numbered(1, 5), 62);
        assertEquals(1, finer[62], 1e-14);
        assertTrue(finer[61] < 1 - 1e-3);
    }
}
