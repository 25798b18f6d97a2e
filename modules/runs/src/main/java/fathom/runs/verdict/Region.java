package fathom.runs.verdict;

import fathom.runs.report.Numbers;
import fathom.runs.statistics.Interval;

/**
 * Where a claim puts an effect: a part of the line.
 *
 * @param low the lower end
 * @param high the upper end
 * @param closed whether finite ends belong to it
 */
public record Region(double low, double high, boolean closed) {

    /** effect &lt; x */
    public static Region below(double x) {
        return new Region(Double.NEGATIVE_INFINITY, x, false);
    }

    /** effect > x */
    public static Region above(double x) {
        return new Region(x, Double.POSITIVE_INFINITY, false);
    }

    /** effect ≤ x: "not higher than" */
    public static Region atMost(double x) {
        return new Region(Double.NEGATIVE_INFINITY, x, true);
    }

    /** effect >= x: "not lower than" */
    public static Region atLeast(double x) {
        return new Region(x, Double.POSITIVE_INFINITY, true);
    }

    /** |effect| ≤ margin: equivalence, which needs a margin. */
    public static Region within(double margin) {
        return between(-margin, margin);
    }

    /** low ≤ effect ≤ high */
    public static Region between(double low, double high) {
        if (!(low < high)) {
            throw new IllegalArgumentException(
                    "a region between " + low + " and " + high + " is empty: give a margin above 0");
        }
        return new Region(low, high, true);
    }

    /** Whether the whole interval lies in it. */
    public boolean holds(Interval interval) {
        return closed
                ? interval.low() >= low && interval.high() <= high
                : (interval.low() > low || low == Double.NEGATIVE_INFINITY)
                        && (interval.high() < high || high == Double.POSITIVE_INFINITY)
                        && !Double.isNaN(interval.mean());
    }

    /** Whether no point of the interval lies in it. */
    public boolean excludes(Interval interval) {
        return closed
                ? interval.high() < low || interval.low() > high
                : low != Double.NEGATIVE_INFINITY && interval.high() <= low
                        || high != Double.POSITIVE_INFINITY && interval.low() >= high;
    }

    /** For instance "below 0" or "between -0.02 and 0.02". */
    public String words() {
        if (low == Double.NEGATIVE_INFINITY) {
            return (closed ? "at most " : "below ") + Numbers.words(high);
        }
        if (high == Double.POSITIVE_INFINITY) {
            return (closed ? "at least " : "above ") + Numbers.words(low);
        }
        return "between " + Numbers.words(low) + " and " + Numbers.words(high);
    }
}
