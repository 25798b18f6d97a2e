package fathom.experiments.profile;

import fathom.experiments.profile.sample.Labelling;
import fathom.experiments.profile.sample.Source;
import fathom.experiments.profile.sample.Split;
import fathom.runs.UserError;
import fathom.runs.settings.Key;
import fathom.runs.settings.Require;
import java.util.List;

/** What a profile measures. The keys of {@code data} but two come from the command's options and the data; users set the others. */
public record ProfileSettings(
        ProfileData data,

        @Key(value = "hidden layers; 0 is the linear model", symbol = "L", min = 0, max = 64, example = "0,1,2,4")
        List<Integer> depths,

        NetworkKeys network,
        KernelKeys kernel,

        @Key(value = "one split and one initialisation each", example = "1..5")
        List<Long> seeds) {

    /** The samples and how they are split. */
    public record ProfileData(
            @Key(value = "a named target, or the name of a file", was = "target")
            String target,

            @Key(value = "the first digits of the file's SHA-256; empty for a named target", was = "digest")
            String digest,

            @Key(value = "what the labels are", was = "label")
            String label,

            @Key(
                    value = "classes or numbers",
                    among = {Labelling.CLASSIFICATION, Labelling.REGRESSION},
                    was = "task")
            String task,

            @Key(value = "samples in all", was = "n") int n,

            @Key(value = "entries of an input", min = 1, was = "inputs")
            int inputs,

            @Key(value = "outputs of a network", min = 1, was = "outputs")
            int outputs,

            @Key(value = "share of the samples on which choices are made", was = "validation")
            double validation,

            @Key(value = "share of the samples on which errors are measured", was = "test")
            double test) {}

    /** Trained networks, and shallow ones that imitate the deepest. */
    public record NetworkKeys(
            @Key(value = "units in each hidden layer", min = 1, was = "width")
            int width,

            @Key(value = "learning rates to choose from", min = 1e-12, example = "0.001,0.003,0.01", was = "rates")
            List<Double> rates,

            @Key(value = "limit of each training", unit = "steps", min = 1, was = "steps")
            int steps,

            @Key(value = "samples in a step", min = 1, was = "batch")
            int batch,

            @Key(value = "inputs on which shallow networks imitate the deepest", min = 1, was = "unlabelled")
            int unlabelled) {}

    /** Kernels of infinitely wide networks. */
    public record KernelKeys(
            @Key(
                    value = "ridges n r to choose from, in units of the kernel's mean diagonal",
                    min = 1e-12,
                    example = "0.01,0.1,1",
                    was = "ridges")
            List<Double> ridges,

            @Key(
                    value = "samples of which spectrum and learning curves are taken",
                    min = 16,
                    max = LARGEST_SPECTRUM,
                    was = "spectrumSamples")
            int spectrum,

            @Key(
                    value = "ridge n r of the learning curves, in units of the kernel's mean diagonal",
                    min = 1e-12,
                    was = "curveRidge")
            double curveRidge,

            @Key(value = "draws for each point of a measured learning curve", min = 1, was = "draws")
            int draws,

            @Key(
                    value = "samples whose condition numbers are taken at every depth",
                    min = 2,
                    max = LARGEST_SPECTRUM,
                    was = "conditioningSamples")
            int conditioning) {}

    static final int LARGEST_SPECTRUM = 5000;

    /** Fewer tell nothing. */
    private static final int LEAST_SAMPLES = 30;

    /** Conditioning is cheap, and shown to this depth at least. */
    private static final int CONDITIONING_DEPTH = 8;

    /** @throws UserError in one sentence, if values do not go together */
    public ProfileSettings {
        depths = depths.stream().sorted().toList();
        seeds = List.copyOf(seeds);
        kernel = new KernelKeys(
                kernel.ridges.stream().sorted().toList(),
                kernel.spectrum,
                kernel.curveRidge,
                kernel.draws,
                kernel.conditioning);
        if (depths.stream().filter(depth -> depth > 0).count() < 2) {
            throw new UserError("invalid value depths=" + depths
                    + ": must hold at least two depths with a hidden layer, for instance depths=1,2,4");
        }
        if (data.n < LEAST_SAMPLES) {
            throw new UserError(data.target + " has " + data.n + " samples, expected at least " + LEAST_SAMPLES
                    + " to be split into training, validation and test");
        }
        share("data.validation", data.validation);
        share("data.test", data.test);
        int left = data.n - Split.held(data.validation, data.n) - Split.held(data.test, data.n);
        if (left < 2) {
            throw new UserError("data.validation=" + data.validation + " and data.test=" + data.test + " leave "
                    + Math.max(0, left) + " of " + data.n + " samples for training, expected at least 2");
        }
    }

    private static void share(String key, double value) {
        Require.that(value > 0 && value < 1, key, value, "a share between 0 and 1");
    }

    /** Whether samples come from a file, of which every seed sees the same ones in another order. */
    boolean resampled() {
        return !data.digest.isEmpty();
    }

    boolean classification() {
        return data.task.equals(Labelling.CLASSIFICATION);
    }

    ProfileProblem problem(long seed) {
        return new ProfileProblem(
                data.target, data.digest, data.label, data.task, data.n, data.validation, data.test, seed);
    }

    /** @throws UserError if a part of some seed's split cannot be learned from or judged */
    public void checkSplits(Source source) {
        seeds.forEach(seed -> problem(seed).split(source).check(seed, spectrum()));
    }

    /** The depths with a hidden layer, ascending. */
    List<Integer> hidden() {
        return depths.stream().filter(depth -> depth > 0).toList();
    }

    int shallow() {
        return hidden().getFirst();
    }

    int deepest() {
        return hidden().getLast();
    }

    /** The deeper ones among the hidden depths. */
    List<Integer> deeper() {
        return hidden().subList(1, hidden().size());
    }

    /** The depths that imitate the deepest: the other hidden ones. */
    List<Integer> students() {
        return hidden().subList(0, hidden().size() - 1);
    }

    int testSamples() {
        return Split.held(data.test, data.n);
    }

    /** Samples of the training part. */
    int training() {
        return problem(0).training();
    }

    /** Samples whose spectrum is taken: as many as asked for, or all of the training part. */
    int spectrum() {
        return Math.min(kernel.spectrum, training());
    }

    /** Samples whose condition numbers are taken: as many as asked for, or all of the training part. */
    int conditioned() {
        return Math.min(kernel.conditioning, training());
    }

    int conditioningDepth() {
        return Math.max(CONDITIONING_DEPTH, deepest());
    }

    /** What is measured on the test part. */
    String errorName() {
        return classification() ? "test error" : "squared error / variance";
    }
}
