package fathom.experiments.conditioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.protocol.Study;
import fathom.runs.UserError;
import fathom.runs.settings.Settings;
import java.nio.file.Path;
import java.util.List;
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
        assertEquals(4, study.sweeps().stream().filter(s -> !s.plan().isEmpty()).count() + 1);
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
        assertTrue(error.getMessage().lines().count() == 1, error.getMessage());
    }

    /** Every activation has a row of numbers. */
    @Test
    void everyActivationIsTabled() {
        assertEquals(
                ActivationTables.all().size(), ActivationTables.duals().rows().size());
        for (List<Object> row : ActivationTables.duals().rows()) {
            double mu = (double) row.get(1);
            assertTrue(mu >= 0 && mu <= 1, row.toString());
            assertEquals(1 - mu, (double) row.get(3), 1e-9, row.toString());
        }
    }

    /** NormReLU shows that a_1 <= 1 - mu + mu/4 is false and a_1^2 <= 1 - mu + mu/4 true. */
    @Test
    void misprintOfAppendixD() {
        String shown = Errata.table().rows().get(2).get(2).toString();
        assertEquals("NormReLU: a_1 = 0.99217 > 1 - mu + mu/4 = 0.98830 > a_1^2 = 0.98440", shown);
    }
}
