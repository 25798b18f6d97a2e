package fathom.data;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/** Inputs with independent standard normal entries: the only ones whose law no rotation changes and whose entries are independent. */
public final class GaussianInputs {

    private GaussianInputs() {}

    /**
     * x_ij ~ N(0, 1), number i d + j of the stream: n x d, row-major. The first rows do not depend on n.
     *
     * @throws IllegalArgumentException if n is negative or d is less than 1
     */
    public static FloatMatrix sample(int n, int dimension, RandomStream stream) {
        if (n < 0 || dimension < 1) {
            throw new IllegalArgumentException(
                    "Gaussian inputs need n >= 0 samples of d >= 1 entries, not n = " + n + " and d = " + dimension);
        }
        FloatMatrix inputs = FloatMatrix.zeros(n, dimension);
        stream.fillNormal(inputs, 0);
        return inputs;
    }
}
