package fathom.experiments.conditioning;

import com.google.common.collect.ImmutableList;
import fathom.experiments.conditioning.layer.Inputs;
import fathom.experiments.conditioning.norms.NormChapter;
import fathom.experiments.conditioning.width.WidthChapter;
import fathom.ntk.dual.Nonlinearity;
import fathom.runs.UserError;
import fathom.runs.settings.Require;
import fathom.runs.settings.Settings;
import java.util.List;

/**
 * What a user can set. An empty list leaves its part of the experiment out.
 *
 * @param activations of theorems 3 to 10, normalised to mean 0 and second moment 1
 * @param uncentred activations of theorem 12, normalised to second moment 1 alone
 * @param deltas separations
 * @param depths numbers of hidden layers
 * @param inputs of the kernel matrices: {@code sphere}, {@code near}, {@code mnist}
 * @param n inputs of a kernel matrix
 * @param d dimensions of the inputs: at least n for theorems 7 to 10, below it for none of them
 * @param seeds one sample of everything random each
 * @param normActivations of theorems 13, 38 and 60
 * @param lengths squared lengths of inputs, from 1/2 to 2, taken in pairs
 * @param networks of finite width: activations as they are, {@code batch(...)} or {@code layer(...)} around one
 * @param widths of their hidden layers
 * @param widthInputs inputs of the networks, at most the smallest width
 * @param widthDepths numbers of their hidden layers
 * @param cube dimension of the half cube of section 5
 * @param pairActivations of random networks seen through pairs of inputs
 * @param pairWidths of their layers
 * @param pairDepths numbers of their hidden layers
 * @param pairDraws networks behind each value of an interval
 * @param target activation of the random networks to be learned
 * @param targetWidth of their layers
 * @param targetDepths numbers of their hidden layers
 * @param targets seeds of targets, one each
 * @param samples labelled points
 * @param testPoints other points, on which learners are judged
 * @param learnerWidth of the hidden layers of the networks that learn
 * @param rates learning rates to choose from
 * @param epochs passes over the training points
 * @param batch points in a step
 * @param riskActivation of the kernel of theorem 17
 * @param riskD dimension of its inputs
 * @param riskSizes numbers of samples
 * @param riskDepths of kernels beside that of the theorem
 * @param noise labels have uniform noise in +-noise
 * @param gamma theorem 17 holds with probability at least 1 - gamma
 * @param riskPoints on which the excess risk is measured
 */
