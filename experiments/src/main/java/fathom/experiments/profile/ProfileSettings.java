package fathom.experiments.profile;

import fathom.experiments.profile.sample.Labelling;
import fathom.experiments.profile.sample.Source;
import fathom.experiments.profile.sample.Split;
import fathom.runs.UserError;
import fathom.runs.settings.Key;
import fathom.runs.settings.Require;
import java.util.List;

/** What a profile measures. The first seven keys come from the command's options and the data; users set the others. */
public record ProfileSettings(
        @Key("a named target, or the name of a file") String target,

        @Key("the first digits of the file's SHA-256; empty for a named target")
        String digest,

        @Key("what the labels are") String label,

        @Key(
                value = "classes or numbers",
                among = {Labelling.CLASSIFICATION, Labelling.REGRESSION})
        String task,

        @Key("samples in all") int n,
        @Key(value = "entries of an input", min = 1) int inputs,
        @Key(value = "outputs of a network", min = 1) int outputs,

        @Key("share of the samples on which choices are made")
        double validation,

        @Key("share of the samples on which errors are measured")
        double test,

        @Key(value = "hidden layers; 0 is the linear model", symbol = "L", min = 0, max = 64, example = "0,1,2,4")
        List<Integer> depths,

        @Key(value = "one split and one initialisation each", example = "1..5")
        List<Long> seeds,

        @Key(value = "units in each hidden layer", min = 1) int width,

        @Key(value = "learning rates to choose from", min = Double.MIN_VALUE, example = "0.001,0.003,0.01")
        List<Double> rates,

        @Key(value = "limit of each training", unit = "steps", min = 1)
        int steps,

        @Key(value = "samples in a step", min = 1) int batch,

        @Key(
                value = "ridges n r to choose from, in units of the kernel's mean diagonal",
                min = Double.MIN_VALUE,
                example = "0.01,0.1,1")
        List<Double> ridges,

        @Key(
                value = "samples of which spectrum and learning curves are taken",
                min = 16,
                max = ProfileSettings.LARGEST_SPECTRUM)
        int spectrumSamples,

        @Key(value = "ridge n r of the learning curves, in units of the kernel's mean diagonal", min = Double.MIN_VALUE)
        double curveRidge,

        @Key(value = "draws for each point of a measured learning curve", min = 1)
        int draws,

        @Key(
                value = "samples whose condition numbers are taken at every depth",
                min = 2,
                max = ProfileSettings.LARGEST_SPECTRUM)
        int conditioningSamples,

        @Key(value = "inputs on which shallow networks imitate the deepest", min = 1)
        int unlabelled) {

    static final int LARGEST_SPECTRUM = 5000;

    /** Fewer tell nothing. */
    private static final int LEAST_SAMPLES = 30;

    /** Conditioning is cheap, and shown to this depth at least. */
    private static final int CONDITIONING_DEPTH = 8;

    /** @throws UserError in one sentence, if values do not go together */
    public ProfileSettings {
        depths = depths.stream().sorted().toList();
        seeds = List.copyOf(seeds);
        rates = List.copyOf(rates);
        ridges = ridges.stream().sorted().toList();
        if (depths.stream().filter(depth -> depth > 0).count() < 2) {
            throw new UserError("invalid value depths=" + depths
                    + ": must hold at least two depths with a hidden layer, for instance depths=1,2,4");
        }
        if (n < LEAST_SAMPLES) {
            throw new UserError(target + " has " + n + " samples, expected at least " + LEAST_SAMPLES
                    + " to be split into training, validation and test");
        }
        Require.that(validation > 0 && validation < 1, "validation", validation, "a share between 0 and 1");
        Require.that(test > 0 && test < 1, "test", test, "a share between 0 and 1");
        int left = n - Split.held(validation, n) - Split.held(test, n);
        if (left < 2) {
            throw new UserError("validation=" + validation + " and test=" + test + " leave " + Math.max(0, left)
                    + " of " + n + " samples for training, expected at least 2");
        }
    }

    /** Whether samples come from a file, of which every seed sees the same ones in another order. */
    boolean resampled() {
        return !digest.isEmpty();
    }

    boolean classification() {
        return task.equals(Labelling.CLASSIFICATION);
    }

    ProfileProblem problem(long seed) {
        return new ProfileProblem(target, digest, label, task, n, validation, test, seed);
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
        return Split.held(test, n);
    }

    /** Samples of the training part. */
    int training() {
        return problem(0).training();
    }

    /** Samples whose spectrum is taken: as many as asked for, or all of the training part. */
    int spectrum() {
        return Math.min(spectrumSamples, training());
    }

    /** Samples whose condition numbers are taken: as many as asked for, or all of the training part. */
    int conditioned() {
        return Math.min(conditioningSamples, training());
    }

    int conditioningDepth() {
        return Math.max(CONDITIONING_DEPTH, deepest());
    }

    /** What is measured on the test part. */
    String errorName() {
        return classification() ? "test error" : "squared error / variance";
    }
}
