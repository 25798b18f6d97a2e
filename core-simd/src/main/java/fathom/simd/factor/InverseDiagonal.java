package fathom.simd.factor;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/** The diagonal of the inverse of L L', a block of columns of L^-1 at a time. */
public final class InverseDiagonal {

    /** Columns at a time: enough for products to pay, and n of them stay small beside the factor. */
    private static final int COLUMNS = 128;

    private InverseDiagonal() {}

    /** (A^-1)_jj = sum over i of (L^-1)_ij^2, rows in ascending order. */
    public static double[] of(DoubleMatrix factor) {
        int n = factor.rows();
        double[] diagonal = new double[n];
        for (int from = 0; from < n; from += COLUMNS) {
            int columns = Math.min(COLUMNS, n - from);
            DoubleMatrix inverse = DoubleMatrix.zeros(n - from, columns);
            for (int j = 0; j < columns; j++) {
                inverse.set(j, j, 1);
            }
            new DoubleFactor(factor.window(from, from, n - from, n - from)).solveLower(inverse);
            for (int i = 0; i < n - from; i++) {
                for (int j = 0; j < columns; j++) {
                    double element = inverse.array()[i * columns + j];
                    diagonal[from + j] = Math.fma(element, element, diagonal[from + j]);
                }
            }
        }
        return diagonal;
    }

    /** The same for floats: the inverse of the factor in float, squares summed in double. */
    public static double[] of(FloatMatrix factor) {
        int n = factor.rows();
        double[] diagonal = new double[n];
        for (int from = 0; from < n; from += COLUMNS) {
            int columns = Math.min(COLUMNS, n - from);
            FloatMatrix inverse = FloatMatrix.zeros(n - from, columns);
            for (int j = 0; j < columns; j++) {
                inverse.set(j, j, 1);
            }
            new FloatFactor(factor.window(from, from, n - from, n - from)).solveLower(inverse);
            for (int i = 0; i < n - from; i++) {
                for (int j = 0; j < columns; j++) {
                    double element = inverse.array()[i * columns + j];
                    diagonal[from + j] = Math.fma(element, element, diagonal[from + j]);
                }
            }
        }
        return diagonal;
    }
}
