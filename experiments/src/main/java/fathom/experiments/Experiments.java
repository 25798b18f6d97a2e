package fathom.experiments;

import com.google.common.collect.ImmutableList;
import fathom.experiments.conditioning.Conditioning;
import fathom.experiments.fractal.FractalExperiment;
import fathom.experiments.kernelregression.KernelRegressions;
import fathom.experiments.localglobal.LocalGlobal;
import fathom.experiments.normalisedrelu.NormReluSection;
import fathom.experiments.profile.Profile;
import fathom.experiments.protocol.Adapter;
import fathom.experiments.protocol.Experiment;
import fathom.experiments.spectra.SpectraSection;
import fathom.runs.settings.Settings;

/** The experiments that can be run. */
final class Experiments {

    static final ImmutableList<Experiment<?>> ALL = ImmutableList.of(
            new Adapter<>(LocalGlobal.EXPERIMENT),
            new Adapter<>(KernelRegressions.EXPERIMENT),
            new Adapter<>(SpectraSection.EXPERIMENT),
            new Adapter<>(Conditioning.EXPERIMENT),
            new Adapter<>(FractalExperiment.EXPERIMENT),
            new Adapter<>(NormReluSection.EXPERIMENT));

    private Experiments() {}

    /** The experiment whose folder is to be reported: one of them, or a profile, which has a command of its own. */
    static Experiment<?> reported(String name) {
        return Profile.EXPERIMENT.name().equals(name) ? new Adapter<>(Profile.EXPERIMENT) : named(name);
    }

    /** The experiment of that name, or the user's error with the nearest names. */
    static Experiment<?> named(String name) {
        Settings.known("experiment", name, ALL.stream().map(Experiment::name).toList());
        return ALL.stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
