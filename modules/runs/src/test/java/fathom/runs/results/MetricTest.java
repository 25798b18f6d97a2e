package fathom.runs.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Sweep;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Operations on results against values computed by hand, on asymmetric data. */
class MetricTest {

    public record Problem(int k, long seed) {}

    public record Cell(Problem problem, String target, int depth) {}

    public record Score(double error, List<Double> byEpoch) {}

    public record Size(int n, long seed) {}

    public record Errors(double error) {}

    /** error = seed^2 / 10 + depth * (1 for local, -2 for global) + seed * depth / 4, asymmetric in everything. */
    private static Score score(Cell cell) {
        double seed = cell.problem.seed;
        double slope = cell.target.equals("local") ? 1 : -2;
        return new Score(seed * seed / 10 + cell.depth * slope + seed * cell.depth / 4, List.of(seed, 10 * seed));
    }

    private static Sweep<Cell, Score> sweep(boolean whole) {
        List<Cell> plan = new ArrayList<>();
        for (String target : List.of("local", "global")) {
            for (int depth : List.of(1, 2, 4)) {
                for (long seed = 1; seed <= 3; seed++) {
                    if (whole || !(depth == 4 && seed == 2)) {
                        plan.add(new Cell(new Problem(2, seed), target, depth));
                    }
                }
            }
        }
        return Sweep.of("network", Cell.class, Score.class, plan, MetricTest::score);
    }

    private static Rows<Cell, Score> rows(boolean whole) {
        return Results.empty().with(sweep(whole), MetricTest::score).of(sweep(whole));
    }

    private static Metric error() {
        return rows(true).metric("error", Score::error);
    }

    @Test
    void keysOfNestedRecordsGoByTheirLastName() {
        assertEquals(List.of("k", "seed", "target", "depth"), error().keys());
        assertEquals(List.of("target", "depth"), error().varying());
        assertEquals(List.of(1L, 2L, 4L), error().values("depth"));
        assertThrows(IllegalArgumentException.class, () -> error().where("width", 1));
    }

    /** A row for each depth, a column for each metric; the second one lacks depth 1. */
    @Test
    void metricsStandBesideEachOther() {
        Metric error = error().where("target", "local").where("seed", 1);
        Table table = Metric.beside(
                "depth", error, error.where("depth", 2, 4).map(x -> 2 * x).named("twice"));
        assertEquals(List.of("depth", "error", "twice"), table.columns());
        assertEquals(
                List.of(Arrays.asList(1L, 1.35, null), List.of(2L, 2.6, 5.2), List.of(4L, 5.1, 10.2)), table.rows());
    }

    /** local: error(4) - error(1) = 3 + 3 seed / 4, seeds 1, 2, 3. */
    @Test
    void differencesArePairedBySeed() {
        Metric change = error().where("target", "local").minus("depth", 1).where("depth", 4);
        assertArrayEquals(new double[] {3.75, 4.5, 5.25}, change.values(), 1e-15);
        Interval interval = change.overSeeds();
        assertEquals(4.5, interval.mean(), 1e-15);
        // t(0.975, 2) = 4.302652730, sd = 0.75.
        assertEquals(4.302652730 * 0.75 / Math.sqrt(3), interval.halfWidth(), 1e-8);
        assertEquals("error(depth=1)", change.name().split(" \u2212 ")[1]);
    }

    /** What depth 4 adds to the global error less what it adds to the local one: (-2 - 1) * 3 at every seed. */
    @Test
    void differencesOfDifferences() {
        Metric change = error().minus("depth", 1).where("depth", 4);
        Metric dissociation = change.where("target", "global").minus(change.where("target", "local"));
        assertArrayEquals(new double[] {-9, -9, -9}, dissociation.values(), 1e-14);
    }

    @Test
    void aSeedThatIsMissingHasNoPairAndIsCounted() {
        Metric error = rows(false).metric("error", Score::error).where("target", "local");
        Metric change = error.where("depth", 4).minus(error.where("depth", 1));
        assertArrayEquals(new double[] {3.75, 5.25}, change.values(), 1e-15);
        assertEquals(1, change.unpaired());
        Metric slope = error.slope("depth");
        assertEquals(2, slope.size());
        assertEquals(2, slope.unpaired());
        assertEquals(2, error.meanOver("depth").size());
    }

