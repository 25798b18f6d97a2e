package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;

/** A positive semidefinite function K(x, x') of two rows, as regression and training dynamics need it. */
public interface RowKernel {

    /**
     * gram_ij := K(x_i, x_j) for j ≤ i; what lies above the diagonal afterwards is of no use.
     *
     * @param x n x d, one input a row
     * @param gram n x n with unit column stride, overwritten
     */
    void lowerGram(DoubleMatrix x, DoubleMatrix gram);

    /** K(x_i, y_j): m x n for x of m rows and y of n rows. */
    DoubleMatrix cross(DoubleMatrix x, DoubleMatrix y);

    /** K(x_i, x_i) for each row of x. */
    double[] diagonal(DoubleMatrix x);

    /** K_ij = K(x_i, x_j): n x n, both halves filled. */
    default DoubleMatrix gram(DoubleMatrix x) {
        DoubleMatrix gram = DoubleMatrix.zeros(x.rows(), x.rows());
        lowerGram(x, gram);
        ReluKernels.mirror(gram);
        return gram;
    }

    /**
     * factor K.
     *
     * @param factor positive
     */
    default RowKernel scaled(double factor) {
        return new ScaledRows(this, factor);
    }

    /** K(x, x') other(x, x'), positive semidefinite like its factors (Schur). */
    default RowKernel times(RowKernel other) {
        return new ProductRows(this, other);
    }
}
