package fathom.experiments.conditioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.protocol.Study;
import fathom.runs.Sweep;
import fathom.runs.UserError;
import fathom.runs.settings.Settings;
import fathom.simd.Activation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditioningTest {

    private static Configuration preset(String name, String... overrides) {
        Conditioning experiment = new Conditioning();
        return Settings.of(Configuration.class)
                .preset(name, experiment.preset(name))
                .overrides(List.of(overrides))
                .resolve();
    }

    /** Each preset is a plan; digits are in it only where they are given. */
    @ParameterizedTest
    @ValueSource(strings = {"quick", "smoke", "paper"})
    void presetsArePlans(String name) {
        Study study = new Conditioning().study(preset(name), 1);
        assertEquals(9, study.sweeps().size());
        assertTrue(study.sweeps().stream().noneMatch(sweep -> sweep.plan().isEmpty()));
        Study nowhere = new Conditioning().study(preset(name), 1, Optional.of(Path.of("no such folder")));
        assertEquals(study.sweeps().get(1).plan(), nowhere.sweeps().get(1).plan());
    }

    @Test
    void emptyListsLeavePartsOut() {
        Configuration c = preset("smoke", "networks=", "uncentred=", "normActivations=", "targetDepths=", "riskSizes=");
        Study study = new Conditioning().study(c, 1);
        assertEquals(
                List.of("depth", "matrix", "pairs"),
                study.sweeps().stream()
                        .filter(sweep -> !sweep.plan().isEmpty())
                        .map(Sweep::name)
                        .toList());
        assertEquals(
                List.of("uncentred", "norm", "width", "limit", "learn", "risk"),
                study.sweeps().stream()
                        .filter(sweep -> sweep.plan().isEmpty())
                        .map(Sweep::name)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "normActivations=relu",
                "activations=nonsense",
                "networks=batch(nonsense)",
                "deltas=0",
                "lengths=3",
                "samples=30000",
                "cube=8",
                "noise=0.5",
                "gamma=0.5",
                "riskActivation=step",
                "inputs=photographs",
                "riskD=2"
            })
    void whatMakesNoSenseIsRefused(String override) {
        UserError error = assertThrows(UserError.class, () -> preset("quick", override));
        assertEquals(1, error.getMessage().lines().count(), error.getMessage());
        String[] parts = override.split("=");
        assertTrue(error.getMessage().contains(parts[0]), "names no key: " + error.getMessage());
    }

    /**
     * Mean, second moment and first Hermite coefficient of an activation, by the midpoint rule, which knows nothing of duals: smooth ones to
     * rounding, kinked ones to the square of a step, jumps at 0 lie between two steps.
     */
    private record Moments(double mean, double second, double first) {

        private static final double STEP = 1e-3;

        static Moments of(String name) {
            Activation phi = Activation.parse(name);
            double mean = 0;
            double second = 0;
            double first = 0;
            for (double x = -13 + STEP / 2; x < 13; x += STEP) {
                double density = STEP * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
                double y = phi.value(x);
                mean += density * y;
                second += density * y * y;
                first += density * y * x;
            }
            return new Moments(mean, second, first);
        }

        /** a_1 of the activation with mean 0 and second moment 1. */
        double firstNormalised() {
            return Math.abs(first) / Math.sqrt(second - mean * mean);
        }

        double mu() {
            return 1 - firstNormalised() * firstNormalised();
        }
    }

    /** Every activation has a row, and its numbers are those of the activation. */
    @Test
    void everyActivationIsTabled() {
        List<List<Object>> rows = ActivationTables.duals().rows();
        assertEquals(
                ActivationTables.all(), rows.stream().map(row -> row.get(0)).toList());
        for (List<Object> row : rows) {
            Moments moments = Moments.of((String) row.get(0));
            // What the midpoint rule owes to a kink: its jump of slope times the step squared, 1e-6, over 12.
            assertEquals(moments.mu(), (double) row.get(1), 1e-6, "mu of " + row);
            assertEquals(1 - moments.mu(), (double) row.get(3), 1e-6, "s'(0) of " + row);
            assertEquals(
                    moments.mean() * moments.mean() / moments.second(),
                    (double) row.get(6),
                    1e-6,
                    "mean^2 / second moment of " + row);
        }
    }

    /** NormReLU shows that a_1 <= 1 - mu + mu/4 is false and a_1^2 <= 1 - mu + mu/4 true. */
    @Test
    void misprintOfAppendixD() {
        Moments moments = Moments.of("normrelu(c=-1.5975)");
        double first = moments.firstNormalised();
        double printed = 1 - moments.mu() + moments.mu() / 4;
        assertTrue(first > printed + 0.003 && first * first < printed - 0.003, first + " and " + printed);
        assertEquals(
                String.format(
                        Locale.ROOT,
                        "NormReLU: a_1 = %.5f > 1 - mu + mu/4 = %.5f > a_1^2 = %.5f",
                        first,
                        printed,
                        first * first),
                Errata.table().rows().get(2).get(2));
    }
}
