package fathom.experiments.localglobal.schur;

import java.util.List;

/**
 * Regressions of several kernels, depths and ridges on one sample of points.
 *
 * @param orders of the targets
 * @param N samples
 * @param pairs local and global targets in as many places
 */
public record ValueCell(
        List<Integer> orders,
        int d,
        int N,
        int testPoints,
        int pairs,
        List<String> kernels,
        List<Integer> depths,
        List<Double> ridges,
        long seed) {

    /** A few words for people. */
    String label() {
        return "values, N = " + N + ", seed " + seed;
    }

    /** Rough floating-point operations, as those of the other trials. */
    double cost() {
        double n = N;
        double once = n * n * n / 3 + 4.0 * pairs * orders.size() * n * (n + testPoints);
        double entries = n * (n / 2 + testPoints) * (2 * d + 30.0 * depths.size());
        return 2 * kernels.size() * (entries + once * depths.size() * ridges.size());
    }

    long bytes() {
        return Double.BYTES
                * ((long) N * (N + testPoints) * (depths.size() + 1) + 16L * pairs * orders.size() * (N + testPoints));
    }
}
