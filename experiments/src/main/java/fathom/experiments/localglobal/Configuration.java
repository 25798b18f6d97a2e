package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import fathom.runs.Bytes;
import fathom.runs.UserError;
import fathom.runs.settings.Require;
import fathom.runs.settings.Settings;
import java.util.List;

/**
 * What a user can set; the letters are the paper's.
 *
 * <p>Every combination of order, target, depth and seed is one network to train, and every combination of order, kernel, depth and
 * seed is one regression, which serves both targets.
 *
 * @param k orders of the targets: how many entries are multiplied
 * @param d input dimensions: one for each order, or one for all
 * @param N training samples
 * @param H width of every hidden layer
 * @param depths numbers of hidden layers; 0 is the linear perceptron and has no kernel here
 * @param targets of {@code local}, {@code global}
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
 * @param ridge r of K + N r I; 0 interpolates
 */
public record Configuration(
        List<Integer> k,
        List<Integer> d,
        int N,
        int H,
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
        double ridge) {

    /** The most rows of a square matrix in a Java array. */
    private static final int LARGEST_KERNEL = 46_340;

    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

    /** @throws UserError in one sentence, if a value makes no sense alone or beside the others */
    public Configuration {
        k = ImmutableList.copyOf(Require.distinct("k", k));
        d = ImmutableList.copyOf(d);
        Require.that(!d.isEmpty(), "d", d, "at least one dimension");
        depths = ImmutableList.copyOf(Require.distinct("depths", depths));
        targets = ImmutableList.copyOf(Require.distinct("targets", targets));
        kernels = kernels.isEmpty() ? ImmutableList.of() : ImmutableList.copyOf(Require.distinct("kernels", kernels));
        rates = ImmutableList.copyOf(Require.distinct("rates", rates));
        seeds = ImmutableList.copyOf(Require.distinct("seeds", seeds));
        targets.forEach(name -> Settings.known("target", name, Words.TARGETS));
        kernels.forEach(name -> Settings.known("kernel", name, Words.KERNELS));
        Settings.known("initialiser", initialiser, Words.INITIALISERS);
        Settings.known("loss", loss, Words.LOSSES);
        depths.forEach(depth -> Require.that(
                depth >= 0, "depths", depth, "numbers of hidden layers, at least 0 (0 is the linear perceptron)"));
        rates.forEach(rate -> Require.positive("rates", rate));
        perturbations = perturbations.isEmpty()
                ? ImmutableList.of()
                : ImmutableList.copyOf(Require.distinct("perturbations", perturbations));
        perturbations.forEach(length -> Require.positive("perturbations", length));
        Require.atLeast("N", N, 2);
        Require.atLeast("H", H, 1);
        Require.atLeast("epochs", epochs, 1);
        Require.atLeast("testPoints", testPoints, 1);
        Require.between("batch", batch, 1, N);
        Require.that(ridge >= 0 && ridge < Double.POSITIVE_INFINITY, "ridge", ridge, "0 or a positive number");
        Require.that(
                validation > 0 && validation < 1 && held(validation, N) >= 1,
                "validation",
                validation,
                "a share between 0 and 1 that holds at least one of N=" + N + " samples back");
        checkOrders(k, d, targets);
        checkSizes(N, Math.max(N, testPoints), d, kernels);
    }

    /** The input dimension that goes with an order. */
    int dimension(int order) {
        return d.get(d.size() == 1 ? 0 : k.indexOf(order));
    }

    private static void checkOrders(List<Integer> k, List<Integer> d, List<String> targets) {
        if (d.size() != 1 && d.size() != k.size()) {
            throw new UserError("d has " + d.size() + " values and k has " + k.size()
                    + ", expected one dimension for all orders or one for each");
        }
        for (int i = 0; i < k.size(); i++) {
            int order = Require.atLeast("k", k.get(i), 1);
            int dimension = Require.atLeast("d", d.get(d.size() == 1 ? 0 : i), 1);
            if (targets.contains(Words.LOCAL) && order > dimension) {
                throw new UserError("k=" + order + " with d=" + dimension + " cannot be: a local target multiplies "
                        + order + " different entries of an input, expected k <= d");
            }
            if (targets.contains(Words.GLOBAL) && order >= dimension) {
                throw new UserError(
                        "k=" + order + " with d=" + dimension
                                + " cannot be: a global target sums products of k neighbours round a ring of d entries, expected k < d");
            }
        }
    }

    /** Refuses what no Java array holds, whatever the memory. */
    private static void checkSizes(int samples, int points, List<Integer> d, List<String> kernels) {
        if (!kernels.isEmpty() && samples > LARGEST_KERNEL) {
            throw new UserError("N=" + samples + " with kernels needs about "
                    + Bytes.words((long) Math.min(8.0 * samples * samples, Long.MAX_VALUE))
                    + " in one matrix, which can have " + LARGEST_KERNEL
                    + " rows at most; take a smaller N, or leave the kernels out (kernels=)");
        }
        for (int dimension : d) {
            if ((long) points * dimension > LARGEST_ARRAY) {
                throw new UserError(points + " points of d=" + dimension + " entries need about "
                        + Bytes.words(4L * points * dimension) + " in one array, which can have "
                        + Bytes.words(4 * LARGEST_ARRAY) + " at most; take a smaller N, testPoints or d");
            }
        }
    }

    /** The number of samples that a share of {@code validation} holds back. */
    static int held(double validation, int samples) {
        return (int) Math.floor(validation * samples);
    }
}
