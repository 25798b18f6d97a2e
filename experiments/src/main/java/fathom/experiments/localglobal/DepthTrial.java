package fathom.experiments.localglobal;

import fathom.data.Target;
import fathom.experiments.protocol.Threaded;
import module fathom.experiments;
import module java.base;

/**
 * One network: its learning rate is chosen on held-out samples, then it is trained again, from fresh weights, on all samples; at the next
 * lower rate where that diverges.
 */
record DepthTrial() implements Trial<DepthTrial.DepthCase, DepthTrial.DepthResult> {

    /**
     * One trial.
     *
     * @param target {@code local}, {@code global} or the name of a task
     * @param depth number of hidden layers
     * @param perturbations lengths of the perturbations of test points under which its answers are compared
     */
    public record DepthCase(
            TargetProblem problem, String target, int depth, Search training, List<Double> perturbations) {

        String label() {
            return "network, " + target + (problem.k() > 0 ? ", k = " + problem.k() : "") + ", d = " + problem.d()
                    + ", N = " + problem.N() + ", L = " + depth + ", " + training.loss() + " loss, seed "
                    + problem.seed();
        }

        /** Rough floating-point operations. */
        double cost() {
            return training.cost(problem.d(), depth, problem.N());
        }

        /** Samples and their labels, a network with its gradient, and the training error's outputs, twice as much as that needs. */
        long bytes() {
            long points = (long) problem.N() + problem.testPoints();
            return points * (problem.d() + 8L) * Float.BYTES
                    + 2 * Network.bytes(TrainedNetwork.architecture(problem.d(), depth, training), training.batch());
        }
    }

    /**
     * Its result.
     *
     * @param error share of the test points whose sign is wrong; that of the constant answer where training diverged
     * @param constantError error of always answering the more frequent class: 1/2 for the paper's targets, else that on the test points
     * @param rate the learning rate of the training on all samples
     * @param fallbacks how many steps of the grid it lies below the rate of the least validation error, where training diverged
     * @param outcome {@code interpolated}, {@code epoch limit} or {@code diverged}, of the training on all samples
     * @param epochs passes over the samples until it stopped
     * @param trainingError share of misclassified training samples at the end
     * @param validationErrors by learning rate, in the configuration's order; 1 where training diverged
     * @param alignment what the network has learned of the target
     * @param stability one for each length of perturbation; empty where training diverged
     */
    public record DepthResult(
            double error,
            double constantError,
            double rate,
            int fallbacks,
            String outcome,
            int epochs,
            double trainingError,
            List<Double> validationErrors,
            Alignment alignment,
            List<FlipRates> stability) {}

    /**
     * How much of a target the hidden layers of a network hold; a local target reads the first k entries.
     *
     * <pre>
     * mass = sum_{j ≤ k} |w_j|^2 / sum_{j ≤ d} |w_j|^2,   w_j the first layer's weights of entry j; about k / d without training
     * </pre>
     *
     * @param readout {@link Readout#explained} of the target's value, whose sign is the label; NaN where training diverged
     * @param mass NaN where training diverged
     */
    public record Alignment(double readout, double mass) {

        /** That of a training that diverged. */
        static final Alignment NONE = new Alignment(Double.NaN, Double.NaN);

        private static Alignment of(Network network, Target target, int k, FloatMatrix points) {
            double[] values = IntStream.range(0, points.rows())
                    .mapToDouble(i -> target.value(points, i))
                    .toArray();
            FloatMatrix weights =
                    network.parameter(network.architecture().tensors().getFirst());
            double some = 0;
            double all = 0;
            for (int i = 0; i < weights.rows(); i++) {
                for (int j = 0; j < weights.columns(); j++) {
                    double square = (double) weights.get(i, j) * weights.get(i, j);
                    all += square;
                    some += i < k ? square : 0;
                }
            }
            return new Alignment(Readout.explained(Readout.hidden(network, points), values), some / all);
        }
    }

    /**
     * How often an answer changes when a test point is moved, by the network and by the target itself, see {@link Stability}. All trials with
     * one seed have the same points, axes and directions, so that answers are compared in pairs.
     *
     * @param length Euclidean length of the perturbation
     * @param oneEntry share of test points whose answer by the network changes when one entry moves
     * @param allEntries the same when all entries move
     * @param labelOneEntry share of test points whose true label changes when one entry moves
     * @param labelAllEntries the same when all entries move
     */
    public record FlipRates(
            double length, double oneEntry, double allEntries, double labelOneEntry, double labelAllEntries) {

        static FlipRates of(Network network, Target target, FloatMatrix points, double length, RandomStream random) {
            Stability answers = Stability.of(network, points, length, random);
            FloatMatrix labels = target.labels(points);
            FloatMatrix one = target.labels(Stability.oneEntry(points, length, random));
            FloatMatrix all = target.labels(Stability.allEntries(points, length, random));
            return new FlipRates(
                    length,
                    answers.oneEntry(),
                    answers.allEntries(),
                    Stability.changed(labels, one),
                    Stability.changed(labels, all));
        }
    }

    static Sweep<DepthCase, DepthResult> sweep(String name, List<DepthCase> plan, int threads) {
        return Sweep.of(name, DepthCase.class, DepthResult.class, plan, new Threaded<>(threads, new DepthTrial()))
                .withCost(DepthCase::cost)
                .withBytes(DepthCase::bytes)
                .withLabel(DepthCase::label);
    }

    @Override
    public DepthResult run(DepthCase at) {
        TargetSamples samples = TargetSamples.of(at.target(), at.problem());
        Target target = TargetSamples.target(at.target(), at.problem());
        FloatMatrix labels = target.labels(samples.training());
        FloatMatrix truth = target.labels(samples.test());
        RandomStream random = at.problem().stream(" network");

        List<Double> errors =
                TrainedNetwork.validationErrors(at.depth(), at.training(), samples.training(), labels, random);
        List<Double> rates = at.training().rates();
        double chosen = TrainedNetwork.best(errors, rates);
        TrainedNetwork trained =
                TrainedNetwork.orLower(at.depth(), at.training(), samples.training(), labels, chosen, random);
        double constant = at.problem().k() > 0 ? TrainedNetwork.CHANCE : rarer(truth);
        return new DepthResult(
                trained.error(samples.test(), truth, constant),
                constant,
                trained.rate(),
                (int) rates.stream()
                        .filter(rate -> rate > trained.rate() && rate <= chosen)
                        .count(),
                trained.outcome(),
                trained.result().epochs(),
                trained.result().trainingError(),
                errors,
                trained.diverged()
                        ? Alignment.NONE
                        : Alignment.of(trained.network(), target, at.problem().k(), samples.test()),
                trained.diverged() ? List.of() : flips(at, target, trained.network(), samples.test()));
    }

    /** The share of the rarer class. */
    static double rarer(FloatMatrix labels) {
        int positive = 0;
        for (int i = 0; i < labels.rows(); i++) {
            positive += labels.get(i, 0) > 0 ? 1 : 0;
        }
        return (double) Math.min(positive, labels.rows() - positive) / labels.rows();
    }

    private static List<FlipRates> flips(DepthCase at, Target target, Network network, FloatMatrix points) {
        RandomStream random = at.problem().stream(" perturbations");
        return at.perturbations().stream()
                .map(length -> FlipRates.of(network, target, points, length, random))
                .toList();
    }
}
