package fathom.runs.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

    /** Student's table as printed in textbooks, three decimals. */
    @ParameterizedTest
    @CsvSource({
        "0.975, 1, 12.706", "0.975, 2, 4.303", "0.975, 3, 3.182", "0.975, 4, 2.776", "0.975, 5, 2.571",
                "0.975, 9, 2.262",
        "0.975, 10, 2.228", "0.975, 20, 2.086", "0.975, 30, 2.042", "0.975, 120, 1.980", "0.95, 1, 6.314",
                "0.95, 9, 1.833",
        "0.995, 1, 63.657", "0.995, 4, 4.604", "0.995, 9, 3.250"
    })
    void quantilesAreTheTabulated(double p, int degrees, double expected) {
        assertEquals(expected, Interval.quantile(p, degrees), 0.0005);
    }

    /** Two exact forms: t_1 is Cauchy, tan(pi (p - 1/2)); t_2 is (2p - 1) / sqrt(2 p (1 - p)). */
    @Test
    void quantilesOfOneAndTwoDegreesAreTheClosedForms() {
        for (double p : new double[] {0.9, 0.95, 0.975, 0.995, 0.9995}) {
            assertEquals(Math.tan(Math.PI * (p - 0.5)), Interval.quantile(p, 1), 1e-9 * Interval.quantile(p, 1));
            assertEquals((2 * p - 1) / Math.sqrt(2 * p * (1 - p)), Interval.quantile(p, 2), 1e-9);
        }
    }

    /** By hand: 1, 2, 4 have mean 7/3 and sd sqrt(7/3); half-width 4.302653 sqrt(7/9). */
    @Test
    void threeValuesByHand() {
        Interval interval = Interval.of(1, 2, 4);
        assertEquals(7 / 3.0, interval.mean(), 1e-15);
        assertEquals(Math.sqrt(7 / 3.0), interval.standardDeviation(), 1e-15);
        assertEquals(4.302652729911275 * Math.sqrt(7) / 3, interval.halfWidth(), 1e-9);
        assertEquals(3, interval.n());
    }

    @Test
    void pairsAreSharperThanMeans() {
        double[] first = {10.1, 20.2, 30.1};
        double[] second = {10.0, 20.0, 30.0};
        Interval paired = Interval.ofDifferences(first, second);
        assertEquals(0.4 / 3, paired.mean(), 1e-12);
        assertTrue(paired.halfWidth() < 0.2, "paired half-width " + paired.halfWidth());
        assertTrue(Interval.of(first).halfWidth() > 10);
    }

    @Test
    void oneValueSaysNothingOfItsSpread() {
        Interval interval = Interval.of(0.25);
        assertEquals(0.25, interval.mean());
        assertEquals(Double.NEGATIVE_INFINITY, interval.low());
        assertEquals(Double.POSITIVE_INFINITY, interval.high());
        assertTrue(Double.isNaN(interval.standardDeviation()));
    }

    @Test
    void valuesThatAreNotFiniteSpoilTheWhole() {
        assertTrue(Double.isNaN(Interval.of(1, Double.NaN, 2).mean()));
        assertTrue(Double.isNaN(Interval.of(1, Double.POSITIVE_INFINITY).low()));
    }

    @Test
    void nothingAtAllIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Interval.of());
        assertThrows(IllegalArgumentException.class, () -> Interval.ofDifferences(new double[2], new double[3]));
    }

    /** Of 4000 intervals for normal samples of 4, the true mean lies in 95 %: binomial, 4.5 standard errors. */
    @Test
    void coverageIsTheLevel() {
        long seed = 20260111;
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int trials = 4000;
        int held = 0;
        for (int i = 0; i < trials; i++) {
            held += Interval.of(
                                    random.nextGaussian(),
                                    random.nextGaussian(),
                                    random.nextGaussian(),
                                    random.nextGaussian())
                            .contains(0)
                    ? 1
                    : 0;
        }
        double error = Math.sqrt(0.95 * 0.05 / trials);
        assertEquals(0, (held / (double) trials - 0.95) / error, 4.5, held + " of " + trials);
    }

    /** sd does not change when all values are shifted, however far: sums of squares would lose every digit. */
    @Test
    void theStandardDeviationDoesNotKnowTheOrigin() {
        Interval interval = Interval.of(1e9 + 1, 1e9 + 2, 1e9 + 4);
        assertEquals(Math.sqrt(7 / 3.0), interval.standardDeviation(), 1e-6);
    }

    /** Ends belong to it; two values change with the level, one does not; collections are lists of numbers. */
    @Test
    void intervalsAtTheirBounds() {
        Interval two = Interval.of(List.of(1, 2L));
        assertEquals(1.5, two.mean());
        assertTrue(two.contains(two.low()) && two.contains(two.high()));
        assertFalse(two.contains(Math.nextDown(two.low())) || two.contains(Math.nextUp(two.high())));
        // t(0.995, 1) / t(0.975, 1) = 63.657 / 12.706
        assertEquals(63.657 / 12.706, two.toLevel(0.99).halfWidth() / two.halfWidth(), 1e-3);
        assertEquals(0.25, Interval.exactly(0.25).toLevel(0.99).high());
        assertTrue(Double.isNaN(Interval.of(Double.POSITIVE_INFINITY).mean()));
        assertTrue(Interval.of(1, 2, 3).testable());
        assertFalse(two.testable());
        assertFalse(Interval.of(0.25).testable());
        assertTrue(Interval.exactly(0.25).testable());
        assertFalse(new Interval(1, 1, 1, 0, 2, 0.95).testable());
        assertEquals(
                0.5,
                Interval.ofDifferences(new double[] {3, 4}, new double[] {2, 4}).mean());
    }
}
