package fathom.data;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * Independent standard normal entries: the only law whose entries are independent and which no rotation changes.
 *
 * <pre>
 * x_ij ~ N(0, 1), number i d + j of the stream
 * </pre>
 *
 * @param dimension d, at least 1
 */
public record GaussianInputs(int dimension) implements InputDistribution {

    /** @throws IllegalArgumentException if d &lt; 1 */
    public GaussianInputs {
        Sizes.checkDimension("Gaussian inputs", dimension, 1);
    }

    @Override
    public String name() {
        return "gaussian";
    }

    @Override
    public FloatMatrix sample(int n, RandomStream stream) {
        FloatMatrix inputs = Sizes.inputs(n, this);
        stream.fillNormal(inputs, 0);
        return inputs;
    }
}
