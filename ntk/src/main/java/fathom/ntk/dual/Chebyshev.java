package fathom.ntk.dual;

import fathom.simd.math.DoubleFunctions;

/** Interpolation on [-1, 1] at the N zeros y_k = cos(pi (k + 1/2) / N) of Chebyshev's polynomial t_N. */
final class Chebyshev {

    private Chebyshev() {}

    static double[] nodes(int count) {
        double[] nodes = new double[count];
        for (int k = 0; k < count; k++) {
            nodes[k] = DoubleFunctions.cos(Math.PI * (k + 0.5) / count);
        }
        return nodes;
    }

    /** matrix[m][k]: the coefficient of t_m is sum_k matrix[m][k] f(y_k). */
    static double[][] transformation(int count) {
        double[][] matrix = new double[count][count];
        for (int m = 0; m < count; m++) {
            for (int k = 0; k < count; k++) {
                // The angle is reduced in whole numbers first: (2 k + 1) m modulo 4 N.
                int turns = (int) ((2L * k + 1) * m % (4L * count));
                matrix[m][k] = (m == 0 ? 1 : 2) * DoubleFunctions.cos(Math.PI * turns / (2 * count)) / count;
            }
        }
        return matrix;
    }

    /** values[m] := t_m(y) */
    static void polynomials(double y, double[] values) {
        for (int m = 0; m < values.length; m++) {
            values[m] = m == 0 ? 1 : m == 1 ? y : Math.fma(y + y, values[m - 1], -values[m - 2]);
        }
    }

    /** sum_m coefficients[m] t_m(y) */
    static double sum(double[] coefficients, double y) {
        double p = 0;
        double before = 0;
        for (int m = coefficients.length - 1; m > 0; m--) {
            double next = Math.fma(y + y, p, coefficients[m] - before);
            before = p;
            p = next;
        }
        return Math.fma(y, p, coefficients[0] - before);
    }

    /** matrix times values */
    static double[] product(double[][] matrix, double[] values) {
        double[] product = new double[matrix.length];
        for (int m = 0; m < matrix.length; m++) {
            double sum = 0;
            for (int k = 0; k < values.length; k++) {
                sum = Math.fma(matrix[m][k], values[k], sum);
            }
            product[m] = sum;
        }
        return product;
    }
}
