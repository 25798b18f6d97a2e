package fathom.data;

import fathom.simd.matrix.FloatMatrix;

/**
 * The k-global target: a sum of d products of k neighbours, to which every entry contributes equally. Indices are periodic.
 *
 * <pre>
 * f(x) = d^(-1/2) sum_{j=0..d-1} x_{j+1} x_{j+2} ... x_{j+k},    x_{d+i} = x_i
 * </pre>
 *
 * Mean 0 and variance 1 when the entries of x are independent with mean 0 and variance 1. At k = d all d products are the same one and
 * the variance would be d, so that case is refused. Source: Mori and Ueda, arXiv 2005.12488 and 2201.12082; the normalisation is ours.
 *
 * @param order k, from 1 to d - 1
 * @param dimension d, the number of entries of an input
 */
public record GlobalTarget(int order, int dimension) implements Target {

    /** @throws IllegalArgumentException if k &lt; 1 or k ≥ d */
    public GlobalTarget {
        Sizes.checkOrder("global", order);
        if (order >= dimension) {
            throw new IllegalArgumentException("a " + order + "-global target needs inputs of more than " + order
                    + " entries, not " + dimension + ": at k >= d its terms coincide and its variance is not 1");
        }
    }

    @Override
    public String name() {
        return order + "-global";
    }

    @Override
    public double value(FloatMatrix inputs, int row) {
        Sizes.checkColumns(this, inputs);
        double sum = 0;
        for (int j = 0; j < dimension; j++) {
            double product = 1;
            for (int i = 0; i < order; i++) {
                product *= inputs.get(row, (j + i) % dimension);
            }
            sum += product;
        }
        return sum / Math.sqrt(dimension);
    }
}
