package fathom.experiments.kernelregression;

import java.util.List;

/** Errors of random features, one entry for each number of samples. */
public record FeatureResult(List<Point> points) {

    /**
     * Means over the repetitions of the least mean squared error over the ridges.
     *
     * @param n training points
     * @param asPublished test features from other weights than the training features: the fault of the published figure
     * @param corrected test features from the same weights
     */
    public record Point(int n, double asPublished, double corrected) {}
}
