package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import fathom.data.Task;
import fathom.experiments.localglobal.lazy.LazyCell;
import fathom.experiments.localglobal.problem.Words;
import fathom.experiments.localglobal.training.Search;
import fathom.runs.settings.Require;
import fathom.runs.settings.Settings;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * What a user can set; the letters are the paper's.
 *
 * <p>Every combination of order, N, H, target, depth and seed is one network to train, and every combination of order, N, kernel, depth
 * and seed is one regression, which serves both targets. An empty list leaves its part of the experiment out.
 *
 * @param k orders of the targets: how many entries are multiplied
 * @param d input dimensions: one for each order, or one for all
 * @param N training samples
 * @param H widths of the hidden layers
 * @param depths numbers of hidden layers; 0 is the linear perceptron and has no kernel here
 * @param targets {@code local}, {@code global} of the orders k, and tasks by their names, such as {@code parity(k=3,d=30,p=0.75)}
 * @param kernels of {@code ntk}, {@code ntk-unbiased}, {@code nngp}; may be empty
 * @param rates learning rates to choose from
 * @param seeds one sample of data and one initialisation each
 * @param epochs limit of each training
 * @param testPoints fresh points on which the test error is measured
 * @param batch samples in a step of gradient descent
 * @param initialiser of {@code glorot}, {@code he}, {@code ntk}
 * @param loss of {@code logistic}, {@code hinge}, {@code squared}
 * @param validation share of the training samples on which the learning rate is chosen
 * @param perturbations lengths of the perturbations under which the trained networks' stability is measured; may be empty
 * @param randomLabels samples with random labels, on which networks are trained for their stability alone; 0 for none
 * @param ridge r of K + N r I; 0 interpolates
 * @param schurK orders of the values of claim 4; empty for none
 * @param schurD their input dimension
 * @param schurN their numbers of samples
 * @param schurRidges their ridges
 * @param schurSeeds samples drawn for them
 * @param alphas output scales of claim 5, at width lazyH; empty for none
 * @param widths widths of claim 5, at output scale widthAlpha; may be empty
 * @param widthAlpha that output scale
 * @param lazyK order of its targets
 * @param lazyD their input dimension
 * @param lazyN their samples
 * @param lazyH width at which alpha is swept
 * @param lazyDepths numbers of hidden layers
 * @param lazyRates learning rates to choose from, as shares of the largest stable one
 * @param lazyEpochs limit of each training
 * @param lazySeeds samples and initialisations
 */
