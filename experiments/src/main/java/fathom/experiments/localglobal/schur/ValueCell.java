package fathom.experiments.localglobal.schur;

import fathom.experiments.protocol.MatrixPaces;
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

    /** Factorisations with their solutions, and the kernels of all depths, each as long as that of its depth alone. */
    double seconds(MatrixPaces paces) {
        double n = N;
        double once = n * n * n / 3 + 8.0 * pairs * orders.size() * n * (n + testPoints);
        double sum = 0;
        for (int depth : depths) {
            sum += paces.factorisation(ridges.size() * once, N) + paces.kernel(n * (n / 2 + testPoints), d, depth);
        }
        return kernels.size() * sum;
    }

    long bytes() {
        return Double.BYTES
                * ((long) N * (N + testPoints) * (depths.size() + 1) + 16L * pairs * orders.size() * (N + testPoints));
    }
}
