package fathom.experiments.conditioning.bounds;

import fathom.experiments.conditioning.layer.CorrelationMap;
import java.util.List;

/**
 * Kernel matrices of n inputs of length 1.
 *
 * @param activation normalised before use: to mean 0 and second moment 1 if centred, else to second moment 1 alone
 * @param inputs {@code sphere}, {@code near} or {@code mnist}
 * @param n inputs
 * @param d their dimension
 * @param delta separation of the first two of {@code near}; 0 for the others
 */
public record MatrixCell(
        String activation,
        boolean centred,
        String inputs,
        int n,
        int d,
        double delta,
        long seed,
        List<Integer> depths) {

    public String label() {
        return activation + ", " + n + " inputs (" + inputs + "), d = " + d + ", seed " + seed;
    }

    public double cost() {
        return (double) n * n * depths.getLast() * CorrelationMap.TERMS / 4 + 10.0 * depths.size() * n * n * n;
    }
}
