package fathom.experiments.fractal;

import module fathom.experiments;

/**
 * What is to be learned, and from which points. Networks with the same problem see the same points, so that they can be compared in pairs.
 *
 * @param system a name, or the content of a system's file
 * @param d dimension of Cantor's system
 * @param curve how negatives are spread over the n levels
 * @param validation points, which choose step and learning rate
 * @param test fresh points that choose nothing
 */
public record FractalProblem(
        String system, int d, int n, String curve, int training, int validation, int test, long seed) {

    IteratedSystem iterated() {
        return Systems.system(system, d);
    }

    ApproximationCurve approximation() {
        return Systems.curve(curve, n);
    }

    /** Points for a purpose. */
    Dataset points(String purpose, int count) {
        return FractalDistribution.of(iterated(), approximation())
                .sample(count, RandomStream.of(seed, "fractal " + purpose));
    }
}
