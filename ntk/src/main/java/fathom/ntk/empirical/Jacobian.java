package fathom.ntk.empirical;

import fathom.simd.matrix.FloatMatrix;

/** The derivative of a network's outputs by its parameters, where the parameters stand. */
@FunctionalInterface
public interface Jacobian {

    /**
     * J = d f / d theta.
     *
     * @param x n x inputs
     * @return one row for each output f_j(x_i), number i m + j for m outputs; one column for each parameter
     */
    FloatMatrix of(FloatMatrix x);
}
