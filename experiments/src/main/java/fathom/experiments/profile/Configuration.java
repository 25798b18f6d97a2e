package fathom.experiments.profile;

import com.google.common.collect.ImmutableList;
import fathom.experiments.profile.sample.Labelling;
import fathom.experiments.profile.sample.Source;
import fathom.experiments.profile.sample.Split;
import fathom.runs.UserError;
import fathom.runs.settings.Require;
import fathom.runs.settings.Settings;
import java.util.List;

/**
 * What a profile measures. Target, digest, label and task come from the command's options and the data; the rest are keys that a user
 * sets.
 *
 * @param target a named target, or the name of a file
 * @param digest the first digits of the file's SHA-256; empty for a named target
 * @param label what the labels are
 * @param task {@code classification} or {@code regression}
 * @param n samples in all
 * @param inputs entries of an input
 * @param outputs outputs of a network
 * @param validation share of the samples on which choices are made
 * @param test share of the samples on which errors are measured
 * @param depths numbers of hidden layers; 0 is the linear model
 * @param seeds one split and one initialisation each
 * @param width of every hidden layer
 * @param rates learning rates to choose from
 * @param steps limit of each training
 * @param batch samples in a step
 * @param ridges to choose from: n r over the mean of the kernel's diagonal
 * @param spectrumSamples samples of which the spectrum is taken
 * @param curveRidge n r of the learning curves over the mean of the kernel's diagonal
 * @param draws samples drawn for each point of a measured learning curve
 * @param conditioningSamples samples whose condition numbers are taken at every depth
 * @param unlabelled inputs on which shallow networks imitate the deepest
 */
public record Configuration(
        String target,
        String digest,
        String label,
        String task,
        int n,
        int inputs,
        int outputs,
        double validation,
        double test,
        List<Integer> depths,
        List<Long> seeds,
        int width,
        List<Double> rates,
        int steps,
        int batch,
        List<Double> ridges,
        int spectrumSamples,
        double curveRidge,
        int draws,
        int conditioningSamples,
        int unlabelled) {

    /** Fewer tell nothing. */
    static final int LEAST_SAMPLES = 30;

    private static final int DEEPEST = 64;
    private static final int LARGEST_SPECTRUM = 5000;

    /** @throws UserError in one sentence, if a value makes no sense alone or beside the others */
    public Configuration {
        Settings.known("task", task, List.of(Labelling.CLASSIFICATION, Labelling.REGRESSION));
        depths = ImmutableList.copyOf(
                Require.distinct("depths", depths).stream().sorted().toList());
        seeds = ImmutableList.copyOf(Require.distinct("seeds", seeds));
        rates = ImmutableList.copyOf(Require.distinct("rates", rates));
        ridges = ImmutableList.copyOf(
                Require.distinct("ridges", ridges).stream().sorted().toList());
        depths.forEach(depth -> Require.between("depths", depth, 0, DEEPEST));
        rates.forEach(rate -> Require.positive("rates", rate));
        ridges.forEach(ridge -> Require.positive("ridges", ridge));
        if (depths.stream().filter(depth -> depth > 0).count() < 2) {
            throw new UserError(
                    "depths=" + depths
                            + " cannot be compared, expected at least two depths with a hidden layer, for instance depths=1,2,4");
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
        Require.atLeast("inputs", inputs, 1);
        Require.atLeast("outputs", outputs, 1);
        Require.atLeast("width", width, 1);
        Require.atLeast("steps", steps, 1);
        Require.atLeast("batch", batch, 1);
        Require.atLeast("draws", draws, 1);
        Require.between("spectrumSamples", spectrumSamples, 16, LARGEST_SPECTRUM);
        Require.between("conditioningSamples", conditioningSamples, 2, LARGEST_SPECTRUM);
        Require.positive("curveRidge", curveRidge);
        Require.atLeast("unlabelled", unlabelled, 1);
    }

    /** Whether samples come from a file, of which every seed sees the same ones in another order. */
    boolean resampled() {
        return !digest.isEmpty();
    }

    boolean classification() {
        return task.equals(Labelling.CLASSIFICATION);
    }

    Problem problem(long seed) {
        return new Problem(target, digest, label, task, n, validation, test, seed);
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
}
