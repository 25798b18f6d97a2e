package fathom.experiments.conditioning.overfitting;

/**
 * One interpolation.
 *
 * @param activation of the kernel, normalised
 * @param d dimension of the inputs, uniform on the sphere
 * @param n samples
 * @param depth hidden layers; 0 for the depth that theorem 17 sets
 * @param noise labels are the target plus a number uniform in +-noise
 * @param gamma the theorem holds with probability at least 1 - gamma
 * @param testPoints on which the excess risk is measured
 */
public record RiskCell(
        String activation, int d, int n, int depth, double noise, double gamma, int testPoints, long seed) {

    String label() {
        return "interpolating " + n + " samples at " + (depth == 0 ? "theorem 17's depth" : "depth " + depth)
                + ", seed " + seed;
    }

    double cost() {
        return 400.0 * (depth == 0 ? 300 : depth) * n * (n / 2.0 + testPoints) + 1e8;
    }

    long bytes() {
        return 8L * n * (n + 2L * testPoints);
    }
}
