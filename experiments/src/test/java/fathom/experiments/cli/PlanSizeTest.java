package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Plan;
import fathom.runs.UserError;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Experiment;
import fathom.runs.experiment.Prepared;
import fathom.runs.settings.Key;
import fathom.runs.settings.Settings;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No settings of any experiment make a plan of more than {@link Plan#LARGEST} trials: longest lists, alone, with as many seeds, and all at once, end in a
 * plan that fits or in one sentence. The limit of time only ends what would fill the memory otherwise.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlanSizeTest {

    private static final String SEEDS = "seeds=1..10000";

    @TempDir
    private static Path scratch;

    static Stream<Experiment<?>> experiments() {
        return Experiments.ALL.stream();
    }

    /** The keys that hold whole numbers, each with the longest list or the largest number that its bounds allow. */
    private static List<String> longest(String prefix, Class<?> type) {
        List<String> all = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + component.getName();
            if (component.getType().isRecord()) {
                all.addAll(longest(name + ".", component.getType()));
                continue;
            }
            Key key = component.getAnnotation(Key.class);
            String generic = component.getGenericType().getTypeName();
            long least = (long) Math.max(key.min(), 1);
            if (generic.endsWith("<java.lang.Integer>") || generic.endsWith("<java.lang.Long>")) {
                all.add(name + "=" + least + ".." + (long) Math.min(key.max(), least + 9_999.0));
            } else if (name.endsWith("seeds") || name.endsWith("splits")) {
                all.add(name + "=" + (long) Math.min(key.max(), Integer.MAX_VALUE));
            }
        }
        return all;
    }

    private static <S extends Record> String outcome(Experiment<S> experiment, List<String> overrides) {
        try {
            Settings<S> settings =
                    experiment.preset(experiment.presets().keySet().iterator().next());
            Prepared<S> prepared =
                    experiment.prepare(settings.overrides(overrides).resolve(), Context.reading(scratch));
            long largest = prepared.sections().stream()
                    .flatMap(section -> section.sweeps().stream())
                    .mapToLong(sweep -> sweep.plan().size())
                    .max()
                    .orElse(0);
            assertTrue(largest <= Plan.LARGEST, () -> experiment.name() + " " + overrides);
            return largest + " trials";
        } catch (UserError e) {
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void noSettingsMakeAPlanOutOfAllBounds(Experiment<?> experiment) {
        List<String> keys = longest("", experiment.settingsType());
        assertTrue(keys.size() >= 2, keys::toString);
        outcome(experiment, keys);
        for (String key : keys) {
            outcome(experiment, List.of(key));
            if (keys.contains(SEEDS) && !key.equals(SEEDS)) {
                outcome(experiment, List.of(SEEDS, key));
            }
        }
    }

    @Test
    void aPlanIsRefusedAtItsFirstTrialTooMany() {
        String sentence = outcome(Experiments.named("local-global"), List.of("depths=1..1000", "lazy.seeds=10000"));
        assertEquals("the plan of sweep lazy has more than 100000 trials: give fewer values or fewer seeds", sentence);
        List<Integer> plan = new Plan<>("x");
        UserError error = assertThrows(
                UserError.class, () -> IntStream.iterate(0, i -> i + 1).forEach(plan::add));
        assertEquals(Plan.LARGEST, plan.size());
        assertTrue(error.getMessage().startsWith("the plan of sweep x has more than 100000 trials"), error::getMessage);
        assertThrows(UserError.class, () -> Stream.iterate(0, i -> i + 1).collect(Plan.of("x")));
    }
}
