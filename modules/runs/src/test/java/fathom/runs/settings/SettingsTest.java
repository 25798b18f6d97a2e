package fathom.runs.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.runs.UserError;
import fathom.runs.settings.Sample.Config;
import fathom.runs.settings.Sample.Target;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final String PRESET = """
            { // a preset may say why
              "width": 200, "samples": 6000, "ridge": 1e-3, "biased": true, "activation": "relu", "first": "LOCAL",
              "depths": [1, 2, 4], "seeds": [1, 2, 3], "rates": [0.1, 0.3], "targets": ["LOCAL", "NEARLY_GLOBAL"],
              "activations": ["relu"] }
            """;

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Config resolve(String... overrides) {
        return Settings.of(Config.class)
                .preset("quick", stream(PRESET))
                .overrides(List.of(overrides))
                .resolve();
    }

    @Test
    void aPresetAloneResolves() {
        Config config = resolve();
        assertEquals(200, config.width());
        assertEquals(1e-3, config.ridge());
        assertEquals(List.of(Target.LOCAL, Target.NEARLY_GLOBAL), config.targets());
    }

    @Test
    void overridesAreReadByType() {
        Config config = resolve(
                "width=1e2",
                "samples=10_000",
                "ridge=0",
                "biased=no",
                "activation=hermite(n=2)",
                "first=nearly-global",
                "depths=1..4,8",
                "seeds=7",
                "rates=0.5, 1e-2",
                "targets=nearly_global",
                "activations=relu,hermite(n=2,m=1),tanh");
        assertEquals(
                new Config(
                        100,
                        10_000,
                        0,
                        false,
                        "hermite(n=2)",
                        Target.NEARLY_GLOBAL,
                        List.of(1, 2, 3, 4, 8),
                        List.of(7L),
                        List.of(0.5, 0.01),
                        List.of(Target.NEARLY_GLOBAL),
                        List.of("relu", "hermite(n=2,m=1)", "tanh")),
                config);
    }

    @Test
    void aKeyIsGivenOnceAndItsSpellingIsFree() {
        assertEquals(3, resolve("WIDTH=3").width());
        assertEquals(
                "a key is given twice, as WIDTH=2 and as width=3: give it once",
                assertThrows(UserError.class, () -> resolve("WIDTH=2", "width=3"))
                        .getMessage());
        Config config = resolve();
        assertEquals(config, Settings.from(config, Config.class).resolve());
    }

    /** What is fixed has its value, is no key any more, and is not offered. */
    @Test
    void fixedKeysCannotBeOverridden() {
        Settings<Config> settings = Settings.of(Config.class)
                .preset("quick", stream(PRESET))
                .override("width=7")
                .fixed(List.of("width", "samples"));
        String sentence = assertThrows(UserError.class, () -> settings.override("width=8"))
                .getMessage();
        assertEquals(
                "unknown key \"width\"; expected one of ridge, biased, activation, first, depths, seeds, rates, targets, activations",
                sentence);
        assertEquals(7, settings.resolve().width());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "depth=3 | unknown key \"depth\"; did you mean depths?",
                "momentum=3 | unknown key \"momentum\"; expected one of width, samples, ridge, biased, activation, first, depths, seeds,"
                        + " rates, targets, activations",
                "width=two | invalid value width=two: must be a whole number, at most 2147483647",
                "width=2.5 | invalid value width=2.5: must be a whole number, at most 2147483647",
                "width=3e9 | invalid value width=3e9: must be a whole number, at most 2147483647",
                "width=0 | invalid value width=0: must be at least 1",
                "ridge=1d | invalid value ridge=1d: must be a number",
                "biased=1 | invalid value biased=1: must be true or false",
                "first=globl | invalid value first=globl: must be one of local, nearly_global",
                "depths=1,,2 | invalid value depths=1,,2: must be a comma-separated list of whole numbers, for instance depths=1,2,3 or 1..3",
                "depths=4..1 | invalid value depths=4..1: must be a comma-separated list of whole numbers, for instance depths=1,2,3 or 1..3",
                "depths=0..2 | depths holds 0, expected at least 1",
                "seeds=1,2,1 | invalid value seeds: 1 is given twice",
                "seeds= | seeds is empty: give at least one value, for instance seeds=1,2,3",
                "width | \"width\" is no setting, expected key=value, for instance width=1",
            })
    void everyMistakeIsOneSentence(String override, String sentence) {
        assertEquals(
                sentence, assertThrows(UserError.class, () -> resolve(override)).getMessage());
    }

    @Test
    void aPresetThatDoesNotFitIsNamed() {
        Settings<Config> settings = Settings.of(Config.class);
        assertEquals(
                "the preset mine is not a JSON object, expected { \"key\": value, ... }",
                assertThrows(UserError.class, () -> settings.preset("mine", stream("[1]")))
                        .getMessage());
        assertEquals(
                "the preset mine is not JSON",
                assertThrows(UserError.class, () -> settings.preset("mine", stream("{")))
                        .getMessage()
                        .replaceAll(":.*", "")
                        .lines()
                        .findFirst()
                        .orElseThrow());
        assertEquals(
                "the key samples has no value: give samples=1",
                assertThrows(UserError.class, () -> settings.override("width=3").resolve())
                        .getMessage());
        String wrong = PRESET.replace("200", "\"wide\"");
        assertEquals(
                "invalid value width=\"wide\": must be a whole number, at most 2147483647",
                assertThrows(
                                UserError.class,
                                () -> Settings.of(Config.class)
                                        .preset("mine", stream(wrong))
                                        .resolve())
                        .getMessage());
    }

    @Test
    void unknownNamesGetTheNearest() {
        List<String> presets = List.of("quick", "smoke", "paper");
        assertEquals("quick", Settings.known("preset", "quick", presets));
        assertEquals(
                "unknown preset \"quik\"; did you mean quick?",
                assertThrows(UserError.class, () -> Settings.known("preset", "quik", presets))
                        .getMessage());
    }

    private static String refused(Executable call) {
        return assertThrows(UserError.class, call).getMessage();
    }

    /** Every check takes its ends and refuses what lies beyond them, NaN and infinity too. */
    @Test
    void checksAtTheirBounds() {
        assertEquals(2, Require.atLeast("N", 2, 2));
        assertEquals(1L << 40, Require.atLeast("N", 1L << 40, 2));
        assertEquals("invalid value N=1: must be at least 2", refused(() -> Require.atLeast("N", 1, 2)));
        assertEquals(3, Require.between("k", 3, 3, 5));
        assertEquals(5, Require.between("k", 5, 3, 5));
        assertEquals("invalid value k=2: must be between 3 and 5", refused(() -> Require.between("k", 2, 3, 5)));
        assertEquals("invalid value k=6: must be between 3 and 5", refused(() -> Require.between("k", 6, 3, 5)));
        assertEquals(0.5, Require.between("x", 0.5, 0.5, 0.75));
        assertEquals(0.75, Require.between("x", 0.75, 0.5, 0.75));
        refused(() -> Require.between("x", Math.nextDown(0.5), 0.5, 0.75));
        refused(() -> Require.between("x", Math.nextUp(0.75), 0.5, 0.75));
        refused(() -> Require.between("x", Double.NaN, 0.5, 0.75));
        assertEquals(Double.MIN_VALUE, Require.positive("r", Double.MIN_VALUE));
        assertEquals(Double.MAX_VALUE, Require.positive("r", Double.MAX_VALUE));
        assertEquals("invalid value r=0.0: must be a positive number", refused(() -> Require.positive("r", 0)));
        refused(() -> Require.positive("r", Double.POSITIVE_INFINITY));
        refused(() -> Require.positive("r", Double.NaN));
        assertEquals(List.of(1, 2), Require.distinct("k", List.of(1, 2)));
        refused(() -> Require.distinct("k", null));
    }

    /** Ranges hold both ends, one value or ten thousand, and whatever lies beyond is refused before it is written out. */
    @Test
    void rangesAtTheirBounds() {
        assertEquals(List.of(7), resolve("depths=7..7").depths());
        assertEquals(10_000, resolve("depths=1..10000").depths().size());
        assertEquals(
                "the range 1..10001 holds more than 10000 values: give a shorter one",
                refused(() -> resolve("depths=1..10001")));
        refused(() -> resolve("seeds=-9223372036854775808..9223372036854775807"));
        refused(() -> resolve("seeds=1..9223372036854775807"));
        assertEquals("depths has 10001 values: give at most 10000", refused(() -> resolve("depths=1..10000,10001")));
        assertEquals(List.of(-2L, -1L, 0L), resolve("seeds=-2..0").seeds());
        assertEquals(3_000_000_000L, resolve("seeds=3e9").seeds().getFirst());
        refused(() -> resolve("depths=3e9"));
        assertEquals(true, resolve("biased=yes").biased());
        assertEquals(false, resolve("biased=FALSE").biased());
    }
}
