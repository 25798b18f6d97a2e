package fathom.data;

import fathom.simd.matrix.FloatMatrix;

/**
 * The staircase of height k: products that grow by one entry a step, so that what is learned of each step shows the way to the next.
 *
 * <pre>
 * f(x) = k^(-1/2) (x_1 + x_1 x_2 + ... + x_1 x_2 ... x_k)
 * </pre>
 *
 * Mean 0 and variance 1 when the entries of x are independent with mean 0 and variance 1. Over signs an odd k never gives 0. Source: Abbe,
 * Boix-Adsera, Brennan, Bresler and Nagaraj, "The staircase property" (2021); the normalisation is ours.
 *
 * @param order k, from 1 to d
 * @param dimension d, the number of entries of an input
 */
public record StaircaseTarget(int order, int dimension) implements Target {

    /** @throws IllegalArgumentException if k &lt; 1 or k > d */
    public StaircaseTarget {
        Sizes.checkOrder("staircase", order);
        if (order > dimension) {
            throw new IllegalArgumentException("a staircase of " + order + " steps needs as many entries, not "
                    + dimension + ": k must not exceed d");
        }
    }

    @Override
    public String name() {
        return order + "-staircase";
    }

    @Override
    public double value(FloatMatrix inputs, int row) {
        Sizes.checkColumns(this, inputs);
        double sum = 0;
        double product = 1;
        for (int j = 0; j < order; j++) {
            product *= inputs.get(row, j);
            sum += product;
        }
        return sum / Math.sqrt(order);
    }
}
