package fathom.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TargetTest {

    private static final FloatMatrix X = FloatMatrix.of(2, 4, 2, -3, 5, 7, 1, 0.5f, -2, 4);

    @Test
    void localIsTheProductOfTheFirstEntries() {
        assertEquals(2, new LocalTarget(1, 4).value(X, 0));
        assertEquals(-6, new LocalTarget(2, 4).value(X, 0));
        assertEquals(-1, new LocalTarget(3, 4).value(X, 1));
        assertEquals(-4, new LocalTarget(4, 4).value(X, 1));
    }

    @Test
    void globalIsTheNormalisedPeriodicSum() {
        assertEquals((2 - 3 + 5 + 7) / 2.0, new GlobalTarget(1, 4).value(X, 0));
        assertEquals((-6 - 15 + 35 + 14) / 2.0, new GlobalTarget(2, 4).value(X, 0));
        assertEquals((-1 - 4 - 8 + 2) / 2.0, new GlobalTarget(3, 4).value(X, 1));
    }

    @Test
    void labelIsTheSignAndZeroCountsAsPlus() {
        assertEquals(-1, new LocalTarget(2, 4).label(X, 0));
        assertEquals(1, new LocalTarget(2, 4).label(X, 1));
        assertEquals(1, new LocalTarget(2, 4).label(FloatMatrix.of(1, 4, 0, -1, 1, 1), 0));
    }

    @Property(tries = 200)
    void globalDoesNotChangeUnderCyclicShifts(
            @ForAll @IntRange(min = 1, max = 5) int order,
            @ForAll @IntRange(min = 2, max = 12) int dimension,
            @ForAll @IntRange(min = 0, max = 11) int shift,
            @ForAll @IntRange(min = 0, max = 1_000_000) int content) {
        Assume.that(order < dimension);
        FloatMatrix x = FloatMatrix.zeros(2, dimension);
        for (int j = 0; j < dimension; j++) {
            // Small integers: all sums are exact, whatever their order.
            int entry = Math.floorMod(content * 31 + j * j * 17 + j * content, 9) - 4;
            x.set(0, j, entry);
            x.set(1, (j + shift) % dimension, entry);
        }
        GlobalTarget target = new GlobalTarget(order, dimension);
        assertEquals(target.value(x, 0), target.value(x, 1));
    }

    @Property(tries = 100)
    void bothAreHomogeneousOfTheirOrder(
            @ForAll @IntRange(min = 1, max = 6) int order, @ForAll @IntRange(min = -3, max = 3) int factor) {
        FloatMatrix x = FloatMatrix.of(2, 7, 1, -2, 3, 1, 2, -1, 2, 0, 0, 0, 0, 0, 0, 0);
        for (int j = 0; j < 7; j++) {
            x.set(1, j, factor * x.get(0, j));
        }
        for (Target target : new Target[] {new LocalTarget(order, 7), new GlobalTarget(order, 7)}) {
            double expected = target.value(x, 0);
            for (int i = 0; i < order; i++) {
                expected *= factor;
            }
            assertEquals(expected, target.value(x, 1), 1e-12 * Math.abs(expected));
        }
    }

    @Test
    void firstOrderLocalAndGlobalDifferByAReflection() {
        // H = I - 2 v v' / v'v with v = e_1 - u, u = (1, ..., 1) / sqrt d, is orthogonal and maps u to e_1: global(x) =
        // local(H x).
        int d = 6;
        double[] v = new double[d];
        double norm = 0;
        for (int j = 0; j < d; j++) {
            v[j] = (j == 0 ? 1 : 0) - 1 / Math.sqrt(d);
            norm += v[j] * v[j];
        }
        FloatMatrix x = FloatMatrix.of(1, d, 0.3f, -1.2f, 2.5f, 0.01f, -0.7f, 1.9f);
        double along = 0;
        for (int j = 0; j < d; j++) {
            along += v[j] * x.get(0, j);
        }
        double reflectedFirst = x.get(0, 0) - 2 * along / norm * v[0];
        assertEquals(reflectedFirst, new GlobalTarget(1, d).value(x, 0), 1e-14);
    }

    @Test
    void impossibleOrdersAreRefusedInOneSentence() {
        assertMessage("must not exceed d", () -> new LocalTarget(5, 4));
        assertMessage("more than 4 entries, not 4", () -> new GlobalTarget(4, 4));
        assertMessage("more than 5 entries, not 4", () -> new GlobalTarget(5, 4));
        assertMessage("at least 1, not 0", () -> new LocalTarget(0, 4));
        assertMessage("at least 1, not -1", () -> new GlobalTarget(-1, 4));
        new LocalTarget(4, 4);
        new GlobalTarget(3, 4);
    }

    @Test
    void inputsOfAnotherWidthAreRefused() {
        assertThrows(ShapeMismatchException.class, () -> new LocalTarget(2, 5).value(X, 0));
        assertThrows(ShapeMismatchException.class, () -> new GlobalTarget(2, 3).value(X, 0));
    }

    private static void assertMessage(String part, Runnable action) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }

    @Test
    void repeatedRowsAreLeftOut() {
        FloatMatrix kept = DistinctRows.of(FloatMatrix.of(4, 2, 1, 2, 2, 1, 1, 2, 1, 1));
        assertEquals(3, kept.rows());
        assertEquals(2, kept.get(1, 0));
        assertEquals(1, kept.get(2, 1));
    }
}
