package fathom.experiments.localglobal;

import fathom.experiments.localglobal.LazySection.LazySettings;
import fathom.experiments.localglobal.LossSection.LossSettings;
import fathom.experiments.localglobal.SchurSection.SchurSettings;
import fathom.runs.settings.Key;
import module fathom.experiments;
import module java.base;

/** What users set; the letters are the paper's. Every combination of target, N, H, depth and seed is one network to train. */
public record LocalGlobalSettings(
        @Key(value = "orders of the targets: how many entries are multiplied", symbol = "k", min = 1)
        List<Integer> k,

        @Key(
                value = "input dimensions: one for each order, or one for all",
                symbol = "d",
                min = 1,
                empty = "is refused")
        List<Integer> d,

        @Key(value = "training samples", symbol = "N", min = 2)
        List<Integer> N,

        @Key(value = "width of the hidden layers", symbol = "H", min = 1)
        List<Integer> H,

        @Key(
                value = "hidden layers; 0 is the linear perceptron, which has no kernel",
                symbol = "L",
                min = 0,
                max = 1000)
        List<Integer> depths,

        @Key(
                value = "local and global (of the orders k), and tasks by name, also local(k=3,d=40)",
                empty = "leaves out all but the sections with keys of their own",
                example = "local,global,parity(k=3,d=30,p=0.7)")
        List<String> targets,

        @Key(
                value = "ntk (trained biases, beta = 1), ntk-unbiased, nngp (bias variance 0.1)",
                among = {"ntk", "ntk-unbiased", "nngp"},
                empty = "leaves kernel regression out")
        List<String> kernels,

        @Key("learning rates to choose from") List<Double> rates,

        @Key("one sample of data and one initialisation each")
        List<Long> seeds,

        @Key(value = "limit of each training", unit = "epochs", min = 1)
        int epochs,

        @Key(value = "fresh points for the test error", min = 1)
        int testPoints,

        @Key(value = "samples in a step of gradient descent", min = 1)
        int batch,

        @Key(
                value = "initial weights",
                among = {"glorot", "he", "ntk"})
        String initialiser,

        @Key(
                value = "loss",
                among = {"logistic", "hinge", "squared"})
        String loss,

        @Key(value = "share of the training samples on which the learning rate is chosen", example = "0.2")
        double validation,

        @Key(
                value =
                        "parts of the training samples of which each in turn chooses the learning rate, with weights of its own; 1 holds"
                                + " the share validation back",
                min = 1,
                max = 100)
        int folds,

        @Key(value = "lengths of the perturbations of claim 6", empty = "leaves claim 6 out")
        List<Double> perturbations,

        @Key(value = "samples with random labels for claim 6; 0 for none", min = 0, max = 1_000_000)
        int randomLabels,

        @Key(value = "r of K + N r I in kernel regression; 0 interpolates", symbol = "r", min = 0, max = 1e300)
        double ridge,

        SchurSettings schur,
        LazySettings lazy,
        LossSettings losses) {

    /** The most rows of a square matrix in a Java array. */
    private static final int LARGEST_KERNEL = 46_340;

    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

    /** @throws UserError in one sentence, if values do not go together */
    public LocalGlobalSettings {
        rates.forEach(rate -> Require.positive("rates", rate));
        perturbations.forEach(length -> Require.positive("perturbations", length));
        if (d.size() != 1 && d.size() != k.size()) {
            throw new UserError("d has " + d.size() + " values and k has " + k.size()
                    + ": give one dimension for all orders or one for each");
        }
        targets.forEach(LocalGlobalSettings::checkTarget);
        for (int order : k) {
            checkOrder(order, d.get(d.size() == 1 ? 0 : k.indexOf(order)), targets);
        }
        Require.between("batch", batch, 1, Collections.min(N));
        int fewest = Math.min(Collections.min(N), lazy.N());
        Require.that(
                validation > 0 && validation < 1 && Search.held(validation, fewest) >= 1,
                "validation",
                validation,
                "a share between 0 and 1 that holds back at least one of " + fewest + " samples");
        Require.that(folds <= fewest, "folds", folds, "at most the number of training samples, " + fewest);
        checkSizes(Collections.max(N), testPoints, d, kernels);
    }

    private static void checkTarget(String name) {
        if (!Words.TARGETS.contains(name)) {
            Settings.known(
                    "target",
                    name.replaceAll("\\(.*", "").strip(),
                    Task.names().keySet().stream()
                            .map(task -> task.replaceAll("\\(.*", ""))
                            .toList());
            NamedTarget.of(name);
        }
    }

    private static void checkOrder(int order, int dimension, List<String> targets) {
        if (targets.contains(Words.LOCAL) && order > dimension) {
            throw new UserError("invalid value k=" + order + " at d=" + dimension
                    + ": a local target multiplies k different entries, so k must be at most d");
        }
        if (targets.contains(Words.GLOBAL) && order >= dimension) {
            throw new UserError(
                    "invalid value k=" + order + " at d=" + dimension
                            + ": a global target sums products of k neighbours round a ring of d entries, so k must be below d");
        }
    }

    /** Refuses what no Java array holds, whatever the memory. */
    private static void checkSizes(int samples, int testPoints, List<Integer> d, List<String> kernels) {
        int points = Math.max(samples, testPoints);
        if (!kernels.isEmpty() && samples > LARGEST_KERNEL) {
            throw new UserError("N=" + samples + " with kernels needs about "
                    + Bytes.words((long) Math.min(8.0 * samples * samples, Long.MAX_VALUE))
                    + " in one matrix, which can have at most " + LARGEST_KERNEL
                    + " rows: take a smaller N, or leave the kernels out (kernels=)");
        }
        for (int dimension : d) {
            if ((long) points * dimension > LARGEST_ARRAY) {
                throw new UserError(points + " points of d=" + dimension + " entries need about "
                        + Bytes.words(4L * points * dimension) + " in one array, which can have at most "
                        + Bytes.words(4 * LARGEST_ARRAY) + ": take a smaller N, testPoints or d");
            }
        }
    }

    /** All targets, each once: those of the paper for every order, then the tasks. */
    List<NamedTarget> allTargets() {
        Set<NamedTarget> all = new LinkedHashSet<>();
        for (int order : k) {
            targets.stream()
                    .filter(Words.TARGETS::contains)
                    .forEach(name ->
                            all.add(new NamedTarget(name, order, d.get(d.size() == 1 ? 0 : k.indexOf(order)))));
        }
        targets.stream().filter(name -> !Words.TARGETS.contains(name)).forEach(name -> all.add(NamedTarget.of(name)));
        return new ArrayList<>(all);
    }

    /** The depths with a hidden layer, ascending. */
    List<Integer> hiddenDepths() {
        return depths.stream().filter(depth -> depth > 0).sorted().toList();
    }

    /** How networks of a width are trained. */
    Search search(int width) {
        return search(width, loss, rates);
    }

    /** The same with another loss and the rates that suit it. */
    Search search(int width, String otherLoss, List<Double> itsRates) {
        return new Search(width, itsRates, epochs, batch, initialiser, otherLoss, validation, folds);
    }
}