public record Configuration(
        List<Integer> k,
        List<Integer> d,
        List<Integer> N,
        List<Integer> H,
        List<Integer> depths,
        List<String> targets,
        List<String> kernels,
        List<Double> rates,
        List<Long> seeds,
        int epochs,
        int testPoints,
        int batch,
        String initialiser,
        String loss,
        double validation,
        List<Double> perturbations,
        int randomLabels,
        double ridge,
        List<Integer> schurK,
        int schurD,
        List<Integer> schurN,
        List<Double> schurRidges,
        int schurSeeds,
        List<Double> alphas,
        List<Integer> widths,
        double widthAlpha,
        int lazyK,
        int lazyD,
        int lazyN,
        int lazyH,
        List<Integer> lazyDepths,
        List<Double> lazyRates,
        int lazyEpochs,
        int lazySeeds) {

    /** Test points on which the tangent kernel of claim 5 is watched. */
    private static final int PROBES = 64;

    private static final int DEEPEST = 1_000;
    private static final int MOST_SEEDS = 10_000;

    private static final List<String> TASKS =
            Task.names().keySet().stream().map(Configuration::symbol).toList();

    /** @throws fathom.runs.UserError in one sentence, if a value makes no sense alone or beside the others */
    public Configuration {
        k = ImmutableList.copyOf(Require.distinct("k", k));
        d = ImmutableList.copyOf(d);
        Require.that(!d.isEmpty(), "d", d, "at least one dimension");
        N = ImmutableList.copyOf(Require.distinct("N", N));
        H = ImmutableList.copyOf(Require.distinct("H", H));
        depths = ImmutableList.copyOf(Require.distinct("depths", depths));
        targets = ImmutableList.copyOf(Require.distinct("targets", targets));
        kernels = maybe("kernels", kernels);
        rates = ImmutableList.copyOf(Require.distinct("rates", rates));
        seeds = ImmutableList.copyOf(Require.distinct("seeds", seeds));
        perturbations = maybe("perturbations", perturbations);
        schurK = maybe("schurK", schurK);
        schurN = ImmutableList.sortedCopyOf(Require.distinct("schurN", schurN));
        schurRidges = ImmutableList.sortedCopyOf(Require.distinct("schurRidges", schurRidges));
        alphas = ImmutableList.sortedCopyOf(maybe("alphas", alphas));
        widths = ImmutableList.sortedCopyOf(maybe("widths", widths));
        lazyDepths = ImmutableList.sortedCopyOf(Require.distinct("lazyDepths", lazyDepths));
        lazyRates = ImmutableList.copyOf(Require.distinct("lazyRates", lazyRates));

        targets.forEach(Configuration::checkTarget);
        kernels.forEach(name -> Settings.known("kernel", name, Words.KERNELS));
        Settings.known("initialiser", initialiser, Words.INITIALISERS);
        Settings.known("loss", loss, Words.LOSSES);
        depths.forEach(depth -> Require.that(
                depth >= 0 && depth <= DEEPEST,
                "depths",
                depth,
                "numbers of hidden layers from 0 (the linear perceptron) to " + DEEPEST));
        lazyDepths.forEach(depth -> Require.between("lazyDepths", depth, 1, DEEPEST));
        positive("rates", rates);
        positive("perturbations", perturbations);
        positive("alphas", alphas);
        positive("lazyRates", lazyRates);
        N.forEach(samples -> Require.atLeast("N", samples, 2));
        H.forEach(width -> Require.atLeast("H", width, 1));
        schurN.forEach(samples -> Require.between("schurN", samples, 2, 10_000));
        widths.forEach(width -> Require.between("widths", width, 1, 1 << 14));
        schurRidges.forEach(r -> Require.that(r >= 0 && r < 1e9, "schurRidges", r, "0 or a positive number"));
        Require.atLeast("epochs", epochs, 1);
        Require.atLeast("lazyEpochs", lazyEpochs, 1);
        Require.atLeast("testPoints", testPoints, 1);
        Require.between("schurSeeds", schurSeeds, 1, MOST_SEEDS);
        Require.between("lazySeeds", lazySeeds, 1, MOST_SEEDS);
        Require.atLeast("lazyH", lazyH, 1);
        Require.positive("widthAlpha", widthAlpha);
        Require.atLeast("lazyN", lazyN, 2);
        Require.between("batch", batch, 1, Collections.min(N));
        Require.between("randomLabels", randomLabels, 0, 1_000_000);
        Require.that(ridge >= 0 && ridge < Double.POSITIVE_INFINITY, "ridge", ridge, "0 or a positive number");
        int fewest = Math.min(Collections.min(N), lazyN);
        Require.that(
                validation > 0 && validation < 1 && Search.held(validation, fewest) >= 1,
                "validation",
                validation,
                "a share between 0 and 1 that holds at least one of " + fewest + " samples back");
        Limits.checkOrders(k, d, targets);
        schurK.forEach(order -> Require.between("schurK", order, 1, schurD - 1));
        Require.between("lazyK", lazyK, 1, lazyD - 1);
        Limits.checkSizes(Collections.max(N), testPoints, d, kernels);
    }

    /** The input dimension that goes with an order. */
    int dimension(int order) {
        return d.get(d.size() == 1 ? 0 : k.indexOf(order));
    }

    /** The depths with a hidden layer, ascending. */
    List<Integer> hiddenDepths() {
        return depths.stream().filter(depth -> depth > 0).sorted().toList();
    }

    /** The targets of the paper among all. */
    List<String> paperTargets() {
        return targets.stream().filter(Words.TARGETS::contains).toList();
    }

    /** The names of the tasks among all targets. */
    List<String> tasks() {
        return targets.stream().filter(name -> !Words.TARGETS.contains(name)).toList();
    }

    /** How networks of a width are trained. */
    Search search(int width) {
        return new Search(width, rates, epochs, batch, initialiser, loss, validation);
    }

    /** How the networks of claim 5 are trained. */
    LazyCell.Descent descent() {
        return new LazyCell.Descent(lazyRates, lazyEpochs, batch, validation, Math.min(PROBES, testPoints));
    }

    private static void checkTarget(String name) {
        if (!Words.TARGETS.contains(name)) {
            Settings.known("target", symbol(name), TASKS);
            Task.named(name);
        }
    }

    /** A task's name without its keys. */
    private static String symbol(String name) {
        return name.replaceAll("\\(.*", "").strip();
    }

    private static void positive(String key, List<Double> values) {
        values.forEach(value -> Require.positive(key, value));
    }

    private static <T> ImmutableList<T> maybe(String key, Collection<T> values) {
        return values.isEmpty() ? ImmutableList.of() : ImmutableList.copyOf(Require.distinct(key, values));
    }
}
