package fathom.experiments.localglobal.regression;

import fathom.experiments.localglobal.problem.Problem;
import fathom.experiments.protocol.MatrixPaces;
import java.util.List;

/**
 * One kernel regression, which serves all targets by one factorisation.
 *
 * @param targets of {@code local}, {@code global}
 * @param kernel {@code ntk}, {@code ntk-unbiased} or {@code nngp}
 * @param depth number of hidden layers, at least 1
 * @param ridge r of K + N r I; 0 interpolates
 */
public record KernelCell(Problem problem, List<String> targets, String kernel, int depth, double ridge) {

    /** A few words for people. */
    public String label() {
        return kernel + ", k = " + problem.k() + ", depth " + depth + ", seed " + problem.seed();
    }

    /** Seconds of the factorisation, and of the kernel of the samples with each other and with the test points. */
    public double seconds(MatrixPaces paces) {
        return regression(paces, problem.N(), problem.testPoints(), problem.d(), depth);
    }

    /** The same for N samples and so many test points of d entries. */
    public static double regression(MatrixPaces paces, int samples, int testPoints, int d, int depth) {
        double n = samples;
        return paces.factorisation(n * n * n / 3, samples) + paces.kernel(n * (n / 2 + testPoints), d, depth);
    }

    /**
     * Rough floating-point operations, as {@link NetworkCell#cost()}.
     *
     * <pre>
     * 2 (N^3 / 3 + 2 d N (N / 2 + testPoints) + 30 depth N (N / 2 + testPoints))
     * </pre>
     *
     * The factor 2: doubles, not floats.
     */
    public double cost() {
        double n = problem.N();
        double entries = n * (n / 2 + problem.testPoints());
        return 2 * (n * n * n / 3 + (2 * problem.d() + 30 * depth) * entries);
    }
}
