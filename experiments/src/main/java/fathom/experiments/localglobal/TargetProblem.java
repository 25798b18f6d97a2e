package fathom.experiments.localglobal;

import module fathom.experiments;

/**
 * What is to be learned, and from how many samples. Models of one problem see the same training and test points, so that their errors are
 * compared in pairs.
 *
 * @param k order of the local or global target; 0 for a task that has none
 * @param d input dimension
 * @param N training samples
 * @param testPoints fresh points for the test error
 * @param seed of everything random
 */
public record TargetProblem(int k, int d, int N, int testPoints, long seed) {

    /** A stream of random numbers for this problem: the paper's targets and other tasks have streams of their own. */
    public RandomStream stream(String purpose) {
        return RandomStream.of(seed, (k > 0 ? "local-global" : "local-global task") + purpose);
    }
}
