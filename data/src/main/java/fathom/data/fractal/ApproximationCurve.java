package fathom.data.fractal;

import fathom.simd.math.DoubleFunctions;
import java.util.ArrayList;
import java.util.List;

/**
 * How the negative examples are spread over the levels 1 (coarsest) to n (finest), as the authors' generator does it.
 *
 * <pre>
 * weights w_1, ..., w_n >= 0 of sum 1,   W_j = w_1 + ... + w_j
 * hazard  h_j = 1 - 2^{-w_j}          a sample that has come to level j becomes one of its negatives with this probability
 * Pr(+)   = (1 - h_1) ... (1 - h_n) = 1/2
 * P(j)    = 1 - Pr(x in K_j and y = -1) = 3/2 - 2^{-W_j}          the approximation curve
 * p_j     = 2 (P(j) - P(j-1))         the share of the negatives that are of level j
 * </pre>
 *
 * @param name for tables, such as {@code #1}
 * @param weights w_1, ..., w_n, the coarsest first
 */
public record ApproximationCurve(String name, List<Double> weights) {

    private static final double LN2 = 0.6931471805599453;
    private static final int NUMBERED = 6;

    /** @throws IllegalArgumentException if there is no weight, one is negative, or the sum is not 1 */
    public ApproximationCurve {
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException(
                        "the weights of curve " + name + " are " + weights + ", expected none below 0");
            }
            sum += weight;
        }
        if (!(Math.abs(sum - 1) < 1e-9)) {
            throw new IllegalArgumentException(
                    "the weights of curve " + name + " add up to " + sum + ", expected one for each level and sum 1");
        }
        weights = List.copyOf(weights);
    }

    /**
     * A curve of the paper's figure 5 on n levels.
     *
     * <pre>
     * #1  w equal                      #2  w equal on the finest 3         #3  w equal on the finest 2
     * #4  w_i proportional to i^5      #5  w_i proportional to i^9         #6  the finest level alone
     * </pre>
     *
     * @param number 1 to 6
     * @throws IllegalArgumentException if there is no such curve, or n is less than 1
     */
    public static ApproximationCurve numbered(int number, int n) {
        if (number < 1 || number > NUMBERED || n < 1) {
            throw new IllegalArgumentException(
                    "there are curves #1 to #6 on 1 or more levels, but no curve #" + number + " on " + n + " levels");
        }
        double[] w = new double[n];
        for (int i = 1; i <= n; i++) {
            w[i - 1] = switch (number) {
                case 1 -> 1;
                case 2 -> i > n - 3 ? 1 : 0;
                case 3 -> i > n - 2 ? 1 : 0;
                case 4 -> power(i, 5);
                case 5 -> power(i, 9);
                default -> i == n ? 1 : 0;
            };
        }
        return of("#" + number, w);
    }

    /** A curve whose weights are proportional to these, the coarsest level's first. */
    public static ApproximationCurve of(String name, double... proportions) {
        double sum = 0;
        for (double proportion : proportions) {
            sum += proportion;
        }
        List<Double> weights = new ArrayList<>();
        for (double proportion : proportions) {
            weights.add(proportion / sum);
        }
        return new ApproximationCurve(name, weights);
    }

    private static double power(double base, int exponent) {
        double power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }

    /** n. */
    public int levels() {
        return weights.size();
    }

    /** h_j, 1 ≤ j ≤ n. */
    public double hazard(int j) {
        return -DoubleFunctions.expm1(-weights.get(j - 1) * LN2);
    }

    /** P(j), 0 ≤ j ≤ n: from 1/2 to 1. */
    public double value(int j) {
        double sum = 0;
        for (int i = 0; i < j; i++) {
            sum += weights.get(i);
        }
        return j == levels() ? 1 : 1.5 - DoubleFunctions.exp(-sum * LN2);
    }

    /** p_j, 1 ≤ j ≤ n. */
    public double share(int j) {
        return 2 * (value(j) - value(j - 1));
    }
}