    /** A metric of another sweep that knows no depth has one partner for all depths. */
    @Test
    void aKeyThatOneMetricLacksIsShared() {
        Metric error = error().where("target", "local");
        Metric baseline = error.where("depth", 1);
        assertEquals(9, error.minus(baseline).size());
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> baseline.minus(error));
        assertTrue(refused.getMessage().contains("[depth]"), refused.getMessage());
    }

    /** Least squares through (1, a), (2, b), (4, c): x - mean = -4/3, -1/3, 5/3; slope 1 + seed / 4. In log2 depth: (c - a) / 2. */
    @Test
    void slopesAndRatios() {
        Metric local = error().where("target", "local");
        assertArrayEquals(new double[] {1.25, 1.5, 1.75}, local.slope("depth").values(), 1e-14);
        double[] byDoubling = local.slope("depth", depth -> depth == 1 ? 0 : depth == 2 ? 1 : 2)
                .values();
        assertArrayEquals(new double[] {1.875, 2.25, 2.625}, byDoubling, 1e-14);
        double[] ratio = local.over("depth", 1).where("depth", 2).values();
        assertEquals((0.1 + 2 + 0.5) / (0.1 + 1 + 0.25), ratio[0], 1e-15);
        assertArrayEquals(
                new double[] {(3 * 0.1 + 7 * 1.25) / 3, (3 * 0.4 + 7 * 1.5) / 3, (3 * 0.9 + 7 * 1.75) / 3},
                local.meanOver("depth").values(),
                1e-14);
    }

    @Test
    void intervalsNeedEveryOtherKeyFixed() {
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> error().overSeeds());
        assertTrue(refused.getMessage().contains("[target, depth]"), refused.getMessage());
        List<Metric> cells = error().by("target", "depth");
        assertEquals(6, cells.size());
        assertEquals("global", cells.getLast().at("target"));
        assertEquals(4, cells.getLast().numberAt("depth"));
        assertEquals(
                0,
                error().whereKeys(keys -> false)
                        .where("target", "local")
                        .overSeeds()
                        .n());
    }

    /** Nadeau and Bengio: half-width times sqrt(1 + n ratio); at least the floor. */
    @Test
    void resampledSplitsWidenIntervals() {
        Metric change = error().where("target", "local").minus("depth", 1).where("depth", 4);
        double plain = change.overSeeds().halfWidth();
        assertEquals(
                plain * Math.sqrt(2.5), change.resampled(0.5, 0).overSeeds().halfWidth(), 1e-12);
        assertEquals(100, change.resampled(0.5, 100).overSeeds().halfWidth());
        assertEquals(
                plain * Math.sqrt(2.5),
                change.resampled(0.5, 0).map(x -> x).overSeeds().halfWidth(),
                1e-12);
    }

    @Test
    void nanIsKeptAndCountedUntilItIsLeftOut() {
        Metric broken = error().where("target", "local").where("depth", 1).map(x -> x > 1.9 ? Double.NaN : x);
        assertEquals(1, broken.nan());
        assertTrue(Double.isNaN(broken.overSeeds().mean()));
        assertTrue(Double.isNaN(broken.median()));
        assertEquals(2, broken.finite().overSeeds().n());
        assertEquals(1, broken.finite().dropped());
        Table table = broken.table("target", "");
        assertEquals("NaN (1 of 3)", table.rows().getFirst().get(1));
    }

    /** Values 1.35, 1.9, 2.65 (seed^2 / 10 + 1 + seed / 4). */
    @Test
    void quantiles() {
        Metric one = error().where("target", "local").where("depth", 1);
        assertEquals(1.9, one.median(), 1e-15);
        assertEquals(1.35 + 0.5 * 0.55, one.quantile(0.25), 1e-15);
        assertEquals(2.65, one.max(), 1e-15);
    }

    @Test
    void entriesOfAResultAreRowsOfTheirOwn() {
        Metric epochs = rows(true).each("epoch", Score::byEpoch).metric("value", Double::doubleValue);
        assertEquals(36, epochs.size());
        Metric last = epochs.where("epoch", 1).where("depth", 2).where("target", "local");
        assertArrayEquals(new double[] {10, 20, 30}, last.values());
        assertEquals(
                Map.of("odd", 12L, "even", 6L),
                rows(true)
                        .key("parity", row -> row.configuration().problem().seed() % 2 == 0 ? "even" : "odd")
                        .map(score -> score.byEpoch().getFirst() % 2 == 0 ? "even" : "odd")
                        .counts(word -> word));
    }

    /** A table has a row for each combination and a column for each value; plots have the means. */
    @Test
    void tablesAndCurves() {
        Table table = error().table("target", "depth");
        assertEquals(List.of("target", "depth = 1", "depth = 2", "depth = 4"), table.columns());
        assertEquals(2, table.rows().size());
        Interval cell = (Interval) table.rows().get(1).get(2);
        assertEquals((0.1 + 0.4 + 0.9) / 3 - 4 + 1, cell.mean(), 1e-14);
        Curve curve = error().where("target", "local").curve("depth");
        assertArrayEquals(new double[] {1, 2, 4}, curve.x());
        assertEquals(3, curve.low().length);
        assertTrue(curve.low()[0] < curve.mean()[0]);
    }

    /** By mean over seeds depth 1 is best for local; a criterion that falls with depth chooses the edge of the grid. */
    @Test
    void choices() {
        Metric error = error();
        Choice choice = error.leastMean("depth");
        assertEquals(List.of(1L, 4L), List.copyOf(choice.chosen().values()));
        assertEquals(6, choice.of(error).size());
        assertEquals(2, choice.atEdge());
        assertTrue(choice.edgeWarning().startsWith("2 of 2 choices of depth"), choice.edgeWarning());
        assertEquals(6, error.least("depth").chosen().size());
        // Depth 1 lacks a seed: its mean is over easier ones perhaps, so it does not take part.
        Metric less = error.whereKeys(
                keys -> !keys.get("depth").equals(1L) || !keys.get("seed").equals(1L));
        assertEquals(2L, List.copyOf(less.leastMean("depth").chosen().values()).getFirst());
    }

    /** The edges of a grid are its least and greatest values, in whatever order it was given. */
    @Test
    void edgesOfAGridDoNotDependOnItsOrder() {
        Map<List<Object>, Object> chosen = Map.of(List.of(1L), 0.1, List.of(2L), 0.01, List.of(3L), 1.0);
        assertEquals(2, new Choice("rate", List.of("seed"), chosen, List.of(0.1, 1.0, 0.01)).atEdge());
        assertEquals(0, new Choice("rate", List.of("seed"), chosen, List.of(0.01, 1.0)).atEdge());
        assertEquals(0, new Choice("loss", List.of("seed"), Map.of(), List.of("a", "b", "c")).atEdge());
    }

    @Test
    void theSummaryHasOneSchema() {
        Summary summary = new Summary();
        summary.add("Networks", error());
        String csv = summary.table().csv();
        assertEquals(
                "section,sweep,k,target,depth,metric,mean,low,high,sd,n",
                csv.lines().findFirst().orElseThrow());
        assertEquals(7, csv.lines().count());
        String[] first = csv.lines().skip(1).findFirst().orElseThrow().split(",");
        assertEquals(
                List.of("Networks", "network", "2", "local", "1", "error"),
                Arrays.asList(first).subList(0, 6));
        assertEquals(error().by("target", "depth").getFirst().overSeeds().mean(), Double.parseDouble(first[6]), 0.0);
        assertEquals("3", first[10]);
    }

    /** A key called n stands beside the number of seeds. */
    @Test
    void keysNeverShareAColumnWithTheStatistics() {
        Sweep<Size, Errors> sweep = Sweep.of(
                "size", Size.class, Errors.class, List.of(new Size(10, 1), new Size(10, 2)), at -> new Errors(at.seed));
        Metric error = Results.empty().with(sweep, sweep.trial()).of(sweep).metric("error", Errors::error);
        Summary summary = new Summary();
        summary.add("Sizes", error);
        assertEquals(
                "section,sweep,key.n,metric,mean,low,high,sd,n",
                summary.table().csv().lines().findFirst().orElseThrow());
    }

    /** A key that follows from the others, as a list that differs with the depth does, would part what belongs together. */
    @Test
    void keysThatFollowFromOthersAreLeftOut() {
        Rows<Cell, Score> local = rows(true)
                .where("target", "local")
                .key("students", row -> row.configuration().depth() == 4 ? "[1,2]" : "[]");
        Metric error = local.metric("error", Score::error);
        assertEquals(0, error.minus("depth", 1).where("depth", 4).size());
        Metric change = error.keeping("depth").minus("depth", 1).where("depth", 4);
        assertEquals(List.of(Metric.SEED), change.keys());
        // 3 + 3 seed / 4 for seeds 1, 2, 3.
        assertArrayEquals(new double[] {3.75, 4.5, 5.25}, change.values(), 1e-12);
    }

    @Test
    void aMedianBesideInfinityIsFinite() {
        Metric error = error().where("target", "local").where("depth", 1);
        double largest = error.max();
        Metric infinite = error.map(value -> value == largest ? Double.POSITIVE_INFINITY : value);
        assertEquals(error.median(), infinite.median());
    }
}
