package fathom.experiments.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.statistics.Interval;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class EffectsTest {

    @Test
    void freshSamplesHaveStudentsInterval() {
        double[] values = {0.1, 0.2, 0.25, 0.4};
        assertEquals(Interval.of(values), new Effects(0, 0).interval(values));
    }

    @Test
    void splitsOfOneFileHaveTheCorrectedInterval() {
        // t(0.975; 3) = 3.182446305284263 (tables); sd = 0.125; sqrt(1/4 + 1/3).
        double[] values = {0.1, 0.2, 0.25, 0.4};
        Interval interval = new Effects(1 / 3.0, 0).interval(values);
        double sd = Math.sqrt((0.1375 * 0.1375 + 0.0375 * 0.0375 + 0.0125 * 0.0125 + 0.1625 * 0.1625) / 3);
        assertEquals(3.182446305284263 * sd * Math.sqrt(1 / 4.0 + 1 / 3.0), interval.halfWidth(), 1e-9);
        assertEquals(0.2375, interval.mean(), 1e-15);
    }

    @Test
    void seedsThatAgreeAreNoCertainty() {
        Effects effects = new Effects(0, 3 / 6.0);
        assertEquals(0, effects.interval(0.1, 0.1).halfWidth());
        assertEquals(0.5, effects.difference(0.1, 0.1).halfWidth(), 1e-15);
        assertEquals(Double.POSITIVE_INFINITY, effects.difference(0.1).high());
        assertTrue(Double.isNaN(effects.difference(0.1, Double.NaN).high()));
    }

    /** Means of overlapping subsets of one sample: the plain interval misses the true mean far more often than 5 %, the corrected one does not. */
    @Test
    void theCorrectionCoversWhatPlainIntervalsMiss() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20251122);
        int plain = 0;
        int corrected = 0;
        int trials = 2000;
        Effects effects = new Effects(0.25, 0);
        for (int trial = 0; trial < trials; trial++) {
            double[] file = random.doubles(50).map(u -> u - 0.5).toArray();
            double[] means = new double[5];
            for (int seed = 0; seed < means.length; seed++) {
                // A fifth of the file, drawn without replacement: what a test part sees.
                double[] pool = file.clone();
                for (int i = 0; i < 10; i++) {
                    int j = i + random.nextInt(50 - i);
                    double drawn = pool[j];
                    pool[j] = pool[i];
                    means[seed] += drawn / 10;
                }
            }
            plain += Interval.of(means).contains(0) ? 0 : 1;
            corrected += effects.interval(means).contains(0) ? 0 : 1;
        }
        assertTrue(plain > 0.08 * trials, plain + " of " + trials + " plain intervals miss");
        assertTrue(corrected < 0.07 * trials, corrected + " of " + trials + " corrected intervals miss");
    }
}
