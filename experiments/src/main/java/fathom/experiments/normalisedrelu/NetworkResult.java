package fathom.experiments.normalisedrelu;

import java.util.List;

/**
 * What one training came to. Errors are shares of wrongly classified examples; all is taken as the network is in evaluation.
 *
 * @param outcome {@code all epochs}, or {@code diverged}
 * @param trained training examples
 * @param tested test examples
 * @param looks before the first epoch and after every one
 * @param profiles before the first epoch, after a few and after the last
 */
public record NetworkResult(String outcome, int trained, int tested, List<Look> looks, List<Profile> profiles) {

    static final String DIVERGED = "diverged";
    static final String WHOLE = "all epochs";

    /** Of a training that diverged: that of guessing. */
    static final double GUESSING = 1 - 1.0 / Problem.CLASSES;

    /**
     * After so many epochs.
     *
     * @param trainingLoss mean cross-entropy of as many training examples as there are test examples
     * @param trainingError of the same
     * @param validationError of the examples that choose the learning rate
     * @param testLoss mean cross-entropy of the test examples
     * @param testError of the same
     * @param overlap mean cosine of two test inputs behind the last hidden layer
     */
    public record Look(
            int epoch,
            double trainingLoss,
            double trainingError,
            double validationError,
            double testLoss,
            double testError,
            double overlap) {}

    /**
     * Mean cosines of two test inputs after so many epochs.
     *
     * @param overlaps of the inputs, then behind each hidden layer or block
     */
    public record Profile(int epoch, List<Double> overlaps) {}

    boolean diverged() {
        return outcome.equals(DIVERGED);
    }

    /** The last look. */
    Look last() {
        return looks.getLast();
    }

    /** What chooses the learning rate. */
    double validationError() {
        return diverged() ? GUESSING : last().validationError();
    }

    double testError() {
        return diverged() ? GUESSING : last().testError();
    }
}
