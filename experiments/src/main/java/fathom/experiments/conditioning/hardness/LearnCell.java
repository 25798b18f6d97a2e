package fathom.experiments.conditioning.hardness;

import java.util.List;

/**
 * One random network to be learned.
 *
 * @param activation of the target
 * @param depth hidden layers of the target
 * @param width of its hidden layers
 * @param d dimension of the half cube
 * @param samples labelled points that learners see, the validation's among them
 * @param testPoints other points on which they are judged
 * @param seed of target and samples
 */
public record LearnCell(
        String activation, int depth, int width, int d, int samples, int testPoints, long seed, Learner learner) {

    /**
     * How the learning networks are trained.
     *
     * @param width of their hidden layers
     * @param rates learning rates to choose from
     * @param epochs passes over the training points
     * @param batch points in a step
     */
    public record Learner(int width, List<Double> rates, int epochs, int batch) {}

    String label() {
        return "learning a network of depth " + depth + ", seed " + seed;
    }

    double cost() {
        double parameters = (double) learner.width * learner.width * (depth + 1) + 400.0 * (depth + 3);
        double training = 6 * parameters * samples * learner.epochs * learner.rates.size();
        return training + 2.0 * (samples + testPoints) * width * width * depth / 4;
    }

    long bytes() {
        return 8L * (samples + testPoints) * (2L * width + samples) + 8L * width * width;
    }
}
