package fathom.runs.statistics;

import java.util.Arrays;
import java.util.Collection;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean with its confidence interval by Student's t: mean +- t_{(1+level)/2, n-1} sd / sqrt(n), where
 * sd^2 = sum (x_i - mean)^2 / (n - 1). It holds exactly for independent normal values, roughly for means of seeds. One value alone
 * says nothing of its spread: its interval is the whole line. A value that is not finite makes everything NaN.
 *
 * @param mean the arithmetic mean
 * @param low the lower end
 * @param high the upper end
 * @param standardDeviation sd, NaN for one value
 * @param n how many values
 * @param level the probability with which such intervals hold the true mean, 0.95 unless another was asked for
 */
public record Interval(double mean, double low, double high, double standardDeviation, int n, double level) {

    /** The level used where none is given. */
    public static final double LEVEL = 0.95;

    /** Fewer values than this test nothing. */
    public static final int LEAST_TESTED = 3;

    /** The 95 % interval of the mean of some values, in their order. */
    public static Interval of(double... values) {
        return atLevel(LEVEL, values);
    }

    /** The 95 % interval of the mean of some values, in their order. */
    public static Interval of(Collection<? extends Number> values) {
        return of(values.stream().mapToDouble(Number::doubleValue).toArray());
    }

    /** The interval of the mean at another level, for instance 0.99, or 1 - 0.05 / m for m claims together (Bonferroni). */
    public static Interval atLevel(double level, double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("an interval needs at least one value");
        }
        int n = values.length;
        double mean = sum(values) / n;
        if (!(Math.abs(mean) < Double.POSITIVE_INFINITY)) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN, Double.NaN, n, level);
        }
        if (n == 1) {
            return new Interval(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN, n, level);
        }
        double squares =
                sum(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).toArray());
        double sd = Math.sqrt(squares / (n - 1));
        double half = quantile((1 + level) / 2, n - 1) * sd / Math.sqrt(n);
        return new Interval(mean, mean - half, mean + half, sd, n, level);
    }

    /**
     * The 95 % interval of the mean of first_i - second_i: for two treatments of the same seeds, far sharper than the difference of two
     * means. Both arrays have one length.
     */
    public static Interval ofDifferences(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "paired values need two lists of one length, not " + first.length + " and " + second.length);
        }
        double[] differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            differences[i] = first[i] - second[i];
        }
        return of(differences);
    }

    /** A value that is known without spread, such as a closed form: low = high = mean. */
    public static Interval exactly(double value) {
        return new Interval(value, value, value, 0, 1, LEVEL);
    }

    /** The same at another level: the half-width changes as Student's quantile does. What has no width stays as it is. */
    public Interval toLevel(double other) {
        if (n < 2 || other == level) {
            return new Interval(mean, low, high, standardDeviation, n, other);
        }
        double half = halfWidth() * quantile((1 + other) / 2, n - 1) / quantile((1 + level) / 2, n - 1);
        return new Interval(mean, mean - half, mean + half, standardDeviation, n, other);
    }

    /** Whether a claim may be tested on it: at least 3 values, or one that is known without spread. */
    public boolean testable() {
        return n >= LEAST_TESTED || n == 1 && low == high;
    }

    /** Half the length. */
    public double halfWidth() {
        return (high - low) / 2;
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /**
     * The p-quantile of Student's t with so many degrees of freedom, rounded to ten decimals: the library's last bits depend on the
     * machine's logarithm, ours must not.
     */
    public static double quantile(double p, int degreesOfFreedom) {
        return Math.rint(TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(p) * 1e10) / 1e10;
    }

    /** One chain in ascending order. */
    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
