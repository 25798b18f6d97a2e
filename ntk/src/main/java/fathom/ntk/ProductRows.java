package fathom.ntk;

import fathom.simd.Elementwise;
import fathom.simd.matrix.DoubleMatrix;

/** K(x, x') = A(x, x') B(x, x'), positive semidefinite like its factors (Schur). */
record ProductRows(RowKernel first, RowKernel second) implements RowKernel {

    @Override
    public void lowerGram(DoubleMatrix x, DoubleMatrix gram) {
        DoubleMatrix other = DoubleMatrix.zeros(x.rows(), x.rows());
        first.lowerGram(x, other);
        second.lowerGram(x, gram);
        Elementwise.multiply(other, gram);
    }

    @Override
    public DoubleMatrix cross(DoubleMatrix x, DoubleMatrix y) {
        DoubleMatrix cross = first.cross(x, y);
        Elementwise.multiply(second.cross(x, y), cross);
        return cross;
    }

    @Override
    public double[] diagonal(DoubleMatrix x) {
        double[] diagonal = first.diagonal(x);
        double[] other = second.diagonal(x);
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] *= other[i];
        }
        return diagonal;
    }
}
