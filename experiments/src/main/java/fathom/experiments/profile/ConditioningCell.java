package fathom.experiments.profile;

/**
 * The conditioning of both kernels at every depth on one split.
 *
 * @param samples of the training part
 * @param depth the last one
 */
public record ConditioningCell(Problem problem, int inputs, int samples, int depth) {

    String label() {
        return "conditioning, seed " + problem.seed();
    }

    /** Floating-point operations: the eigenvalues of two matrices at each depth, at some lower speed. */
    double cost() {
        double n = samples;
        return matrices() * (4 * n * n * n + 60 * n * n) + 1e7;
    }

    /** Whose eigenvalues are taken: two at each depth. */
    int matrices() {
        return 2 * (depth + 1);
    }
}
