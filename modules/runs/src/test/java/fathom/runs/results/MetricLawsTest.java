package fathom.runs.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Sweep;
import fathom.runs.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Laws of results that hold for any numbers: shifts, counts of what has no pair, ties, single seeds, keys of two kinds. */
class MetricLawsTest {

    public record Run(double rate, int depth, boolean wide, List<Integer> layers, long seed) {}

    public record Whole(int rate, long seed) {}

    public record Loss(double value, List<Double> epochs) {}

    private static final List<Integer> DEPTHS = List.of(1, 3, 4, 9);

    /** depth^2 / rate + seed, for two rates, four depths and the seeds that are given. */
    private static Rows<Run, Loss> rows(List<Long> seeds) {
        List<Run> plan = new ArrayList<>();
        for (double rate : List.of(0.5, 2.0)) {
            for (int depth : DEPTHS) {
                seeds.forEach(seed -> plan.add(new Run(rate, depth, depth > 3, List.of(depth, 7), seed)));
            }
        }
        Sweep<Run, Loss> sweep = Sweep.of("runs", Run.class, Loss.class, plan, MetricLawsTest::loss);
        return Results.empty().with(sweep, sweep.trial()).of(sweep);
    }

    private static Loss loss(Run run) {
        double value = run.depth * run.depth / run.rate + run.seed;
        return new Loss(value, List.of(value, value / 2, value / 4));
    }

    private static Metric loss(Long... seeds) {
        return rows(List.of(seeds)).metric("loss", Loss::value);
    }

    /** A slope does not change when the key or the values are shifted by a constant, however large. */
    @Test
    void slopesDoNotKnowTheOrigin() {
        Metric metric = loss(1L, 2L).where("rate", 2.0).keeping("depth");
        double[] plain = metric.slope("depth").values();
        double[] key = metric.slope("depth", depth -> depth + 1e9).values();
        double[] value = metric.map(x -> x + 1e9).slope("depth").values();
        // sums of squares of 1e9 would lose all of these digits; differences from the mean lose eight of sixteen
        assertArrayEquals(plain, key, 1e-5);
        assertArrayEquals(plain, value, 1e-5);
        // depths 1, 3, 4, 9 have mean 17/4; sum (d - 17/4) d^2/2 over sum (d - 17/4)^2
        double products = 0;
        double squares = 0;
        for (int depth : DEPTHS) {
            products += (depth - 4.25) * depth * depth / 2;
            squares += (depth - 4.25) * (depth - 4.25);
        }
        assertArrayEquals(new double[] {products / squares, products / squares}, plain, 1e-12);
    }

    /** What has no pair is counted on both sides, and counts add up through every operation. */
    @Test
    void whatHasNoPairIsCountedOnBothSides() {
        Metric left = loss(1L, 2L, 3L, 4L).where("rate", 2.0).where("depth", 3);
        Metric right = loss(3L, 5L, 6L).where("rate", 2.0).where("depth", 3);
        Metric pair = left.minus(right);
        assertEquals(1, pair.size());
        assertEquals(3 + 2, pair.unpaired());
        Metric again = pair.minus(loss(3L, 7L).where("rate", 2.0).where("depth", 3));
        assertEquals(5 + 1, again.unpaired());
        Metric other = left.minus(loss(4L).where("rate", 2.0).where("depth", 3));
        assertEquals(3, other.unpaired());
        assertEquals(5 + 3 + 1 + 1, pair.minus(other).unpaired());
        Metric some = left.map(x -> x > left.min() ? x : Double.NaN).finite();
        Metric none =
                left.map(x -> x < left.max() ? x : Double.POSITIVE_INFINITY).finite();
        assertEquals(1, some.dropped());
        assertEquals(2, some.minus(none).dropped());
        assertEquals(2, some.minus(none).size());
    }

    /** One number may be a key as a fraction here and as a whole number there. */
    @Test
    void keysAreComparedAsNumbers() {
        Sweep<Whole, Loss> sweep = Sweep.of(
                "whole",
                Whole.class,
                Loss.class,
                List.of(new Whole(2, 1), new Whole(2, 2), new Whole(3, 1)),
                run -> new Loss(100, List.of()));
        Metric whole = Results.empty().with(sweep, sweep.trial()).of(sweep).metric("whole", Loss::value);
        Metric difference = loss(1L, 2L).where("depth", 3).minus(whole);
        assertEquals(2, difference.size());
        assertEquals(2 + 1, difference.unpaired());
        assertEquals(List.of(2.0), difference.values("rate"));
        assertEquals(4, loss(1L).where("rate", 2).size());
        assertEquals(0, loss(1L).where("rate", 2.5).size());
        assertEquals(4, loss(1L).where("wide", true).size());
        assertEquals(2, loss(1L).where("layers", "[9,7]").size());
        assertEquals(4, rows(List.of(1L)).where("depth", 3, 9L).list().size());
    }

    @Test
    void theRefusalNamesTheKeyThatIsFreeOnOneSideAlone() {
        Metric all = loss(1L, 2L).keeping("rate", "depth");
        Metric some = all.where("depth", 1);
        String refused =
                assertThrows(IllegalStateException.class, () -> some.minus(all)).getMessage();
        assertTrue(refused.endsWith("fix or average [depth]"), refused);
        assertEquals(List.of(3L, 4L, 9L), all.minus("depth", 1).values("depth"));
    }

