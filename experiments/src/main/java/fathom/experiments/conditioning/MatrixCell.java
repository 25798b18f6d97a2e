package fathom.experiments.conditioning;

import java.util.List;

/**
 * Kernel matrices of n inputs of length 1.
 *
 * @param activation normalised before use
 * @param n inputs
 * @param d their dimension
 * @param delta separation of the first two, which are near-duplicates; the others are uniform on the sphere
 */
public record MatrixCell(String activation, int n, int d, double delta, long seed, List<Integer> depths) {

    String label() {
        return activation + ", n = " + n + ", delta = " + delta + ", seed " + seed;
    }

    double cost() {
        return (double) n * n * depths.getLast() * CorrelationMap.TERMS + 10.0 * depths.size() * n * n * n;
    }
}
