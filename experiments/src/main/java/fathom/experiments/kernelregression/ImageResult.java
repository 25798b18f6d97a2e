package fathom.experiments.kernelregression;

import java.util.List;

/**
 * Accuracies of one cell, one entry for each ridge.
 *
 * @param sha256 of the training images and labels that were read
 * @param scores the largest ridge first
 */
public record ImageResult(String sha256, List<Score> scores) {

    /**
     * @param exponent of the ridge 10^exponent
     * @param validation share of the validation images that are classified rightly
     * @param test share of the test images
     */
    public record Score(int exponent, double validation, double test) {}

    /** The choice of the paper's code: the best on the validation images among the ridges down to 10^smallest, of equal ones the largest. */
    Score chosen(int smallest) {
        Score best = scores.getFirst();
        for (Score score : scores) {
            if (score.exponent() >= smallest && score.validation() > best.validation()) {
                best = score;
            }
        }
        return best;
    }
}
