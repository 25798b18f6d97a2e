package fathom.experiments.fractal;

import fathom.data.Dataset;
import fathom.data.fractal.Curve;
import fathom.data.fractal.FractalDistribution;
import fathom.data.fractal.IteratedSystem;
import fathom.simd.random.RandomStream;

/**
 * What is to be learned, and from which points. Networks with the same problem see the same points, so that they can be compared in pairs.
 *
 * @param system a name, or the content of a system's file
 * @param d dimension of Cantor's system
 * @param n levels of the fractal
 * @param curve how negatives are spread over them
 * @param training points
 * @param validation points, on which the best moment and the best learning rate are chosen
 * @param test fresh points that choose nothing
 * @param seed of everything random
 */
public record FractalProblem(
        String system, int d, int n, String curve, int training, int validation, int test, long seed) {

    IteratedSystem iterated() {
        return Systems.system(system, d);
    }

    Curve approximation() {
        return Systems.curve(curve, n);
    }

    /** Points for a purpose. */
    Dataset points(String purpose, int count) {
        return FractalDistribution.of(iterated(), approximation())
                .sample(count, RandomStream.of(seed, "fractal " + purpose));
    }
}