    /** Position 1 + (n - 1) p, for p that fall between each pair of neighbours and on them; the order of the plan does not matter. */
    @Test
    void quantilesBetweenAnyNeighbours() {
        Metric metric = loss(1L).where("rate", 2.0).map(x -> -x);
        double[] sorted = metric.values();
        Arrays.sort(sorted);
        assertEquals(4, sorted.length);
        for (int below = 0; below < 3; below++) {
            for (double share : new double[] {0, 0.25, 0.75}) {
                double expected = sorted[below] + share * (sorted[below + 1] - sorted[below]);
                assertEquals(expected, metric.quantile((below + share) / 3), 1e-12, below + " + " + share);
            }
        }
        assertEquals(sorted[0], metric.min());
        assertEquals(sorted[3], metric.max());
        assertFalse(metric.isEmpty());
        assertTrue(metric.where("depth", 2).isEmpty());
        assertTrue(Double.isNaN(metric.where("depth", 2).max()));
        assertEquals(
                "depth=2, rate=2", loss(1L).where("depth", 2).where("rate", 2.0).words());
    }

    /** Of equal values the first in the plan; the chosen key is gone; counts name every value of the grid. */
    @Test
    void choicesTakeTheFirstOfEquals() {
        Metric metric = loss(1L, 2L, 3L).keeping("rate", "depth");
        Choice equal = metric.map(x -> 1).least("depth");
        assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 1L), List.copyOf(equal.chosen().values()));
        assertEquals(Map.of(1L, 6, 3L, 0, 4L, 0, 9L, 0), equal.counts());
        assertEquals(List.of("rate", "seed"), equal.of(metric).keys());
        assertEquals(
                List.of(1L, 1L),
                List.copyOf(metric.map(x -> 1).leastMean("depth").chosen().values()));
        assertEquals(
                Map.of(1L, 0, 3L, 0, 4L, 0, 9L, 2),
                metric.map(x -> -x).leastMean("depth").counts());
    }

    /** Two seeds have an interval; a floor without a ratio is allowed; below two seeds nothing is widened. */
    @Test
    void spreadsAtTheirBounds() {
        Metric two = loss(1L, 4L).where("rate", 2.0).where("depth", 3);
        assertEquals(1e6, two.resampled(0, 1e6).overSeeds().halfWidth());
        assertEquals(
                two.overSeeds().halfWidth() * Math.sqrt(1 + 2 * 0.5),
                two.resampled(0.5, 0).overSeeds().halfWidth(),
                1e-9);
        Metric one = loss(1L).where("rate", 2.0).where("depth", 3);
        assertEquals(
                Double.POSITIVE_INFINITY, one.resampled(0.5, 1e6).overSeeds().halfWidth());
        assertThrows(IllegalArgumentException.class, () -> two.resampled(-1e-9, 0));
        assertThrows(IllegalArgumentException.class, () -> two.resampled(0, Double.NaN));
    }

    /** One seed has a mean and neither ends nor a standard deviation; two have all. */
    @Test
    void theSummaryLeavesEmptyWhatOneSeedDoesNotHave() {
        Summary summary = new Summary();
        summary.add("One", loss(5L).where("rate", 2.0).where("depth", 3));
        summary.add("Two", loss(5L, 6L).where("rate", 2.0).where("depth", 3));
        Table table = summary.table();
        List<?> one = table.rows().getFirst();
        int mean = table.columns().indexOf("mean");
        assertEquals(Arrays.asList(9.5, null, null, null, 1), one.subList(mean, one.size()));
        List<?> two = table.rows().getLast();
        assertEquals(10.0, two.get(mean));
        // t(0.975, 1) = 12.7062, sd = 1 / sqrt 2
        assertEquals(10 - 12.7062047 / 2, (double) two.get(mean + 1), 1e-6);
        assertEquals(10 + 12.7062047 / 2, (double) two.get(mean + 2), 1e-6);
        assertEquals(Math.sqrt(0.5), (double) two.get(mean + 3), 1e-12);
        assertEquals(2, two.get(mean + 4));
    }

    @Test
    void rowsAreReadOneByOne() {
        Rows<Run, Loss> rows = rows(List.of(1L));
        assertEquals(8, rows.list().size());
        assertEquals(8, rows.stream().count());
        Rows<Run, Loss> one = rows.where("depth", 9).where("rate", 0.5);
        assertEquals(163, one.only().orElseThrow().value());
        assertEquals(Optional.empty(), rows.where("depth", 2).only());
        assertThrows(IllegalStateException.class, () -> rows.where("depth", 9).only());
        Metric epochs = one.each("half", Loss::epochs, value -> value > 100).metric("epoch", Double::doubleValue);
        assertArrayEquals(new double[] {163}, epochs.where("half", true).values());
        assertArrayEquals(
                new double[] {81.5, 40.75}, epochs.where("half", false).values());
        assertArrayEquals(
                new double[] {0, 0, 0, 1, 0, 0, 0, 0},
                rows.share("large", loss -> loss.value() > 100).values());
        String refused = assertThrows(IllegalArgumentException.class, () -> rows.where("dep", 1))
                .getMessage();
        assertEquals("no key dep among [rate, depth, wide, layers, seed]", refused);
    }
}
