package fathom.experiments.kernelregression;

import module fathom.experiments;
import module java.base;

/** Sums of squared errors, one for each column of predictions. */
final class SquaredErrors {

    private SquaredErrors() {}

    /** sums_j += sum_i (predicted_ij - truth_i)^2 */
    static void add(DoubleMatrix predicted, DoubleMatrix truth, double[] sums) {
        for (int i = 0; i < predicted.rows(); i++) {
            for (int j = 0; j < sums.length; j++) {
                double error = predicted.get(i, j) - truth.get(i, 0);
                sums[j] = Math.fma(error, error, sums[j]);
            }
        }
    }

    /** sums / points; infinite for what is not a number. */
    static List<Double> means(double[] sums, int points) {
        List<Double> means = new ArrayList<>();
        for (double sum : sums) {
            means.add(Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum / points);
        }
        return means;
    }

    /** The least of some errors. */
    static double least(List<Double> errors) {
        return errors.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
}
