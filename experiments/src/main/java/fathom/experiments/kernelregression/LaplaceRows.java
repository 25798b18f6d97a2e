package fathom.experiments.kernelregression;

import fathom.ntk.RowKernel;
import fathom.simd.Elementwise;
import fathom.simd.Gemm;
import fathom.simd.MathFunction;
import fathom.simd.Reduce;
import fathom.simd.machine.Workers;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * |x| |x'| exp(-c sqrt(1 - u)), u the cosine between x and x': on the sphere the Laplace kernel exp(-c |x - x'| / sqrt 2).
 *
 * <p>1 - u is computed from the product, so the error is about 1e-8 c for rows nearer than that to each other, and below 1e-15 / |x - x'|
 * for others. Diagonals are set. A row of zeros has kernel 0 with every other.
 */
record LaplaceRows(double c) implements RowKernel {

    @Override
    public void lowerGram(DoubleMatrix x, DoubleMatrix gram) {
        if (gram.rows() != x.rows() || gram.columns() != x.rows()) {
            throw new ShapeMismatchException(
                    "x is " + x.shape() + " and the Gram matrix " + gram.shape() + ": it must be n x n");
        }
        double[] norms = norms(x);
        DoubleMatrix unit = unit(x, norms);
        Workers.forEach(x.rows(), i -> {
            DoubleMatrix row = gram.window(i, 0, 1, i + 1);
            Gemm.multiply(1, unit.row(i), unit.rows(0, i + 1).transposed(), 0, row);
            decay(row, norms[i], norms);
            row.set(0, i, norms[i] * norms[i]);
        });
    }

    @Override
    public DoubleMatrix cross(DoubleMatrix x, DoubleMatrix y) {
        double[] rows = norms(x);
        double[] columns = norms(y);
        DoubleMatrix cross = DoubleMatrix.zeros(x.rows(), y.rows());
        Gemm.multiply(1, unit(x, rows), unit(y, columns).transposed(), 0, cross);
        Workers.forEach(x.rows(), i -> decay(cross.row(i), rows[i], columns));
        return cross;
    }

    @Override
    public double[] diagonal(DoubleMatrix x) {
        double[] diagonal = norms(x);
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] *= diagonal[i];
        }
        return diagonal;
    }

    /** From cosines to the kernel, in place. */
    private void decay(DoubleMatrix cosines, double norm, double[] norms) {
        for (int j = 0; j < cosines.columns(); j++) {
            cosines.set(0, j, -c * Math.sqrt(Math.max(0, 1 - cosines.get(0, j))));
        }
        Elementwise.apply(MathFunction.EXP, cosines, cosines);
        for (int j = 0; j < cosines.columns(); j++) {
            cosines.set(0, j, norm * norms[j] * cosines.get(0, j));
        }
    }

    private static double[] norms(DoubleMatrix x) {
        double[] norms = new double[x.rows()];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = Math.sqrt(Reduce.squaredNorm(x.row(i)));
        }
        return norms;
    }

    private static DoubleMatrix unit(DoubleMatrix x, double[] norms) {
        DoubleMatrix unit = x.copy();
        for (int i = 0; i < norms.length; i++) {
            Elementwise.scale(norms[i] > 0 ? 1 / norms[i] : 0, unit.row(i));
        }
        return unit;
    }
}
