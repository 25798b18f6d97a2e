package fathom.runs.figure;

import fathom.runs.figure.Axis.Kind;
import fathom.runs.figure.Axis.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * Where the ticks of an axis stand. Linear: multiples of 1, 2 or 5 times a power of ten. Logarithmic: powers of the base, thinned out
 * over many decades; with 2 and 5 times them, then with all digits, then linear steps, as the range gets shorter, so that three can
 * be read wherever the range allows.
 */
final class Ticks {

    private static final int MOST = 8;
    private static final int ENOUGH = 3;

    /** Steps of a linear axis: from 3 to 8 when rounded. */
    private static final int STEPS = 5;

    /** The shortest plot area in pixels, for labels that must not overlap. */
    private static final double SHORTEST = 220;

    private static final int MOST_OWN = 10;
    private static final double[] ROUND = {1, 2, 5};
    private static final double[] DIGITS = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    private Ticks() {}

    static List<Tick> of(Kind kind, double low, double high) {
        return switch (kind) {
            case LINEAR -> linear(low, high);
            case LOG10 -> decades(low, high);
            case LOG2 -> octaves(low, high);
            case NAMES -> List.of();
        };
    }

    /**
     * A tick at every value where those are few whole numbers, such as depths or widths; nothing otherwise. On a logarithmic axis
     * they must not crowd.
     */
    static List<Tick> own(Kind kind, SortedSet<Double> values) {
        boolean few = (values.size() == 1 || values.size() >= (kind.log() ? ENOUGH : 1))
                && values.size() <= MOST_OWN
                && values.stream().allMatch(value -> value == Math.rint(value) && Math.abs(value) < 1e6);
        if (!few || values.size() > 1 && crowded(kind, values)) {
            return List.of();
        }
        return values.stream()
                .map(value -> new Tick(value, Numerals.significant(value, 6), 0))
                .toList();
    }

    private static boolean crowded(Kind kind, SortedSet<Double> values) {
        double span = place(kind, values.last()) - place(kind, values.first());
        double before = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (place(kind, value) - before < span / 14) {
                return true;
            }
            before = place(kind, value);
        }
        return false;
    }

    private static double place(Kind kind, double value) {
        return kind.log() ? Log2.of(value) : value;
    }

    private static List<Tick> linear(double low, double high) {
        double step = step((high - low) / STEPS);
        int places = Math.max(0, -Numerals.magnitude(step));
        List<Tick> ticks = new ArrayList<>();
        double first = Math.ceil(low / step - 1e-9);
        double last = Math.floor(high / step + 1e-9);
        for (double i = first; i <= last && ticks.size() <= 4 * MOST; i++) {
            double value = Math.clamp(i * step, low, high);
            ticks.add(new Tick(value, label(i * step, places, Math.max(Math.abs(low), Math.abs(high))), 0));
        }
        return ticks;
    }

    private static String label(double value, int places, double largest) {
        boolean plain = places <= 5 && largest < 1e6;
        return plain
                ? Numerals.fixed(value, places)
                : Numerals.significant(value, 3 + Math.min(6, Numerals.magnitude(largest) + places));
    }

    /** That 1, 2, 5 or 10 times a power of ten which is nearest to a length by ratio. */
    private static double step(double length) {
        int magnitude = Numerals.magnitude(length);
        double digits = length / power(magnitude);
        double square = digits * digits;
        return square >= 50 ? power(magnitude + 1) : times(square >= 10 ? 5 : square >= 2 ? 2 : 1, magnitude);
    }

    private static List<Tick> decades(double low, double high) {
        int first = Numerals.magnitude(low);
        int last = Numerals.magnitude(high);
        int apart = Math.max(1, Math.ceilDiv(last - first + 1, MOST - 1));
        List<Tick> ticks = new ArrayList<>();
        for (int e = Math.ceilDiv(first, apart) * apart; e <= last; e += apart) {
            add(ticks, power(e), 0, low, high);
        }
        if (readable(ticks, low, high)) {
            return ticks;
        }
        for (double[] factors : List.of(ROUND, DIGITS)) {
            ticks.clear();
            for (int e = first; e <= last; e++) {
                for (double factor : factors) {
                    add(ticks, times(factor, e), factor == 1 ? 0 : factor == 2 || factor == 5 ? 1 : 2, low, high);
                }
            }
            if (readable(ticks, low, high)) {
                return ticks;
            }
        }
        return linear(low, high);
    }

    /** Whether enough labels have room. */
    private static boolean readable(List<Tick> ticks, double low, double high) {
        return ticks.size() >= ENOUGH
                && PanelSvg.labelled(new Axis(Kind.LOG10, low, high, ticks), SHORTEST, true)
                                .size()
                        >= ENOUGH;
    }

    private static List<Tick> octaves(double low, double high) {
        int first = (int) Math.ceil(Log2.of(low) - 1e-9);
        int last = (int) Math.floor(Log2.of(high) + 1e-9);
        int apart = Math.max(1, Math.ceilDiv(last - first + 1, MOST));
        List<Tick> ticks = new ArrayList<>();
        for (int e = Math.ceilDiv(first, apart) * apart; e <= last; e += apart) {
            double value = Math.scalb(1.0, e);
            if (value >= low && value <= high) {
                ticks.add(new Tick(value, plain(e) ? Numerals.significant(value, 6) : "2" + Numerals.raised(e), 0));
            }
        }
        return readable(ticks, low, high) ? ticks : decades(low, high);
    }

    /** Whether a power of two has at most six digits. */
    private static boolean plain(int exponent) {
        return exponent >= -6 && exponent < 20;
    }

    private static void add(List<Tick> ticks, double value, int rank, double low, double high) {
        if (value >= low && value <= high) {
            ticks.add(new Tick(value, Numerals.significant(value, 6), rank));
        }
    }

    private static double times(double factor, int exponent) {
        return Double.parseDouble((int) factor + "e" + exponent);
    }

    private static double power(int exponent) {
        return times(1, exponent);
    }
}
