package fathom.experiments.localglobal;

import module fathom.experiments;
import module java.base;

/**
 * What a network does between samples that say nothing: labels are coins, so whatever locality its answers have is its own. No held-out
 * sample can choose the learning rate; it is the one that learns the samples, fastest.
 *
 * @param threads how many threads a kernel may use; no result depends on it
 */
record RandomLabelTrial(int threads)
        implements Trial<RandomLabelTrial.RandomLabelCase, RandomLabelTrial.RandomLabelResult>, Serializable {

    /**
     * One network to be trained.
     *
     * @param points fresh points that are moved
     * @param perturbations lengths
     */
    public record RandomLabelCase(
            int d, int samples, int points, int depth, long seed, Search training, List<Double> perturbations) {

        String label() {
            return "random labels, L = " + depth + ", seed " + seed;
        }

        double cost() {
            return training.cost(d, depth, samples);
        }

        long bytes() {
            return (samples + (long) points) * (d + 8L) * Float.BYTES
                    + 3 * Network.bytes(TrainedNetwork.architecture(d, depth, training), training.batch());
        }
    }

    /**
     * Its result.
     *
     * @param trainingError share of the labels that the network has not learned
     * @param rate of the learning rates the one that learned most, of equals the one that did so in the fewest epochs
     * @param answers for each length of perturbation, how often the answer changes; empty where every rate diverged
     */
    public record RandomLabelResult(double trainingError, double rate, int epochs, List<RandomFlips> answers) {}

    /**
     * @param length of the perturbation
     * @param oneEntry share of points whose answer changes when one entry moves
     * @param allEntries the same when all entries move
     */
    public record RandomFlips(double length, double oneEntry, double allEntries) {}

    @Override
    public RandomLabelResult run(RandomLabelCase at) throws Exception {
        return Parallelism.call(threads, () -> measure(at));
    }

    private static RandomLabelResult measure(RandomLabelCase at) {
        RandomStream random = RandomStream.of(at.seed(), "local-global random labels");
        GaussianInputs inputs = new GaussianInputs(at.d());
        FloatMatrix x = inputs.sample(at.samples(), random.child("training"));
        FloatMatrix y = FloatMatrix.zeros(at.samples(), 1);
        for (int i = 0; i < at.samples(); i++) {
            y.set(i, 0, random.child("labels").below(2, i) == 0 ? -1 : 1);
        }
        TrainedNetwork best = null;
        for (double rate : at.training().rates()) {
            TrainedNetwork fit = TrainedNetwork.of(at.depth(), at.training(), x, y, rate, random, "network");
            best = best == null || better(fit, best) ? fit : best;
        }
        FloatMatrix points = inputs.sample(at.points(), random.child("test"));
        return new RandomLabelResult(
                best.diverged() ? 1 : best.result().trainingError(),
                best.rate(),
                best.result().epochs(),
                best.diverged() ? List.of() : answers(at, best.network(), points, random));
    }

    private static boolean better(TrainedNetwork fit, TrainedNetwork other) {
        if (fit.diverged() || other.diverged()) {
            return other.diverged() && !fit.diverged();
        }
        int order = Double.compare(fit.result().trainingError(), other.result().trainingError());
        return order < 0 || order == 0 && fit.result().epochs() < other.result().epochs();
    }

    private static List<RandomFlips> answers(
            RandomLabelCase at, Network network, FloatMatrix points, RandomStream random) {
        return at.perturbations().stream()
                .map(length -> {
                    fathom.nn.Stability stability =
                            fathom.nn.Stability.of(network, points, length, random.child("perturbations"));
                    return new RandomFlips(length, stability.oneEntry(), stability.allEntries());
                })
                .toList();
    }
}
