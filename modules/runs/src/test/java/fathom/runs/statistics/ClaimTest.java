package fathom.runs.statistics;

import static fathom.runs.statistics.Verdict.CONTRADICTED;
import static fathom.runs.statistics.Verdict.OPEN;
import static fathom.runs.statistics.Verdict.SUPPORTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.runs.statistics.Claim.Region;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {

    @ParameterizedTest
    @CsvSource({
        // region, margin, low, high, verdict
        "LOWER, 0, -0.3, -0.1, SUPPORTED",
        "LOWER, 0, -0.3, 0, OPEN",
        "LOWER, 0, 0, 0.1, CONTRADICTED",
        "LOWER, 0.2, -0.15, -0.1, CONTRADICTED",
        "LOWER, 0.2, -0.3, -0.1, OPEN",
        "HIGHER, 0, 0.1, 0.2, SUPPORTED",
        "HIGHER, 0, -0.1, 0.2, OPEN",
        "HIGHER, 0, -0.1, 0, CONTRADICTED",
        "NOT_LOWER, 0, 0, 0.2, SUPPORTED",
        "NOT_LOWER, 0.01, -0.005, 0.2, SUPPORTED",
        "NOT_LOWER, 0, -0.1, 0.2, OPEN",
        "NOT_LOWER, 0, -0.2, -0.1, CONTRADICTED",
        "NOT_HIGHER, 0, -0.2, -0.1, SUPPORTED",
        "NOT_HIGHER, 0, 0.1, 0.2, CONTRADICTED",
        "EQUAL, 0.05, -0.04, 0.03, SUPPORTED",
        "EQUAL, 0.05, -0.04, 0.3, OPEN",
        "EQUAL, 0.05, 0.06, 0.3, CONTRADICTED",
        "EQUAL, 0.05, NaN, NaN, OPEN",
        "LOWER, 0, -Infinity, Infinity, OPEN"
    })
    void oneRuleForAllRegions(Region region, double margin, double low, double high, Verdict expected) {
        Interval effect = new Interval((low + high) / 2, low, high, 1, 3, 0.95);
        assertEquals(expected, new Claim("", region, margin, effect).verdict());
    }

    /**
     * Both ends at the margin and the next number beyond it: a margin that is left out, doubled or taken at one end only changes one of these
     * verdicts. Each holds for the mirrored region too.
     */
    @ParameterizedTest
    @CsvSource({
        // region, low, high (in units of the margin; < and > stand for the next number below and above), verdict
        "LOWER, -2, -1, OPEN",
        "LOWER, -2, <-1, SUPPORTED",
        "LOWER, <-1, 0, OPEN",
        "LOWER, -1, -1, CONTRADICTED",
        "LOWER, -1, 2, CONTRADICTED",
        "NOT_LOWER, -1, 2, SUPPORTED",
        "NOT_LOWER, -1, -1, SUPPORTED",
        "NOT_LOWER, <-1, 2, OPEN",
        "NOT_LOWER, -2, -1, OPEN",
        "NOT_LOWER, -2, <-1, CONTRADICTED",
        "EQUAL, -1, 1, SUPPORTED",
        "EQUAL, -1, -1, SUPPORTED",
        "EQUAL, 0.5, 1, SUPPORTED",
        "EQUAL, <-1, 1, OPEN",
        "EQUAL, <-1, 0, OPEN",
        "EQUAL, -2, -1, OPEN",
        "EQUAL, -2, -0.5, OPEN",
        "EQUAL, -2, 2, OPEN",
        "EQUAL, -2, <-1, CONTRADICTED"
    })
    void everyRuleAtItsMargin(Region region, String low, String high, Verdict expected) {
        for (double margin : new double[] {0.25, 0.1, 3}) {
            double from = end(low, margin);
            double to = end(high, margin);
            String shown = region + " at margin " + margin + ": " + from + " to " + to;
            assertEquals(expected, claim(region, margin, from, to).verdict(), shown);
            Region mirrored = switch (region) {
                case LOWER -> Region.HIGHER;
                case HIGHER -> Region.LOWER;
                case NOT_LOWER -> Region.NOT_HIGHER;
                case NOT_HIGHER -> Region.NOT_LOWER;
                case EQUAL -> Region.EQUAL;
            };
            assertEquals(expected, claim(mirrored, margin, -to, -from).verdict(), "mirrored " + shown);
        }
    }

    private static double end(String text, double margin) {
        return text.startsWith("<")
                ? Math.nextDown(Double.parseDouble(text.substring(1)) * margin)
                : Double.parseDouble(text) * margin;
    }

    private static Claim claim(Region region, double margin, double low, double high) {
        return new Claim("", region, margin, new Interval((low + high) / 2, low, high, 1, 3, 0.95));
    }

    @ParameterizedTest
    @CsvSource({
        "LOWER, below -0.5",
        "HIGHER, above 0.5",
        "NOT_LOWER, at or above -0.5",
        "NOT_HIGHER, at or below 0.5",
        "EQUAL, between -0.5 and 0.5"
    })
    void everyRuleNamesItsMargin(Region region, String where) {
        assertEquals(
                "supported if the whole 95 % interval of the effect lies " + where
                        + ", contradicted if none of it does, open otherwise",
                claim(region, 0.5, 0, 1).rule());
    }

    @Test
    void theRuleIsWrittenOut() {
        assertEquals(
                "supported if the whole 95 % interval of the effect lies below 0, contradicted if none of it does, open otherwise",
                Claim.of("", Region.LOWER, Interval.of(1, 2)).rule());
        assertEquals(
                "supported if the whole 99 % interval of the effect lies between -0.01 and 0.01, contradicted if none of it does,"
                        + " open otherwise",
                new Claim("", Region.EQUAL, 0.01, Interval.atLevel(0.99, 1, 2)).rule());
    }

    @Test
    void equalityNeedsAMargin() {
        assertThrows(IllegalArgumentException.class, () -> Claim.of("", Region.EQUAL, Interval.of(1, 2)));
        assertThrows(IllegalArgumentException.class, () -> new Claim("", Region.LOWER, -1, Interval.of(1, 2)));
    }

    @Test
    void allIsAsStrongAsItsWeakest() {
        assertEquals(SUPPORTED, Verdict.all(List.of(SUPPORTED, SUPPORTED)));
        assertEquals(OPEN, Verdict.all(List.of(SUPPORTED, OPEN)));
        assertEquals(CONTRADICTED, Verdict.all(List.of(SUPPORTED, OPEN, CONTRADICTED)));
        assertEquals(OPEN, Verdict.all(List.of()));
    }

    @Test
    void fewerThanThreeValuesTestNothing() {
        assertEquals(
                Verdict.NOT_TESTED,
                Claim.of("", Region.LOWER, Interval.of(-1, -1)).verdict());
        assertEquals(
                Verdict.NOT_TESTED, Claim.of("", Region.LOWER, Interval.of(-1)).verdict());
        assertEquals(
                SUPPORTED, Claim.of("", Region.LOWER, Interval.of(-1, -1, -1)).verdict());
        assertEquals(SUPPORTED, Claim.of("", Region.LOWER, Interval.exactly(-1)).verdict());
        assertEquals(Verdict.NOT_TESTED, Verdict.all(List.of(Verdict.NOT_TESTED, Verdict.NOT_TESTED)));
        assertEquals(OPEN, Verdict.all(List.of(Verdict.NOT_TESTED, SUPPORTED)));
        assertEquals("not tested", Verdict.NOT_TESTED.word());
    }
}
