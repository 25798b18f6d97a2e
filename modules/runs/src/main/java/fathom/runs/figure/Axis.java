package fathom.runs.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * One axis: where a value stands between its ends, share(v) = (t(v) - t(low)) / (t(high) - t(low)) with t the identity or log2.
 *
 * @param kind of the scale
 * @param low the value at the left or lower end
 * @param high the value at the other end, above {@code low}
 * @param ticks ascending, within the ends
 */
record Axis(Kind kind, double low, double high, List<Tick> ticks) {

    /** How values become places. */
    enum Kind {
        LINEAR,
        LOG10,
        LOG2,
        /** Cells 0 to n, a name in the middle of each. */
        NAMES;

        boolean log() {
            return this == LOG10 || this == LOG2;
        }
    }

    /**
     * A mark of the axis.
     *
     * @param label what stands beside it; empty for a minor tick
     * @param rank 0 for those that keep their label first when there is no room for all
     */
    record Tick(double value, String label, int rank) {}

    Axis {
        if (!(low < high)) {
            throw new IllegalArgumentException("an axis needs two ends that ascend, not " + low + " and " + high);
        }
        ticks = List.copyOf(ticks);
    }

    /** An axis with names at the cells 0 to n. */
    static Axis named(List<String> names) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ticks.add(new Tick(i + 0.5, names.get(i), 0));
        }
        return new Axis(Kind.NAMES, 0, Math.max(1, names.size()), ticks);
    }

    /** Where a value stands, 0 at the low end and 1 at the high one; beyond them for values outside. */
    double share(double value) {
        return kind.log()
                ? (Log2.of(value) - Log2.of(low)) / (Log2.of(high) - Log2.of(low))
                : (value - low) / (high - low);
    }

    /** Whether a value lies between the ends; never for NaN. */
    boolean holds(double value) {
        return value >= low && value <= high;
    }

    /** Whether a value has a place on an axis of that kind at all. */
    static boolean placeable(Kind kind, double value) {
        return Double.isFinite(value) && (!kind.log() || value > 0);
    }

    /** The greatest width of its labels in letters. */
    int letters() {
        return ticks.stream().mapToInt(tick -> tick.label().length()).max().orElse(0);
    }
}
