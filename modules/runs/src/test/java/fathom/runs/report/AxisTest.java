package fathom.runs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class AxisTest {

    private static final double[] FREE = {Double.NaN, Double.NaN};

    private static Axis axis(boolean log, boolean own, double... values) {
        TreeSet<Double> set = new TreeSet<>();
        for (double value : values) {
            set.add(value);
        }
        return Axis.of(set, FREE, log, own);
    }

    @Test
    void anAxisWithoutValuesHasTicksAllTheSame() {
        for (boolean log : new boolean[] {false, true}) {
            Axis axis = axis(log, true);
            assertTrue(axis.ticks().size() > 1, axis.toString());
        }
    }

    @Test
    void fewWholeNumbersAreTheirOwnTicks() {
        assertEquals(
                List.of("1", "2", "4", "10"), axis(false, true, 1, 2, 4, 10).labels());
        assertEquals(List.of("10", "20", "100"), axis(true, true, 10, 20, 100).labels());
    }

    @Test
    void otherTicksAreRound() {
        assertEquals(
                List.of("0.1", "0.2", "0.3", "0.4"),
                axis(false, false, 0.1, 0.45).labels());
        assertEquals(
                List.of("-1", "-0.5", "0", "0.5", "1"),
                axis(false, false, -1, 1).labels());
        assertEquals(
                List.of("1e-5", "1e-4", "0.001", "0.01"),
                axis(true, false, 1e-5, 0.02).labels());
        assertEquals(List.of("2", "5", "10"), axis(true, false, 1.5, 11).labels());
    }

    @Property(tries = 500)
    void ticksAreFewAscendingAndWithinTheEnds(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double a,
            @ForAll @DoubleRange(min = -6, max = 6) double exponent) {
        double span = Math.pow(10, exponent);
        Axis axis = axis(false, false, a, a + span);
        List<Double> ticks = axis.ticks();
        assertTrue(ticks.size() >= 2 && ticks.size() <= 8, ticks::toString);
        assertTrue(ticks.getFirst() >= axis.low() && ticks.getLast() <= axis.high(), axis::toString);
        for (int i = 1; i < ticks.size(); i++) {
            assertTrue(ticks.get(i) > ticks.get(i - 1), ticks::toString);
        }
    }

    @Property(tries = 500)
    void logarithmicTicksToo(
            @ForAll @DoubleRange(min = -30, max = 30) double exponent,
            @ForAll @DoubleRange(min = 0, max = 40) double decades) {
        double low = Math.pow(10, exponent);
        Axis axis = axis(true, false, low, low * Math.pow(10, decades));
        List<Double> ticks = axis.ticks();
        assertTrue(ticks.size() <= 12, ticks::toString);
        assertTrue(decades < 1.1 || ticks.size() >= 2, ticks::toString);
    }
}
