package fathom.runs.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.statistics.Interval;
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
}