public record Configuration(
        List<String> activations,
        List<String> uncentred,
        List<Double> deltas,
        List<Integer> depths,
        List<String> inputs,
        int n,
        List<Integer> d,
        List<Long> seeds,
        List<String> normActivations,
        List<Double> lengths,
        List<String> networks,
        List<Integer> widths,
        int widthInputs,
        List<Integer> widthDepths,
        int cube,
        List<String> pairActivations,
        List<Integer> pairWidths,
        List<Integer> pairDepths,
        int pairDraws,
        String target,
        int targetWidth,
        List<Integer> targetDepths,
        List<Long> targets,
        int samples,
        int testPoints,
        int learnerWidth,
        List<Double> rates,
        int epochs,
        int batch,
        String riskActivation,
        int riskD,
        List<Integer> riskSizes,
        List<Integer> riskDepths,
        double noise,
        double gamma,
        int riskPoints) {

    private static final int DEEPEST = 10_000;
    private static final int WIDEST = 16_384;

    /** Labels of theorem 17 lie in [-1, 1], and the target takes 4/5 of that. */
    private static final double LOUDEST = 0.2;

    /** @throws UserError in one sentence, if a value makes no sense alone or beside the others */
    public Configuration {
        activations = each("activations", activations);
        uncentred = each("uncentred", uncentred);
        deltas = ImmutableList.copyOf(Require.distinct("deltas", deltas));
        depths = depths("depths", depths);
        inputs = distinct("inputs", inputs);
        d = ImmutableList.copyOf(Require.distinct("d", d));
        seeds = ImmutableList.copyOf(Require.distinct("seeds", seeds));
        normActivations = each("normActivations", normActivations);
        lengths = ImmutableList.sortedCopyOf(Require.distinct("lengths", lengths));
        networks = distinct("networks", networks);
        widths = ImmutableList.sortedCopyOf(Require.distinct("widths", widths));
        widthDepths = depths("widthDepths", widthDepths);
        pairActivations = each("pairActivations", pairActivations);
        pairWidths = ImmutableList.sortedCopyOf(Require.distinct("pairWidths", pairWidths));
        pairDepths = depths("pairDepths", pairDepths);
        targetDepths = targetDepths.isEmpty() ? ImmutableList.of() : depths("targetDepths", targetDepths);
        targets = ImmutableList.copyOf(Require.distinct("targets", targets));
        rates = ImmutableList.copyOf(Require.distinct("rates", rates));
        riskSizes = ImmutableList.sortedCopyOf(distinct("riskSizes", riskSizes));
        riskDepths = depths("riskDepths", riskDepths);

        inputs.forEach(kind -> Settings.known("kind of inputs", kind, Inputs.KINDS));
        networks.forEach(network -> known("networks", WidthChapter.activation(network)));
        known("target", target);
        known("riskActivation", riskActivation);
        normActivations.forEach(
                name -> Require.that(
                        NormChapter.covers(name),
                        "normActivations",
                        name,
                        "an odd, smooth activation that is increasing and concave on the positive numbers, such as tanh, or a normrelu"));
        deltas.forEach(delta -> Require.that(delta >= 1e-6 && delta <= 1, "deltas", delta, "from 0.000001 to 1"));
        lengths.forEach(length -> Require.between("lengths", length, 0.5, 2));
        d.forEach(dimension -> Require.between("d", dimension, 2, 100_000));
        widths.forEach(width -> Require.between("widths", width, 1, WIDEST));
        pairWidths.forEach(width -> Require.between("pairWidths", width, 1, 1 << 20));
        rates.forEach(rate -> Require.positive("rates", rate));
        riskSizes.forEach(size -> Require.between("riskSizes", size, 2, 20_000));
        Require.between("n", n, 2, 2000);
        Require.between("widthInputs", widthInputs, 2, widths.getFirst());
        Require.between("cube", cube, 4, 24);
        Require.atLeast("pairDraws", pairDraws, 1);
        Require.between("targetWidth", targetWidth, 1, WIDEST);
        Require.between("samples", samples, 10, 20_000);
        Require.atLeast("testPoints", testPoints, 1);
        Require.that(
                samples + testPoints <= 1 << cube - 1,
                "testPoints",
                testPoints,
                "at most " + ((1 << cube - 1) - samples) + ", since the half cube has " + (1 << cube - 1)
                        + " points and samples=" + samples + " of them are seen");
        Require.between("learnerWidth", learnerWidth, 1, WIDEST);
        Require.atLeast("epochs", epochs, 1);
        Require.atLeast("batch", batch, 1);
        Require.between("riskD", riskD, 3, 1000);
        Require.between("noise", noise, 0, LOUDEST);
        Require.that(gamma > 0 && gamma < 0.5, "gamma", gamma, "between 0 and 1/2, both excluded");
        Require.atLeast("riskPoints", riskPoints, 1);
        Require.that(
                Nonlinearity.parse(riskActivation).differentiable(),
                "riskActivation",
                riskActivation,
                "a continuous activation");
    }

    private static <T> ImmutableList<T> distinct(String key, List<T> values) {
        return values.isEmpty() ? ImmutableList.of() : ImmutableList.copyOf(Require.distinct(key, values));
    }

    private static ImmutableList<String> each(String key, List<String> names) {
        ImmutableList<String> all = distinct(key, names);
        all.forEach(name -> known(key, name));
        return all;
    }

    private static ImmutableList<Integer> depths(String key, List<Integer> values) {
        values.forEach(depth -> Require.between(key, depth, 1, DEEPEST));
        return ImmutableList.sortedCopyOf(Require.distinct(key, values));
    }

    private static void known(String key, String activation) {
        try {
            Nonlinearity.parse(activation);
        } catch (IllegalArgumentException e) {
            throw new UserError(key + "=" + activation + " cannot be: " + e.getMessage(), e);
        }
    }
}
