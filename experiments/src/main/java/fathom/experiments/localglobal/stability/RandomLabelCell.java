package fathom.experiments.localglobal.stability;

import fathom.experiments.localglobal.training.Search;
import java.util.List;

/**
 * One network to be trained on labels that are coins.
 *
 * @param samples how many
 * @param points fresh points that are moved
 * @param perturbations lengths
 */
public record RandomLabelCell(
        int d, int samples, int points, int depth, long seed, Search training, List<Double> perturbations) {

    /** A few words for people. */
    String label() {
        return "random labels, depth " + depth + ", seed " + seed;
    }

    double cost() {
        return training.cost(d, depth, samples);
    }
}
