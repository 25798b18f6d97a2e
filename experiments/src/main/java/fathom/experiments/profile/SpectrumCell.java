package fathom.experiments.profile;

/**
 * The spectrum of one kernel on one split.
 *
 * @param kernel {@code nngp} or {@code ntk}
 * @param depth number of hidden layers, at least 1
 * @param samples of the training part
 * @param ridge n r of the learning curve over the mean of the kernel's diagonal
 * @param draws samples drawn for each measured point of the curve
 */
public record SpectrumCell(
        Problem problem, int inputs, int outputs, String kernel, int depth, int samples, double ridge, int draws) {

    String label() {
        return "spectrum of " + kernel + ", depth " + depth + ", seed " + problem.seed();
    }

    /** Floating-point operations: 9 n^3 for the eigenvectors at some lower speed, the products, and the small regressions. */
    double cost() {
        double n = samples;
        double tests = Math.min(problem.n() - problem.training(), samples);
        return 16 * n * n * n + 2 * n * n * tests + draws * n * n * n / 8 + 1e7;
    }
}
