package fathom.experiments.localglobal.stability;

import fathom.experiments.localglobal.training.Forecast;
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

    /** All but the seed. */
    Object kind() {
        return List.of(d, samples, depth, training);
    }

    /** Every rate on all samples, and three looks at the points for each perturbation. */
    double seconds(double share, Forecast forecast) {
        double trained = (double) training.rates().size() * samples;
        double looks = 2 * trained + 3.0 * perturbations.size() * points;
        return forecast.seconds(training, d, depth, training.epochs() * trained, share, looks);
    }

    double cost() {
        return training.cost(d, depth, samples);
    }
}
