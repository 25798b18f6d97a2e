package fathom.experiments.profile;

import fathom.data.Task;
import fathom.experiments.profile.sample.Labelling;
import fathom.experiments.profile.sample.NamedSource;
import fathom.experiments.profile.sample.Samples;
import fathom.experiments.profile.sample.Source;
import fathom.runs.experiment.Experiment;
import fathom.runs.experiment.Section;
import fathom.simd.matrix.DoubleMatrix;
import java.util.List;
import java.util.Optional;

/** Does depth help on this data, and why? Networks, limits, spectra and imitations on one set of samples, and a verdict. */
public final class Profile {

    /** Of a named target. Of a file, whose samples are elsewhere, it can only make the report. */
    public static final Experiment<ProfileSettings> EXPERIMENT = experiment(Optional.empty());

    private Profile() {}

    /** On the samples of a source. */
    public static Experiment<ProfileSettings> of(Source source) {
        return experiment(Optional.of(source));
    }

    /**
     * The depth profile of a task of one's own, by the signs of its target, as an experiment of that name.
     *
     * @param n samples in all
     */
    public static Experiment<ProfileSettings> of(String name, String question, Task task, int n) {
        List<String> decided =
                decided(task.target().name(), "", "", true, n, task.inputs().dimension(), 1);
        Experiment<ProfileSettings> experiment = experiment(name, question, Optional.of(new NamedSource(task, true)));
        EXPERIMENT
                .presets()
                .forEach((preset, words) -> experiment.preset(
                        preset,
                        words,
                        EXPERIMENT.preset(preset).overrides(decided).resolve()));
        return experiment;
    }

    /** The settings that the data decide. */
    public static List<String> decided(
            String target, String digest, String label, boolean classification, int n, int inputs, int outputs) {
        return List.of(
                "data.target=" + target,
                "data.digest=" + digest,
                "data.label=" + label,
                "data.task=" + (classification ? Labelling.CLASSIFICATION : Labelling.REGRESSION),
                "data.n=" + n,
                "data.inputs=" + inputs,
                "data.outputs=" + outputs);
    }

    private static Experiment<ProfileSettings> experiment(Optional<Source> given) {
        return experiment("profile", "Does depth help on this data, and why?", given)
                .resources(Profile.class::getResourceAsStream)
                .preset(
                        "standard",
                        "depths 0, 1, 2, 4, five seeds; minutes for 5,000 samples of 100 inputs on two cores")
                .preset("smoke", "a few seconds; shows that everything works");
    }

    private static Experiment<ProfileSettings> experiment(String name, String question, Optional<Source> given) {
        return Experiment.of(
                name,
                question,
                ProfileSettings.class,
                (settings, context) -> sections(
                        new ProfileSweeps(settings, given.orElseGet(() -> source(settings)), context.threads())));
    }

    private static List<Section> sections(ProfileSweeps sweeps) {
        return List.of(
                new VerdictSection(sweeps),
                new NetworkSection(sweeps),
                new LimitSection(sweeps),
                new SpectrumSection(sweeps),
                new ConditioningSection(sweeps),
                new ImitationSection(sweeps));
    }

    private static Source source(ProfileSettings c) {
        return c.resampled()
                ? new Absent(c.data().target())
                : new NamedSource(Task.named(c.data().target()), c.classification());
    }

    /** A file that was not given. */
    private record Absent(String name) implements Source {

        @Override
        public Samples samples(long seed, int n) {
            throw new IllegalStateException("the samples of " + name + " are not at hand");
        }

        @Override
        public Optional<DoubleMatrix> unlabelled(long seed, int n) {
            return Optional.empty();
        }
    }
}
