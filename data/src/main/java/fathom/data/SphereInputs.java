package fathom.data;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * Uniform points of the unit sphere.
 *
 * <pre>
 * x_i = g_i / |g_i|,    g_i standard normal in R^d
 * </pre>
 *
 * @param dimension d, at least 2
 */
public record SphereInputs(int dimension) implements InputDistribution {

    /** @throws IllegalArgumentException if d &lt; 2 */
    public SphereInputs {
        Sizes.checkDimension("points of a sphere", dimension, 2);
    }

    @Override
    public String name() {
        return "sphere";
    }

    @Override
    public FloatMatrix sample(int n, RandomStream stream) {
        FloatMatrix inputs = Sizes.inputs(n, this);
        stream.fillSphere(inputs, 0);
        return inputs;
    }
}
