package fathom.experiments.profile;

import java.util.List;

/**
 * A spectrum, where the labels lie in it, and the learning curve that follows.
 *
 * @param ranks k, ascending, the last one being the number of samples
 * @param eigenvalues lambda_k over the sum of all, at each rank
 * @param energy share of the labels' energy in the first k eigenvectors
 * @param heldOut the same, by labels that took no part in finding the coefficients; estimates, cut to [0, 1]
 * @param effectiveRank (sum lambda)^2 / sum lambda^2
 * @param leading the held-out share in the first tenth of the eigenvectors
 * @param curve the learning curve
 */
public record SpectrumResult(
        List<Integer> ranks,
        List<Double> eigenvalues,
        List<Double> energy,
        List<Double> heldOut,
        double effectiveRank,
        double leading,
        List<Point> curve) {

    /** The lists are copied. */
    public SpectrumResult {
        ranks = List.copyOf(ranks);
        eigenvalues = List.copyOf(eigenvalues);
        energy = List.copyOf(energy);
        heldOut = List.copyOf(heldOut);
        curve = List.copyOf(curve);
    }

    /**
     * One point of the curve, in squared error over the labels' variance.
     *
     * @param n samples
     * @param predicted from the spectrum alone
     * @param measured mean over the draws
     */
    public record Point(int n, double predicted, double measured) {}
}
