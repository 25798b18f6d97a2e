package fathom.runs.report;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.statistics.Interval;
import fathom.runs.statistics.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    @Test
    void csvHoldsEveryBit() {
        Table table = Table.of("target", "depth", "error", "verdict")
                .row("3-local, \"odd\"", 1, new Interval(0.1 + 0.2, 0.25, 0.375, 0.5, 3, 0.95), Verdict.SUPPORTED)
                .row(null, 2L, Double.NaN, Verdict.OPEN);
        assertEquals("""
                target,depth,error,error_low,error_high,error_sd,error_n,verdict
                "3-local, ""odd""\",1,0.30000000000000004,0.25,0.375,0.5,3,supported
                ,2,NaN,,,,,open
                """, table.csv());
    }

    @Test
    void htmlIsRoundedAndEscaped() {
        String html = HtmlTable.of("a < b", Table.of("x", "n").row("<b>", 3).row("&", 12345));
        assertTrue(html.contains("<caption>a &lt; b</caption>"), html);
        assertTrue(html.contains("<td>&lt;b&gt;</td><td class=\"number\">3</td>"), html);
    }

    @Test
    void aRowMustFit() {
        assertThrows(IllegalArgumentException.class, () -> Table.of("a", "b").row(1));
    }

    @ParameterizedTest
    @CsvSource({
        "0.30000000000000004, 0.3",
        "1e-6, 1e-6",
        "9.9999e-7, 1e-6",
        "123456.7, 123500",
        "12345678, 1.235e7",
        "0, 0",
        "-0.00012346, -0.0001235",
        "NaN, not a number",
        "Infinity, \u221e"
    })
    void numbersForPeople(double number, String words) {
        assertEquals(words, Numbers.words(number));
    }

    @ParameterizedTest
    @CsvSource({
        "0.574 0.62 0.7, 0.574 0.620 0.700",
        "0.01572 -0.014 0, 0.01572 -0.01400 0.00000",
        "14.4512 2.6351 60.5, 14.45 2.64 60.50",
        "1 2 3, 1 2 3",
        "5 1234.56, 5 1235",
        "0.5 0.0012345, 0.5000 0.0012",
        "0.5 0.00012345, 0.5 0.0001234",
        "0.5 NaN, 0.5 not_a_number",
        "1e-7 3e-7, 1e-7 3e-7",
        "2.5e8 1e8, 2.5e8 1e8"
    })
    void pointsOfAColumnStandBelowEachOther(String column, String words) {
        List<Double> numbers = Stream.of(column.split(" ")).map(Double::valueOf).toList();
        Decimals decimals = Decimals.of(numbers.stream());
        assertEquals(
                words,
                numbers.stream()
                        .map(number -> decimals.words(number).replace(' ', '_'))
                        .collect(joining(" ")));
    }

    @Test
    void wholeNumbersAndTextsHaveNoDecimals() {
        assertEquals("3", Decimals.of(Stream.of(3, 0.25, "text")).words(3));
        assertEquals("0.25", Decimals.of(Stream.of(3, 0.25, "text")).words(0.25));
    }

    @Test
    void intervalsShowTwoDigitsOfTheirHalfWidth() {
        assertEquals(
                "0.215 [0.203, 0.227], n = 3", Numbers.words(new Interval(0.21499, 0.2031, 0.2269, 0.005, 3, 0.95)));
        assertEquals("1235 [1000, 1469], n = 3", Numbers.words(new Interval(1234.6, 1000, 1469, 5, 3, 0.95)));
        assertEquals("0.5000 ", Numbers.words(Interval.exactly(0.5)).replace(", n = 1", ""));
        assertEquals("0.2500 [\u2212\u221e, \u221e], n = 1", Numbers.words(Interval.of(0.25)));
    }
}
