package fathom.experiments.profile;

import fathom.ntk.RowKernel;
import fathom.simd.Gemm;
import fathom.simd.SymmetricEigen;
import fathom.simd.matrix.DoubleMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Where labels lie in the spectrum of a kernel on m samples, K = sum_k lambda_k u_k u_k' with lambda_1 >= lambda_2 >= ...
 *
 * <pre>
 * c_k = u_k . y / sqrt(m)                                             y centred
 * energy(k) = sum_{j ≤ k} c_j^2 / (|y|^2 / m)
 * phi_k(x) = sqrt(m) / lambda_k sum_i u_ki K(x, x_i)                  u_k continued to any input
 * d_k = (1/t) sum_{held-out x} phi_k(x) y(x)
 * heldOut(k) = sum_{j ≤ k} c_j d_j / (|y|^2 / m)
 * </pre>
 *
 * Labels without any structure have energy(k) = k / m on average, which says nothing; but heldOut(k) = 0, since c and d then have nothing in
 * common. Sums run over all columns of y. Eigenvalues below m 2^-52 lambda_1 cannot be told from 0: their functions are left out.
 *
 * @param values lambda_k, descending
 * @param powers c_k^2 summed over the columns of y
 * @param crossed c_k d_k summed over the columns of y
 * @param variance |y|^2 / m
 */
record Alignment(double[] values, double[] powers, double[] crossed, double variance) {

    private static final double EPSILON = 0x1p-52;

    /**
     * @param gram m x m
     * @param targets m x c
     * @param heldOut t x d
     * @param heldOutTargets t x c
     */
    static Alignment of(
            RowKernel kernel,
            DoubleMatrix gram,
            DoubleMatrix inputs,
            DoubleMatrix targets,
            DoubleMatrix heldOut,
            DoubleMatrix heldOutTargets) {
        int m = inputs.rows();
        double[] means = means(targets);
        DoubleMatrix y = centred(targets, means);
        SymmetricEigen eigen = SymmetricEigen.decompose(gram);
        DoubleMatrix coefficients = Gemm.product(eigen.vectors().transposed(), y);
        // phi = sqrt(m) K(x, X) u / lambda, so that d = (1/t) y' phi.
        DoubleMatrix answers = Gemm.product(
                Gemm.product(kernel.cross(heldOut, inputs), eigen.vectors()).transposed(),
                centred(heldOutTargets, means));
        double largest = eigen.values()[m - 1];
        double[] values = new double[m];
        double[] powers = new double[m];
        double[] crossed = new double[m];
        double variance = 0;
        for (int i = 0; i < m; i++) {
            for (int c = 0; c < y.columns(); c++) {
                variance = Math.fma(y.get(i, c), y.get(i, c), variance);
            }
        }
        for (int k = 0; k < m; k++) {
            int column = m - 1 - k;
            values[k] = Math.max(0, eigen.values()[column]);
            boolean known = values[k] > m * EPSILON * largest;
            for (int c = 0; c < y.columns(); c++) {
                double coefficient = coefficients.get(column, c);
                powers[k] += coefficient * coefficient / m;
                crossed[k] += known ? coefficient * answers.get(column, c) / (values[k] * heldOut.rows()) : 0;
            }
        }
        return new Alignment(values, powers, crossed, variance / m);
    }

    /** 1, 2, 3, ..., m in steps that grow by a quarter. */
    static List<Integer> ranks(int m) {
        List<Integer> ranks = new ArrayList<>();
        for (int k = 1; k < m; k = Math.max(k + 1, k + k / 4)) {
            ranks.add(k);
        }
        ranks.add(m);
        return ranks;
    }

    /** lambda_k over the sum of all, at each rank. */
    List<Double> eigenvalues(List<Integer> ranks) {
        double trace = sum(values, values.length);
        return ranks.stream().map(k -> values[k - 1] / trace).toList();
    }

    List<Double> energy(List<Integer> ranks) {
        return ranks.stream().map(k -> sum(powers, k) / variance).toList();
    }

    List<Double> heldOut(List<Integer> ranks) {
        return ranks.stream().map(this::heldOut).toList();
    }

    /** Without bias, so that noise may take it below 0 or above 1. */
    double heldOut(int rank) {
        return sum(crossed, rank) / variance;
    }

    /** (sum lambda)^2 / sum lambda^2. */
    double effectiveRank() {
        return effectiveRank(values);
    }

    static double effectiveRank(double[] values) {
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value;
            squares = Math.fma(value, value, squares);
        }
        return sum * sum / squares;
    }

    private static double sum(double[] terms, int count) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += terms[k];
        }
        return sum;
    }

    static double[] means(DoubleMatrix y) {
        double[] means = new double[y.columns()];
        for (int i = 0; i < y.rows(); i++) {
            for (int j = 0; j < means.length; j++) {
                means[j] += y.get(i, j) / y.rows();
            }
        }
        return means;
    }

    /** y less the means: fresh. */
    static DoubleMatrix centred(DoubleMatrix y, double[] means) {
        DoubleMatrix centred = DoubleMatrix.zeros(y.rows(), y.columns());
        for (int i = 0; i < y.rows(); i++) {
            for (int j = 0; j < y.columns(); j++) {
                centred.set(i, j, y.get(i, j) - means[j]);
            }
        }
        return centred;
    }
}
