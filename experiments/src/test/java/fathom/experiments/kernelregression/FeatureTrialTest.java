package fathom.experiments.kernelregression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.data.SphereTarget;
import fathom.experiments.kernelregression.FeatureTrial.FeatureCell;
import fathom.experiments.kernelregression.FeatureTrial.FeatureResult;
import fathom.experiments.protocol.Threaded;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureTrialTest {

    /** With the right weights the target is learned well below its variance; with others never. */
    @Test
    void theFaultIsInTheWeights() throws Exception {
        long seed = 11;
        FeatureResult result = new Threaded<>(1, new FeatureTrial())
                .run(new FeatureCell(FeatureModel.TWO_LAYER, seed, List.of(1000), 3, 1000));
        FeatureResult.Point point = result.points().getFirst();
        assertTrue(point.corrected() < FeatureSection.VARIANCE / 2, "seed " + seed + ": " + point);
        assertTrue(point.asPublished() > 2 * FeatureSection.VARIANCE, "seed " + seed + ": " + point);
    }

    /** The variance of f2(s) on S^3, whose s has density (2 / pi) sqrt(1 - s^2), by the rule of Chebyshev of the second kind. */
    @Test
    void varianceOfTheBumps() {
        int points = 2000;
        double mean = 0;
        double square = 0;
        for (int i = 1; i <= points; i++) {
            double angle = i * Math.PI / (points + 1);
            double weight = 2 * Math.sin(angle) * Math.sin(angle) / (points + 1);
            double value = SphereTarget.BUMPS.at(Math.cos(angle));
            mean += weight * value;
            square += weight * value * value;
        }
        assertEquals(FeatureSection.VARIANCE, square - mean * mean, 1e-6);
    }
}
