package fathom.runs.report;

import com.google.common.math.DoubleMath;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One axis of a panel: its ends and where its ticks stand.
 *
 * @param low the value at the left or lower end
 * @param high the value at the other end, above {@code low}
 * @param ticks ascending, within the ends
 * @param labels the words at the ticks
 */
record Axis(double low, double high, boolean log, List<Double> ticks, List<String> labels) {

    /** What an axis leaves free beyond the data, as a share of their span; on logarithmic axes the fourth square root of the ratio. */
    private static final double MARGIN = 1 / 16.0;

    private static final int MOST_TICKS = 7;
    private static final int MOST_OWN_TICKS = 10;

    private static final int MOST_DECADES = 8;

    /**
     * An axis for some values: with a tick at every value when they are few whole numbers (depths, degrees), at round numbers or powers
     * of ten otherwise.
     *
     * @param values finite, positive if {@code log}
     * @param range fixed ends, NaN where the data decide
     */
    static Axis of(SortedSet<Double> values, double[] range, boolean log, boolean ownTicks) {
        double first = values.isEmpty() ? (log ? 1 : 0) : values.first();
        double last = values.isEmpty() ? (log ? 10 : 1) : values.last();
        double low = Double.isFinite(range[0]) ? range[0] : beyond(first, last, log, -1);
        double high = Double.isFinite(range[1]) ? range[1] : beyond(last, first, log, 1);
        if (!(low < high)) {
            throw new IllegalArgumentException("an axis cannot go from " + low + " to " + high);
        }
        boolean few = ownTicks
                && !values.isEmpty()
                && values.size() <= MOST_OWN_TICKS
                && values.stream().allMatch(value -> value == Math.rint(value))
                && (!log || spread(values));
        List<Double> ticks = few ? new ArrayList<>(values) : log ? decades(low, high) : round(low, high, MOST_TICKS);
        ticks.removeIf(tick -> tick < low || tick > high);
        double largest = Math.max(Math.abs(low), Math.abs(high));
        return new Axis(
                low,
                high,
                log,
                ticks,
                ticks.stream().map(tick -> label(tick, log, largest)).toList());
    }

    /** An axis of cells 0 to n with a name in the middle of each. */
    static Axis named(List<String> names) {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ticks.add(i + 0.5);
        }
        return new Axis(0, names.size(), false, ticks, names);
    }

    /** Where a value stands between the ends, 0 to 1. */
    double share(double value) {
        return log ? DoubleMath.log2(value / low) / DoubleMath.log2(high / low) : (value - low) / (high - low);
    }

    private static double beyond(double end, double other, boolean log, int sign) {
        if (log) {
            double factor = sixteenthRoot(Math.max(1.5, Math.max(end, other) / Math.min(end, other)));
            return sign < 0 ? end / factor : end * factor;
        }
        double span = Math.abs(end - other);
        return end + sign * (span > 0 ? span * MARGIN : Math.max(1, Math.abs(end)) * MARGIN);
    }

    /** Whether ticks on a logarithmic axis are far enough apart to be read. */
    private static boolean spread(SortedSet<Double> values) {
        double before = 0;
        double least = Math.sqrt(Math.sqrt(Math.sqrt(values.last() / values.first())));
        for (double value : values) {
            if (before > 0 && value / before < least) {
                return false;
            }
            before = value;
        }
        return true;
    }

    private static double sixteenthRoot(double value) {
        return Math.sqrt(Math.sqrt(Math.sqrt(Math.sqrt(value))));
    }

    private static double powerOfTen(int exponent) {
        return Double.parseDouble("1e" + exponent);
    }

    /** Multiples of 1, 2 or 5 times a power of ten, at most so many. */
    private static List<Double> round(double low, double high, int most) {
        double power = powerOfTen(Numbers.magnitude((high - low) / most));
        for (double factor : new double[] {1, 2, 5, 10, 20}) {
            double step = power * factor;
            long first = (long) Math.ceil(low / step - 1e-9);
            long last = (long) Math.floor(high / step + 1e-9);
            if (last - first < most) {
                List<Double> ticks = new ArrayList<>();
                for (long i = first; i <= last; i++) {
                    ticks.add(i * step);
                }
                return ticks;
            }
        }
        throw new IllegalStateException("no round step between " + low + " and " + high);
    }

    /** Powers of ten, thinned out when there are many; with 2 and 5 times them when there are fewer than two. */
    private static List<Double> decades(double low, double high) {
        int first = Numbers.magnitude(low);
        int last = Numbers.magnitude(high) + 1;
        int step = Math.max(1, (last - first + MOST_DECADES - 1) / MOST_DECADES);
        double[] factors = last - first <= 2 ? new double[] {1, 2, 5} : new double[] {1};
        SortedSet<Double> ticks = new TreeSet<>();
        for (int exponent = first - Math.floorMod(first, step); exponent <= last; exponent += step) {
            for (double factor : factors) {
                ticks.add(factor * powerOfTen(exponent));
            }
        }
        return new ArrayList<>(ticks);
    }

    private static String label(double tick, boolean log, double largest) {
        if (log) {
            return Numbers.logarithmic(tick);
        }
        // A multiple of the step that should be 0 but for rounding.
        return Numbers.words(Math.abs(tick) < largest * 1e-9 ? 0.0 : tick);
    }
}
