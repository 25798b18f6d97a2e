package fathom.runs.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Sweep;
import fathom.runs.page.Badge;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    private static Interval interval(double low, double high, int n) {
        return new Interval((low + high) / 2, low, high, 1, n, Interval.LEVEL);
    }

    private static Ruling of(Region region, double low, double high) {
        return Verdict.of("x").test("effect", interval(low, high, 5), region).outcome();
    }

    /** Each rule at its ends: open regions do not hold their end, closed ones do. */
    @ParameterizedTest
    @CsvSource({
        "below, -2, -1e-9, SUPPORTED", "below, -2, 0, OPEN", "below, 0, 1, CONTRADICTED", "below, -1e-9, 1, OPEN",
        "above, 1e-9, 2, SUPPORTED", "above, 0, 2, OPEN", "above, -1, 0, CONTRADICTED", "above, -1, 1e-9, OPEN",
        "atMost, -2, 0, SUPPORTED", "atMost, -2, 1e-9, OPEN", "atMost, 1e-9, 1, CONTRADICTED", "atMost, 0, 1, OPEN",
        "atLeast, 0, 2, SUPPORTED", "atLeast, -1e-9, 2, OPEN", "atLeast, -1, -1e-9, CONTRADICTED",
                "atLeast, -1, 0, OPEN",
        "within, -0.1, 0.1, SUPPORTED", "within, -0.1, 0.11, OPEN", "within, 0.11, 0.2, CONTRADICTED",
                "within, 0.1, 0.2, OPEN"
    })
    void regionsAtTheirEnds(String rule, double low, double high, Ruling expected) {
        Region region = switch (rule) {
            case "below" -> Region.below(0);
            case "above" -> Region.above(0);
            case "atMost" -> Region.atMost(0);
            case "atLeast" -> Region.atLeast(0);
            default -> Region.within(0.1);
        };
        assertEquals(expected, of(region, low, high));
    }

    @Test
    void equivalenceNeedsAMargin() {
        assertThrows(IllegalArgumentException.class, () -> Region.within(0));
    }

    /** Two values decide nothing, however far apart from 0. */
    @Test
    void nothingIsTestedBelowThreeValues() {
        Verdict two = Verdict.of("x").test("effect", interval(-2, -1, 2), Region.below(0));
        assertEquals(Ruling.NOT_TESTED, two.outcome());
        assertEquals(
                Ruling.SUPPORTED,
                Verdict.of("x")
                        .test("effect", interval(-2, -1, 3), Region.below(0))
                        .outcome());
        assertEquals(Ruling.NOT_TESTED, Verdict.of("x").outcome());
        assertEquals(
                Ruling.NOT_TESTED,
                Verdict.of("x")
                        .test("effect", Interval.of(Double.NaN), Region.below(0))
                        .outcome());
    }

    /** NaN holds nowhere and excludes nothing. */
    @Test
    void nanLeavesAVerdictOpen() {
        Interval nan = Interval.of(1, 2, Double.NaN);
        for (Region region :
                List.of(Region.below(0), Region.above(0), Region.atMost(0), Region.atLeast(0), Region.within(1))) {
            assertEquals(
                    Ruling.OPEN, Verdict.of("x").test("effect", nan, region).outcome(), region.words());
            assertFalse(region.holds(nan), region.words());
        }
    }

    /** t(0.975, 4) = 2.776, t(0.9875, 4) = 3.495: what is contradicted alone is not among two. */
    @Test
    void contradictionIsCorrectedForTheNumberOfTests() {
        Interval positive = Interval.of(0.25, 0.6, 1, 1.2, 2.05);
        assertTrue(positive.low() > 0, positive.toString());
        assertTrue(positive.toLevel(0.975).low() < 0, positive.toString());
        Verdict alone = Verdict.of("x").test("a", positive, Region.below(0));
        assertEquals(Ruling.CONTRADICTED, alone.outcome());
        Verdict pair = alone.test("b", interval(-1, 1, 5), Region.below(0));
        assertEquals(Ruling.OPEN, pair.outcome());
        assertEquals(
                Ruling.CONTRADICTED,
                alone.test("b", interval(5, 6, 5), Region.below(0)).outcome());
    }

    @Test
    void someSupportedOthersNotIsSupportedInPart() {
        Verdict one = Verdict.of("x").test("a", interval(-2, -1, 5), Region.below(0));
        assertEquals(Ruling.SUPPORTED, one.outcome());
        assertEquals(
                Ruling.IN_PART,
                one.test("b", interval(-1, 1, 5), Region.below(0)).outcome());
        assertEquals(
                Ruling.IN_PART,
                one.test("b", interval(1, 2, 5), Region.below(0)).outcome());
        assertEquals(
                Ruling.IN_PART,
                one.test("b", interval(-2, -1, 2), Region.below(0)).outcome());
        assertEquals(Ruling.IN_PART, one.check("b", false, "").outcome());
        assertEquals(
                Ruling.NOT_TESTED, Verdict.of("x").check("b", false, true, "").outcome());
    }

    /** The interval at another level is the one that would have been made of the values. */
    @Test
    void levelsChangeTheQuantileAlone() {
        double[] values = {0.3, 0.5, 1, 1.2, 2.4};
        Interval direct = Interval.atLevel(0.99, values);
        Interval changed = Interval.of(values).toLevel(0.99);
        assertEquals(direct.low(), changed.low(), 1e-12);
        assertEquals(direct.high(), changed.high(), 1e-12);
    }

    @Test
    void publishedNumbersAreMetMissedNotComparableOrNotRun() {
        Reproduction met = Reproduction.of("a", 0.5, 0.51, 0.01 + 1e-12, "two digits");
        Reproduction missed =
                Reproduction.of("b", 0.5, 0.52, 0.01, "two digits").ifMissed("too few epochs; run preset paper");
        Reproduction other = Reproduction.notComparable("c", 0.5, Interval.exactly(0.3), "another data set");
        Reproduction none = Reproduction.notRun("d", 0.5, "two hours");
        assertEquals(Reproduction.Status.MET, met.status());
        assertEquals("too few epochs; run preset paper", missed.note());
        assertEquals(
                Ruling.SUPPORTED, Reproduction.verdict("x", List.of(met, other)).outcome());
        assertEquals(
                Ruling.IN_PART,
                Reproduction.verdict("x", List.of(met, missed, none)).outcome());
        assertEquals(
                Ruling.CONTRADICTED, Reproduction.verdict("x", List.of(missed)).outcome());
        assertEquals(
                Ruling.NOT_TESTED,
                Reproduction.verdict("x", List.of(other, none)).outcome());
        assertEquals(
                Reproduction.Status.MISSED,
                Reproduction.of("e", 0.5, Double.NaN, 1, "").status());
    }

    /** Every rule and every outcome in words. */
    @Test
    void rulesAreToldInWords() {
        assertEquals("below 0.5", Region.below(0.5).words());
        assertEquals("above 0.5", Region.above(0.5).words());
        assertEquals("at most 0.5", Region.atMost(0.5).words());
        assertEquals("at least 0.5", Region.atLeast(0.5).words());
        assertEquals("between -0.02 and 0.02", Region.within(0.02).words());
        assertThrows(IllegalArgumentException.class, () -> Region.between(1, 1));
        Verdict one = Verdict.of("x").scope("L = 1").test("a", interval(-2, -1, 5), Region.below(0));
        assertEquals("L = 1", one.scope());
        assertEquals(
                "a below 0: -1.50 [-2.00, -1.00], n = 5", one.tests().getFirst().words());
        assertTrue(one.decision().startsWith("Supported if the whole 95 % interval lies"), one.decision());
        String two = one.test("b", interval(-1, 1, 5), Region.below(0))
                .check("c", true, "")
                .decision();
        assertTrue(two.startsWith("Supported if the 95 % intervals of all 2 effects lie"), two);
        assertTrue(two.contains("1 - 0.05/2"), two);
        assertEquals("mine", one.rule("mine").decision());
        assertEquals("", Verdict.of("x").check("holds", true, "3 of 3").decision());
        assertEquals("holds: 3 of 3", words("holds", "3 of 3"));
        assertEquals("3 of 3", words("", "3 of 3"));
        assertEquals("holds", words("holds", ""));
        Interval none = new Interval(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, Interval.LEVEL);
        assertEquals(
                "a below 0: no values",
                Verdict.of("x")
                        .test("a", none, Region.below(0))
                        .tests()
                        .getFirst()
                        .words());
        assertEquals("supported in part", Ruling.IN_PART.word());
        assertEquals("contradicted", Ruling.CONTRADICTED.badge().word());
    }

    private static String words(String what, String evidence) {
        return Verdict.of("x").check(what, true, evidence).tests().getFirst().words();
    }

    /** Checks are no tests of effects: they do not widen the intervals of these. */
    @Test
    void checksDoNotCountAmongTheTests() {
        Interval positive = Interval.of(0.25, 0.6, 1, 1.2, 2.05);
        Verdict effect = Verdict.of("x").test("a", positive, Region.below(0)).check("b", false, "");
        assertEquals(Ruling.CONTRADICTED, effect.of(effect.tests().getFirst()));
    }

    @Test
    void remarksStandOnce() {
        Verdict verdict =
                Verdict.of("x").remark("first").remark("").remark("second").remark("first");
        assertEquals(List.of("first", "second"), verdict.remarks());
    }

    public record Cell(String target, int depth, long seed) {}

    public record Score(double error) {}

    /** A metric is one test for each combination of its keys, named by them. */
    @Test
    void aMetricIsATestForEachOfItsKeys() {
        List<Cell> plan = new ArrayList<>();
        for (String target : List.of("local", "global")) {
            for (int depth : List.of(1, 2)) {
                for (long seed = 1; seed <= 3; seed++) {
                    plan.add(new Cell(target, depth, seed));
                }
            }
        }
        Sweep<Cell, Score> sweep = Sweep.of(
                "network",
                Cell.class,
                Score.class,
                plan,
                cell -> new Score(cell.depth * (cell.target.equals("local") ? -1 : 1) + cell.seed * cell.depth / 1e3));
        Metric errors = Results.empty().with(sweep, sweep.trial()).of(sweep).metric("error", Score::error);
        Metric change = errors.minus("depth", 1).where("depth", 2);
        Verdict verdict = Verdict.of("x").tests(change, Region.below(0));
        assertEquals(2, verdict.tests().size());
        assertEquals(Ruling.IN_PART, verdict.outcome());
        Metric local = change.where("target", "local");
        assertEquals(
                Ruling.SUPPORTED, Verdict.of("x").test(local, Region.below(0)).outcome());
        assertTrue(verdict.tests().getFirst().statement().endsWith(" at depth=2, target=local"), verdict::toString);
        assertEquals(
                List.of("change at target=local", "change at target=global"),
                Verdict.of("x").tests("change", change, Region.below(0)).tests().stream()
                        .map(Criterion::statement)
                        .toList());
        assertEquals(
                "change",
                Verdict.of("x")
                        .tests("change", local, Region.below(0))
                        .tests()
                        .getFirst()
                        .statement());
        assertEquals(List.of("two"), Verdict.of("x").needs("two").remarks());
        assertEquals(List.of(), verdict.needs("two").remarks());
        Metric bare = errors.keeping().named("bare");
        assertEquals(
                "bare",
                Verdict.of("x").test(bare, Region.below(0)).tests().getFirst().statement());
    }

    /** The tolerance itself is met; 0 is a tolerance; a table shows what was compared and no more. */
    @Test
    void publishedNumbersAtTheirTolerance() {
        Reproduction exact = Reproduction.of("a", 0.5, 0.75, 0.25, "note");
        assertEquals(Reproduction.Status.MET, exact.status());
        assertEquals(
                Reproduction.Status.MET, Reproduction.of("a", 0.5, 0.5, 0, "").status());
        assertThrows(IllegalArgumentException.class, () -> Reproduction.of("a", 0.5, 0.5, -1e-9, ""));
        assertThrows(IllegalArgumentException.class, () -> Reproduction.of("a", Double.NaN, 0.5, 1, ""));
        Reproduction none = Reproduction.notRun("d", Double.NaN, "two hours");
        Reproduction other = Reproduction.notComparable("c", 0.5, Interval.exactly(0.25), "another data set");
        assertEquals("1 of 1 within tolerance; 2 not compared", evidence(List.of(exact, none, other)));
        assertEquals("1 of 1 within tolerance", evidence(List.of(exact)));
        List<List<Object>> rows =
                Reproduction.table(List.of(exact, none, other)).rows();
        assertEquals(Arrays.asList("a", 0.5, exact.ours(), 0.25, 0.25, new Badge("met"), "note"), rows.get(0));
        assertEquals(Arrays.asList("d", null, null, null, null, new Badge("not run"), "two hours"), rows.get(1));
        assertEquals(
                Arrays.asList("c", 0.5, other.ours(), null, null, new Badge("not comparable"), "another data set"),
                rows.get(2));
    }

    private static String evidence(List<Reproduction> rows) {
        return Reproduction.verdict("x", rows).tests().getFirst().evidence();
    }
}
