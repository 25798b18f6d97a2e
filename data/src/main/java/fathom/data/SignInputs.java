package fathom.data;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * Independent signs: points of the Boolean cube {-1, +1}^d.
 *
 * <pre>
 * Pr(x_ij = +1) = p, decided by number i d + j of the stream
 * </pre>
 *
 * At p = 1/2 products of different entries are uncorrelated, and a parity looks like noise to every function of fewer entries; a bias lets
 * single entries correlate with it. Source: Malach and Shalev-Shwartz, "The Implications of Local Correlation on Learning Some Deep
 * Functions" (2020), whose inputs are these divided by sqrt(d).
 *
 * @param dimension d, at least 1
 * @param probability p, between 0 and 1
 */
public record SignInputs(int dimension, double probability) implements InputDistribution {

    /** @throws IllegalArgumentException if d &lt; 1 or p is not between 0 and 1 */
    public SignInputs {
        Sizes.checkDimension("signs", dimension, 1);
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "the probability p of a +1 must lie between 0 and 1, without the ends, not " + probability);
        }
    }

    @Override
    public String name() {
        return probability == 0.5 ? "signs" : "signs(p=" + probability + ")";
    }

    @Override
    public FloatMatrix sample(int n, RandomStream stream) {
        FloatMatrix inputs = Sizes.inputs(n, this);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < dimension; j++) {
                inputs.set(i, j, stream.uniform((long) i * dimension + j) < probability ? 1 : -1);
            }
        }
        return inputs;
    }
}
