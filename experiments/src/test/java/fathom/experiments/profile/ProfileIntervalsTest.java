package fathom.experiments.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Sweep;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import fathom.runs.statistics.Interval;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rule of a profile's intervals. */
class ProfileIntervalsTest {

    record Draw(long seed) {}

    record Value(double value) {}

    private static Metric metric(double... values) {
        Sweep<Draw, Value> sweep = Sweep.of(
                "draws",
                Draw.class,
                Value.class,
                IntStream.range(0, values.length).mapToObj(Draw::new).toList(),
                at -> new Value(values[(int) at.seed()]));
        return Results.empty()
                .with(sweep, at -> new Value(values[(int) at.seed()]))
                .of(sweep)
                .metric("value", Value::value);
    }

    private static Interval interval(double ratio, double least, double... values) {
        return metric(values).resampled(ratio, least).overSeeds();
    }

    @Test
    void freshSamplesHaveStudentsInterval() {
        double[] values = {0.1, 0.2, 0.25, 0.4};
        assertEquals(Interval.of(values), interval(0, 0, values));
    }

    @Test
    void splitsOfOneFileHaveTheCorrectedInterval() {
        // t(0.975; 3) = 3.182446305284263 (tables); sd = 0.125; sqrt(1/4 + 1/3).
        Interval interval = interval(1 / 3.0, 0, 0.1, 0.2, 0.25, 0.4);
        double sd = Math.sqrt((0.1375 * 0.1375 + 0.0375 * 0.0375 + 0.0125 * 0.0125 + 0.1625 * 0.1625) / 3);
        assertEquals(3.182446305284263 * sd * Math.sqrt(1 / 4.0 + 1 / 3.0), interval.halfWidth(), 1e-9);
        assertEquals(0.2375, interval.mean(), 1e-15);
    }

    @Test
    void seedsThatAgreeAreNoCertainty() {
        assertEquals(0, interval(0, 0, 0.1, 0.1).halfWidth());
        assertEquals(0.5, interval(0, 0.5, 0.1, 0.1).halfWidth(), 1e-15);
        assertEquals(Double.POSITIVE_INFINITY, interval(0, 0.5, 0.1).high());
        assertTrue(Double.isNaN(interval(0, 0.5, 0.1, Double.NaN).high()));
    }

    /** Means of overlapping subsets of one sample: the plain interval misses the true mean far more often than 5 %, the corrected one does not. */
    @Test
    void theCorrectionCoversWhatPlainIntervalsMiss() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20251122);
        int plain = 0;
        int corrected = 0;
        int trials = 2000;
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
            corrected += interval(0.25, 0, means).contains(0) ? 0 : 1;
        }
        assertTrue(plain > 0.08 * trials, plain + " of " + trials + " plain intervals miss");
        assertTrue(corrected < 0.07 * trials, corrected + " of " + trials + " corrected intervals miss");
    }
}
