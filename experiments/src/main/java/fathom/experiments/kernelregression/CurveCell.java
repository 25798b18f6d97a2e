package fathom.experiments.kernelregression;

import java.util.List;

/**
 * One kernel on one draw of points, at several numbers of samples and all ridges.
 *
 * @param draw {@code published} or {@code fresh}
 * @param seed of a fresh draw; 0 for the published one
 * @param kernel as {@link KernelName} reads it
 * @param n numbers of training points, ascending
 * @param testPoints points on which the error is measured
 * @param smallestRidge exponent of the smallest ridge; the others are 10 times as large, up to 0.01
 */
public record CurveCell(String draw, long seed, String kernel, List<Integer> n, int testPoints, int smallestRidge) {

    static final String PUBLISHED = "published";
    static final String FRESH = "fresh";

    /** Exponent of the largest ridge that the authors try. */
    static final int LARGEST_RIDGE = -2;

    /** How many ridges there are. */
    int ridges() {
        return LARGEST_RIDGE - smallestRidge + 1;
    }

    String label() {
        return kernel + ", " + (draw.equals(FRESH) ? "seed " + seed : "the authors' draw");
    }

    /** Rough floating-point operations. */
    double cost() {
        return n.stream()
                        .mapToDouble(size -> ridges() * (double) size * size * size / 3)
                        .sum()
                + 200.0 * n.getLast() * (n.getLast() + testPoints);
    }

    /** The Gram matrix, its copy for the ridges, a block of test rows, and the points. */
    long bytes() {
        long largest = n.getLast();
        return 8 * (3 * largest * largest + 3L * CurveTrial.BLOCK * largest + 40L * (largest + testPoints))
                + (8L << 20);
    }
}
