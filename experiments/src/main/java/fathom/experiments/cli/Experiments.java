package fathom.experiments.cli;

import com.google.common.collect.ImmutableList;
import fathom.experiments.conditioning.Conditioning;
import fathom.experiments.fractal.FractalExperiment;
import fathom.experiments.kernelregression.KernelRegressions;
import fathom.experiments.localglobal.LocalGlobal;
import fathom.experiments.normalisedrelu.NormReluSection;
import fathom.experiments.profile.Profile;
import fathom.experiments.spectra.SpectraSection;
import fathom.runs.experiment.Experiment;
import fathom.runs.settings.Settings;

/** The experiments that can be run. */
final class Experiments {

    static final ImmutableList<Experiment<?>> ALL = ImmutableList.of(
            LocalGlobal.EXPERIMENT,
            KernelRegressions.EXPERIMENT,
            SpectraSection.EXPERIMENT,
            Conditioning.EXPERIMENT,
            FractalExperiment.EXPERIMENT,
            NormReluSection.EXPERIMENT);

    private Experiments() {}

    /** The experiment whose folder is to be reported: one of them, or a profile, which has a command of its own. */
    static Experiment<?> reported(String name) {
        return Profile.EXPERIMENT.name().equals(name) ? Profile.EXPERIMENT : named(name);
    }

    /** The experiment of that name, or the user's error with the nearest names. */
    static Experiment<?> named(String name) {
        Settings.known(
                "experiment", name, ALL.stream().<String>map(Experiment::name).toList());
        return ALL.stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
