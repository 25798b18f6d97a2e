package fathom.runs.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.UserError;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NestedSettingsTest {

    public record Lazy(
            @Key(value = "hidden layers", symbol = "L", min = 1, max = 100)
            List<Integer> depths,

            @Key(value = "output scales", min = 0, empty = "leaves the section out")
            List<Double> alphas) {}

    public record Whole(
            @Key(value = "training samples", symbol = "N", min = 2)
            int N,

            @Key(
                    value = "target",
                    among = {"local", "global"})
            String target,

            Lazy lazy,
            @Key(value = "seeds", was = "repetitions") List<Long> seeds) {}

    private static Settings<Whole> settings() {
        String json = """
                { "N": 10, "target": "local", "lazy": { "depths": [1, 2], "alphas": [] }, "seeds": [1] }
                """;
        return Settings.of(Whole.class)
                .preset("quick", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"lazy.depths=4,8", "lazyDepths=4,8", "LAZY-DEPTHS=4,8", "lazy.depths=4, 8"})
    void keysOfASectionHaveDots(String override) {
        assertEquals(
                List.of(4, 8), settings().override(override).resolve().lazy().depths());
    }

    @Test
    void formerNamesStillWork() {
        assertEquals(
                List.of(1L, 2L, 3L),
                settings().override("repetitions=1..3").resolve().seeds());
        assertEquals(
                List.of("N", "target", "lazy.depths", "lazy.alphas", "seeds"),
                settings().keys());
        Whole whole = settings().resolve();
        assertEquals(whole, Settings.from(whole, Whole.class).resolve());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "N=1 | invalid value N=1: must be at least 2",
                "lazy.depths=101 | invalid value lazy.depths=101: must be between 1 and 100",
                "lazy.alphas=-1e-300 | invalid value lazy.alphas=-1.0E-300: must be at least 0",
                "N=0 | invalid value N=0: must be at least 2",
                "lazy.depths=0,1 | invalid value lazy.depths=0: must be between 1 and 100",
                "lazy.depths=1,1 | invalid value lazy.depths: 1 is given twice",
                "lazy.depths= | lazy.depths is empty: give at least one value, for instance lazy.depths=1,2,3 or 1..3",
                "lazy.alphas=x | invalid value lazy.alphas=x: must be a comma-separated list of numbers, for instance lazy.alphas=0.1,0.3",
                "lazy.alphas=-1 | invalid value lazy.alphas=-1.0: must be at least 0",
                "target=lcal | invalid value target=lcal: did you mean local?",
                "lazy.depth=1 | unknown key \"lazy.depth\"; did you mean lazy.depths?",
            })
    void theAnnotationsMakeTheSentences(String override, String sentence) {
        assertEquals(
                sentence,
                assertThrows(
                                UserError.class,
                                () -> settings().override(override).resolve())
                        .getMessage());
    }

    /** The ends of the bounds belong to them. */
    @Test
    void boundsHoldTheirEnds() {
        Whole whole = settings()
                .overrides(List.of("N=2", "lazy.depths=1,100", "lazy.alphas=0"))
                .resolve();
        assertEquals(2, whole.N());
        assertEquals(List.of(1, 100), whole.lazy().depths());
        assertEquals(List.of(0.0), whole.lazy().alphas());
    }

    public record Bounds(
            @Key(value = "share", min = 0.25, max = 0.75) double share,
            @Key(value = "most", max = 3) int most,
            @Key("any") int any,
            boolean plain) {}

    @Test
    void boundsAreToldAsNumbersOfTheirKind() {
        List<String> lines = Reference.of(Bounds.class).lines();
        assertEquals(
                List.of(
                        "  share  share; between 0.25 and 0.75",
                        "  most   most; at most 3",
                        "  any    any",
                        "  plain  true or false"),
                lines);
        List<String> seeds = Reference.of(Whole.class).explain("seeds");
        assertEquals("  example: seeds=1,2,3", seeds.get(2));
        assertEquals("  also:    repetitions", seeds.get(3));
        assertEquals(3, Reference.of(Whole.class).explain("N").size());
    }

    @Test
    void theReferenceSaysWhatKeysMean() {
        Reference reference = Reference.of(Whole.class);
        assertEquals(5, reference.lines().size());
        assertEquals(
                "  N            training samples (N in the paper); at least 2",
                reference.lines().getFirst());
        assertTrue(reference
                .explain("lazyAlphas")
                .getFirst()
                .endsWith("output scales; at least 0; empty: leaves the section out"));
        assertTrue(
                reference.markdown().contains("| `lazy.depths` | hidden layers (L in the paper); between 1 and 100 |"));
        assertThrows(UserError.class, () -> reference.explain("width"));
    }
}
