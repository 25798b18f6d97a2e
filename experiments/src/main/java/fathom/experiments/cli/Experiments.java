package fathom.experiments.cli;

import com.google.common.collect.ImmutableList;
import fathom.experiments.conditioning.Conditioning;
import fathom.experiments.fractal.FractalExperiment;
import fathom.experiments.kernelregression.KernelRegressions;
import fathom.experiments.localglobal.LocalGlobal;
import fathom.experiments.normalisedrelu.NormReluSection;
import fathom.experiments.profile.Profile;
import fathom.experiments.spectra.SpectraSection;
import fathom.runs.RunFolder;
import fathom.runs.UserError;
import fathom.runs.experiment.Experiment;
import fathom.runs.settings.Settings;
import java.nio.file.Path;
import java.util.List;

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
    private static Experiment<?> reported(String name) {
        return Profile.EXPERIMENT.name().equals(name) ? Profile.EXPERIMENT : named(name);
    }

    /** The experiment of that name or in that Java file, or the user's error. */
    static Chosen chosen(String name, List<String> overrides) {
        if (!name.endsWith(".java")) {
            return new Chosen(named(name), overrides);
        }
        Chosen own = UserFile.load(Path.of(name), overrides);
        String taken = own.experiment().name();
        if (Profile.EXPERIMENT.name().equals(taken)
                || ALL.stream().anyMatch(known -> known.name().equals(taken))) {
            throw new UserError(name + " names its experiment \"" + taken
                    + "\", as one of Fathom's own: give it another name in Experiment.of");
        }
        return own;
    }

    /** The experiment of a run folder: in the file that it keeps, or of Fathom. */
    static Experiment<?> in(RunFolder folder) {
        List<Path> sources = RunFolder.sources(folder.path());
        return sources.isEmpty()
                ? reported(folder.experiment())
                : chosen(sources.getFirst().toString(), List.of()).experiment();
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
