package fathom.experiments.localglobal.problem;

/**
 * What is to be learned, and from which samples. Models that are given the same problem see the same training and test points, so
 * that their errors can be compared in pairs.
 *
 * @param k order of the targets
 * @param d input dimension
 * @param N training samples
 * @param testPoints fresh points for the test error
 * @param seed of everything random
 */
public record Problem(int k, int d, int N, int testPoints, long seed) {}
