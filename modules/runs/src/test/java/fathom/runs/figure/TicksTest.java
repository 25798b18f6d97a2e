package fathom.runs.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.figure.Axis.Kind;
import fathom.runs.figure.Axis.Tick;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TicksTest {

    private static final long SEED = 20261130;

    @Test
    void everyRangeHasThreeToAFewTicksWithinItsEnds() {
        Random random = new Random(SEED);
        for (int trial = 0; trial < 3000; trial++) {
            double low = Math.pow(10, random.nextDouble(-14, 14));
            double high =
                    low * Math.pow(10, random.nextBoolean() ? random.nextDouble(0.02, 1) : random.nextDouble(1, 30));
            for (Kind kind : List.of(Kind.LINEAR, Kind.LOG10, Kind.LOG2)) {
                String where = "seed " + SEED + ": " + kind + " " + low + " to " + high;
                List<Tick> ticks = Ticks.of(kind, low, high);
                assertTrue(ticks.size() >= 3 && ticks.size() <= 20, where + " has " + ticks.size());
                Set<String> labels = new HashSet<>();
                double before = Double.NEGATIVE_INFINITY;
                for (Tick tick : ticks) {
                    assertTrue(tick.value() >= low && tick.value() <= high && tick.value() > before, where);
                    assertTrue(labels.add(tick.label()), where + " repeats " + tick.label());
                    before = tick.value();
                }
                long shown = PanelSvg.labelled(new Axis(kind, low, high, ticks), 290, true)
                        .size();
                assertTrue(shown >= 3, where + " shows " + shown);
            }
        }
    }

    @Test
    void shortLogarithmicRangesShowTwosAndFives() {
        assertEquals(List.of("0.05", "0.1", "0.2", "0.5"), labels(Kind.LOG10, 0.04, 0.6));
        assertEquals(List.of("2", "3", "4", "5", "6"), labels(Kind.LOG10, 1.5, 6.5));
        assertEquals(List.of("1", "10", "100", "1000"), labels(Kind.LOG10, 0.9, 1100));
        assertEquals(List.of("10⁻⁸", "10⁻⁶", "0.0001", "0.01", "1"), labels(Kind.LOG10, 5e-9, 2));
        assertEquals(List.of("32", "64", "128", "256"), labels(Kind.LOG2, 20, 300));
    }

    @Test
    void linearLabelsShareTheirDecimals() {
        assertEquals(List.of("−0.5", "0.0", "0.5", "1.0"), labels(Kind.LINEAR, -0.6, 1.3));
        assertEquals(List.of("0", "100000", "200000", "300000"), labels(Kind.LINEAR, 0, 390_000));
    }

    @Test
    void fewWholeNumbersAreTheirOwnTicks() {
        assertEquals(
                3,
                Ticks.own(Kind.LOG10, new TreeSet<>(List.of(50.0, 200.0, 800.0)))
                        .size());
        assertTrue(Ticks.own(Kind.LOG10, new TreeSet<>(List.of(50.0, 200.0))).isEmpty());
        assertEquals(1, Ticks.own(Kind.LOG10, new TreeSet<>(List.of(8.0))).size());
        assertTrue(
                Ticks.own(Kind.LINEAR, new TreeSet<>(List.of(1.0, 2.0, 100.0))).isEmpty());
        assertFalse(Ticks.own(Kind.LINEAR, new TreeSet<>(List.of(0.0, 1.0, 2.0, 8.0)))
                .isEmpty());
        assertTrue(Ticks.own(Kind.LINEAR, new TreeSet<>(List.of(0.5, 1.0))).isEmpty());
    }

    /** The series ends below 1e-16; rounding of a few units in the last place of a value up to 1074 stays below 1e-12. */
    @Test
    void log2IsTheLogarithm() {
        Random random = new Random(SEED);
        for (int trial = 0; trial < 10000; trial++) {
            double x = Math.scalb(1 + random.nextDouble(), random.nextInt(-1074, 1023));
            assertEquals(Math.log(x) / Math.log(2), Log2.of(x), 1e-12, "seed " + SEED + ": " + x);
        }
        assertEquals(-1074, Log2.of(Double.MIN_VALUE));
        assertEquals(10, Log2.of(1024));
    }

    private static List<String> labels(Kind kind, double low, double high) {
        return Ticks.of(kind, low, high).stream().map(Tick::label).toList();
    }
}
