package fathom.data;

import fathom.simd.matrix.DoubleMatrix;

/** The squared error of predictions of a function whose mean square is known. */
public final class ControlVariate {

    private ControlVariate() {}

    /**
     * An estimate of E (p - f)^2 / E f^2, p the prediction, with f^2 as a control variate whose expectation is known.
     *
     * <pre>
     * mean_i (p_i - f_i)^2 - c (mean_i f_i^2 - E f^2),   all over E f^2
     * c = cov((p - f)^2, f^2) / var(f^2)     fitted on the odd points for the even ones, and the other way round
     * </pre>
     *
     * While little is learned c is near 1, and the scatter of f^2 over the test points, which is most of that of (p - f)^2, is taken out;
     * where the prediction is good c is near 0, and the scatter is that of the small errors themselves. (With c = 1 throughout, a good
     * prediction would be judged by the sample of test points alone.) Since c belongs to other points, nothing biases the estimate. The
     * correction is at most half of the plain mean: no estimate is negative.
     *
     * @param predicted p at n independent points, n x 1
     * @param values f there, n x 1
     * @param meanSquare E f^2
     */
    public static double squaredError(DoubleMatrix predicted, DoubleMatrix values, double meanSquare) {
        int n = values.rows();
        double[][] errors = new double[2][(n + 1) / 2];
        double[][] squares = new double[2][(n + 1) / 2];
        int[] counts = {(n + 1) / 2, n / 2};
        double plain = 0;
        for (int i = 0; i < n; i++) {
            double f = values.get(i, 0);
            double miss = predicted.get(i, 0) - f;
            errors[i % 2][i / 2] = miss * miss;
            squares[i % 2][i / 2] = f * f;
            plain = Math.fma(miss, miss, plain);
        }
        double correction = 0;
        for (int half = 0; half < 2; half++) {
            double coefficient = coefficient(errors[1 - half], squares[1 - half], counts[1 - half]);
            correction += coefficient * (sum(squares[half], counts[half]) - counts[half] * meanSquare);
        }
        correction = Math.max(-0.5 * plain, Math.min(0.5 * plain, correction));
        return (plain - correction) / n / meanSquare;
    }

    /** cov(errors, squares) / var(squares); 0 where squares do not vary. */
    private static double coefficient(double[] errors, double[] squares, int count) {
        double meanError = sum(errors, count) / count;
        double meanSquare = sum(squares, count) / count;
        double both = 0;
        double variance = 0;
        for (int i = 0; i < count; i++) {
            both = Math.fma(errors[i] - meanError, squares[i] - meanSquare, both);
            variance = Math.fma(squares[i] - meanSquare, squares[i] - meanSquare, variance);
        }
        return variance > 0 ? both / variance : 0;
    }

    private static double sum(double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum;
    }
}
