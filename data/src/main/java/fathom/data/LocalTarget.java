package fathom.data;

import fathom.simd.matrix.FloatMatrix;

/**
 * The k-local target: a product of k entries, blind to all others.
 *
 * <pre>
 * f(x) = x_1 x_2 ... x_k
 * </pre>
 *
 * Mean 0 and variance 1 when the entries of x are independent with mean 0 and variance 1. Which k entries are taken makes no difference to
 * a fully connected network; "local" does not mean neighbours in space. Source: Mori and Ueda, arXiv 2005.12488 and 2201.12082.
 *
 * @param order k, from 1 to d
 * @param dimension d, the number of entries of an input
 */
public record LocalTarget(int order, int dimension) implements Target {

    /** @throws IllegalArgumentException if k &lt; 1 or k > d */
    public LocalTarget {
        Sizes.checkOrder("local", order);
        if (order > dimension) {
            throw new IllegalArgumentException("a " + order + "-local target multiplies " + order
                    + " entries of an input of " + dimension + ": k must not exceed d");
        }
    }

    @Override
    public String name() {
        return order + "-local";
    }

    @Override
    public double value(FloatMatrix inputs, int row) {
        Sizes.checkColumns(this, inputs);
        double product = 1;
        for (int j = 0; j < order; j++) {
            product *= inputs.get(row, j);
        }
        return product;
    }
}
