package fathom.runs.report;

import fathom.runs.statistics.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers rounded for people. */
public final class Numbers {

    private static final int DIGITS = 4;

    private Numbers() {}

    /** {@link String#format} with the same words in every locale. */
    public static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    /** Whole numbers as they are, others with four significant digits. */
    public static String words(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return words(number.doubleValue(), DIGITS);
        }
        return number.toString();
    }

    /** For instance "0.1, 1, 10", or "1 to 10" for more than three whole numbers without a gap. */
    public static String list(List<?> values) {
        boolean run = values.size() > 3;
        for (int i = 1; i < values.size() && run; i++) {
            run = values.get(i) instanceof Integer next && values.get(i - 1).equals(next - 1);
        }
        return run
                ? values.getFirst() + " to " + values.getLast()
                : values.stream()
                        .map(value -> value instanceof Number number ? words(number) : String.valueOf(value))
                        .collect(Collectors.joining(", "));
    }

    /** For instance "0.215 [0.203, 0.227], n = 3": as many decimals as show two digits of the half-width. */
    public static String words(Interval interval) {
        return mean(interval) + " " + range(interval) + ", n = " + interval.n();
    }

    static String mean(Interval interval) {
        return decimals(interval.mean(), places(interval));
    }

    /** The ends in brackets; nothing for a value without spread. */
    static String range(Interval interval) {
        if (interval.low() == interval.high() && interval.n() == 1) {
            return "";
        }
        int places = places(interval);
        return "[" + decimals(interval.low(), places) + ", " + decimals(interval.high(), places) + "]";
    }

    private static int places(Interval interval) {
        double half = interval.halfWidth();
        if (!(half > 0) || half == Double.POSITIVE_INFINITY) {
            return interval.mean() == 0 ? 1 : DIGITS - 1 - magnitude(interval.mean());
        }
        return 1 - magnitude(half);
    }

    /** The decimal exponent of the first digit of the shortest decimal that reads back to the value. */
    static int magnitude(double value) {
        return value == 0 || !Double.isFinite(value) ? 0 : magnitude(BigDecimal.valueOf(Math.abs(value)));
    }

    private static int magnitude(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }

    static String decimals(double value, int places) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        if (places > 8 || places < -6) {
            return words(value, DIGITS);
        }
        return new BigDecimal(value)
                .setScale(Math.max(0, places), RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static String words(double value, int digits) {
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : special(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int magnitude = magnitude(rounded);
        if (magnitude < -4 || magnitude > 6) {
            return power(rounded, magnitude);
        }
        return rounded.stripTrailingZeros().toPlainString();
    }

    private static String power(BigDecimal value, int magnitude) {
        return value.movePointLeft(magnitude).stripTrailingZeros().toPlainString() + "e" + magnitude;
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "not a number" : value > 0 ? "\u221e" : "\u2212\u221e";
    }
}
