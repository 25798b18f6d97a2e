package fathom.runs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.runs.statistics.Interval;
import fathom.runs.verdict.Ruling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    @Test
    void csvHoldsEveryBit() {
        Table table = Table.of("target", "depth", "error", "verdict")
                .row("3-local, \"odd\"", 1, new Interval(0.1 + 0.2, 0.25, 0.375, 0.5, 3, 0.95), Ruling.SUPPORTED)
                .row(null, 2L, Double.NaN, Ruling.OPEN);
        assertEquals("""
                target,depth,error,error_low,error_high,error_sd,error_n,verdict
                "3-local, ""odd""\",1,0.30000000000000004,0.25,0.375,0.5,3,SUPPORTED
                ,2,NaN,,,,,OPEN
                """, table.csv());
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

    @Test
    void intervalsShowTwoDigitsOfTheirHalfWidth() {
        assertEquals(
                "0.215 [0.203, 0.227], n = 3", Numbers.words(new Interval(0.21499, 0.2031, 0.2269, 0.005, 3, 0.95)));
        assertEquals("1235 [1000, 1469], n = 3", Numbers.words(new Interval(1234.6, 1000, 1469, 5, 3, 0.95)));
        assertEquals("0.5000 ", Numbers.words(Interval.exactly(0.5)).replace(", n = 1", ""));
        assertEquals("0.2500 [\u2212\u221e, \u221e], n = 1", Numbers.words(Interval.of(0.25)));
    }
}
