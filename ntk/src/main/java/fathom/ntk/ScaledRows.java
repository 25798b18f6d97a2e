package fathom.ntk;

import fathom.simd.Elementwise;
import fathom.simd.matrix.DoubleMatrix;

/** factor K(x, x'). */
record ScaledRows(RowKernel kernel, double factor) implements RowKernel {

    @Override
    public void lowerGram(DoubleMatrix x, DoubleMatrix gram) {
        kernel.lowerGram(x, gram);
        Elementwise.scale(factor, gram);
    }

    @Override
    public DoubleMatrix cross(DoubleMatrix x, DoubleMatrix y) {
        DoubleMatrix cross = kernel.cross(x, y);
        Elementwise.scale(factor, cross);
        return cross;
    }

    @Override
    public double[] diagonal(DoubleMatrix x) {
        double[] diagonal = kernel.diagonal(x);
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] *= factor;
        }
        return diagonal;
    }
}
