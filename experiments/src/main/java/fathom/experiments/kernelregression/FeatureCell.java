package fathom.experiments.kernelregression;

import java.util.List;

/**
 * Random features of one model on one draw of points.
 *
 * @param seed of points, direction and weights
 * @param n numbers of training points
 * @param repetitions how often the weights are drawn for each n
 * @param testPoints points on which the error is measured
 */
public record FeatureCell(FeatureModel model, long seed, List<Integer> n, int repetitions, int testPoints) {

    String label() {
        return "random features, " + model.paperName() + ", seed " + seed;
    }

    /** Rough floating-point operations. */
    double cost() {
        double sum = 0;
        for (int size : n) {
            double before = SphereSample.DIMENSION;
            for (int width : model.widths(size)) {
                sum += 2.0 * (size + 2 * testPoints) * before * width;
                before = width;
            }
            sum += size * before * before + 2.0 * FeatureTrial.RIDGES * 2 * testPoints * before;
        }
        return sum * repetitions;
    }

    /** Points, features of training and test points, and predictions. */
    long bytes() {
        long largest = n.stream().mapToInt(Integer::intValue).max().orElseThrow();
        long width = model.widths((int) largest).stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElseThrow();
        return 8 * (largest + testPoints) * (3 * width + 2L * FeatureTrial.RIDGES) + (8L << 20);
    }
}
