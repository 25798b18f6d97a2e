package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import fathom.runs.Cells.Cell;
import fathom.runs.Cells.Numbers;
import fathom.runs.Cells.Reordered;
import fathom.runs.json.Json;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TrialKeyTest {

    @Test
    void canonicalJsonHasSortedKeysAndNoSpaces() {
        assertEquals(
                "{\"depth\":3,\"rate\":0.1,\"target\":\"local\",\"widths\":[10,2]}",
                Json.canonical(new Cell(3, 0.1, List.of(10, 2), "local")));
        assertEquals("{\"a\":{\"x\":2,\"y\":1},\"b\":0}", Json.canonical(Map.of("b", 0, "a", Map.of("y", 1, "x", 2))));
    }

    /** The first digits of SHA-256 of the text above after "network" and a newline, by sha256sum of the GNU coreutils. */
    @Test
    void keysDoNotChangeFromVersionToVersion() {
        assertEquals("69cdc0206453ecaf", TrialKey.of("network", new Cell(3, 0.1, List.of(10, 2), "local")));
    }

    @Test
    void theOrderOfComponentsDoesNotMatter() {
        assertEquals(
                TrialKey.of("network", new Cell(3, 0.1, List.of(10, 2), "local")),
                TrialKey.of("network", new Reordered("local", List.of(10, 2), 3, 0.1)));
    }

    @Test
    void whatDiffersHasAnotherKey() {
        Cell cell = new Cell(3, 0.1, List.of(10, 2), "local");
        assertNotEquals(TrialKey.of("network", cell), TrialKey.of("kernel", cell));
        assertNotEquals(
                TrialKey.of("network", cell), TrialKey.of("network", new Cell(3, 0.1, List.of(2, 10), "local")));
        assertNotEquals(
                TrialKey.of("network", cell),
                TrialKey.of("network", new Cell(3, Math.nextUp(0.1), List.of(10, 2), "local")));
    }

    @Property(tries = 500)
    void numbersSurviveToTheBit(@ForAll long a, @ForAll int b, @ForAll long c) {
        Numbers numbers =
                new Numbers(Double.longBitsToDouble(a), Float.intBitsToFloat(b), c, Double.longBitsToDouble(c));
        Numbers back = Json.value(Json.parse(Json.canonical(numbers)), Numbers.class);
        assertEquals(Double.doubleToLongBits(numbers.a()), Double.doubleToLongBits(back.a()));
        assertEquals(Float.floatToIntBits(numbers.b()), Float.floatToIntBits(back.b()));
        assertEquals(numbers.c(), back.c());
        assertEquals(numbers.d(), back.d());
    }

    @Test
    void whatJsonLacksSurvives() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0}) {
            Numbers numbers = new Numbers(value, (float) value, 0, null);
            assertEquals(numbers, Json.value(Json.parse(Json.line(Json.tree(numbers))), Numbers.class));
        }
    }
}
