package fathom.experiments.profile;

import java.util.List;

/**
 * Regression with one kernel on one split.
 *
 * @param kernel {@code nngp} or {@code ntk}
 * @param depth number of hidden layers, at least 1
 * @param ridges to choose from: n r over the mean of the kernel's diagonal
 */
public record KernelCell(Problem problem, int inputs, int outputs, String kernel, int depth, List<Double> ridges) {

    /** The list is copied. */
    public KernelCell {
        ridges = List.copyOf(ridges);
    }

    String label() {
        return kernel + ", depth " + depth + ", seed " + problem.seed();
    }

    /** Floating-point operations: a factorisation for each ridge, and the kernel itself. */
    double cost() {
        double n = problem.training();
        return ridges.size() * n * n * n / 3 + n * problem.n() * (inputs + 60.0 * depth) + 1e7;
    }
}
