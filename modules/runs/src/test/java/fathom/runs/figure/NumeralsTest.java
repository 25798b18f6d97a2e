package fathom.runs.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumeralsTest {

    @Test
    void plainDecimalsWithinSixDigitsAndPowersBeyond() {
        assertEquals("0", Numerals.significant(-0.0, 4));
        assertEquals("0.0001", Numerals.significant(1e-4, 4));
        assertEquals("10⁻⁵", Numerals.significant(1e-5, 4));
        assertEquals("−3.142×10⁻⁷", Numerals.significant(-3.14159e-7, 4));
        assertEquals("500000", Numerals.significant(5e5, 4));
        assertEquals("10⁶", Numerals.significant(999_999.9, 4));
        assertEquals("2×10¹²", Numerals.significant(2e12, 4));
        assertEquals("NaN", Numerals.significant(Double.NaN, 4));
        assertEquals("−∞", Numerals.fixed(Double.NEGATIVE_INFINITY, 2));
        assertEquals("0.00", Numerals.fixed(-0.001, 2));
        assertEquals("−0.50", Numerals.fixed(-0.5, 2));
    }

    @Test
    void intervalsHaveTwoDigitsOfTheirHalfWidth() {
        assertEquals("−0.078 [−0.088, −0.068]", Numerals.interval(-0.078, -0.088, -0.068));
        assertEquals("0.4 [−3.1, 4.0]", Numerals.interval(0.43, -3.12, 3.98));
        assertEquals("120 [80, 160]", Numerals.interval(120, 80, 160));
        assertEquals("0.5", Numerals.interval(0.5, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertEquals("0.25", Numerals.interval(0.25, 0.25, 0.25));
        assertEquals("NaN", Numerals.interval(Double.NaN, Double.NaN, Double.NaN));
    }

    @Test
    void magnitudeIsThatOfTheFirstDigit() {
        assertEquals(2, Numerals.magnitude(345));
        assertEquals(-3, Numerals.magnitude(-0.0012));
        assertEquals(0, Numerals.magnitude(0));
        assertEquals(0, Numerals.magnitude(Double.NaN));
    }
}
