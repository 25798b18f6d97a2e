package fathom.runs.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as text for readers, the same in every locale: a true minus sign, plain decimals from 0.0001 to 999,999, powers of ten
 * beyond.
 */
public final class Numerals {

    private static final String MINUS = "\u2212";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final int MOST_PLACES = 8;

    private Numerals() {}

    /** The value with at most so many significant digits, zeros at its end dropped: 0.05, −12.5, 3×10⁻⁷. */
    public static String significant(double value, int digits) {
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : special(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int magnitude = magnitude(rounded);
        if (magnitude < -4 || magnitude > 5) {
            BigDecimal mantissa = rounded.movePointLeft(magnitude).stripTrailingZeros();
            boolean one = mantissa.compareTo(BigDecimal.ONE) == 0;
            return (one ? "" : signed(mantissa) + "×") + "10" + raised(magnitude);
        }
        return signed(rounded.stripTrailingZeros());
    }

    /** The value with exactly so many decimals: −0.50. */
    public static String fixed(double value, int places) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(Math.max(0, places), RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? rounded.abs().toPlainString() : signed(rounded);
    }

    /** A mean and its interval with as many decimals as the interval tells: {@code −0.078 [−0.088, −0.068]}. */
    public static String interval(double mean, double low, double high) {
        return range(low, high).isEmpty() ? significant(mean, 4) : rounded(mean, low, high) + " " + range(low, high);
    }

    /** The mean alone, with the decimals that its interval allows: two digits of the half width. */
    public static String rounded(double mean, double low, double high) {
        int places = places(low, high);
        return places > MOST_PLACES || places < -5 ? significant(mean, 4) : fixed(mean, places);
    }

    /** The interval alone, in brackets; empty where it is unknown or a point. */
    public static String range(double low, double high) {
        if (!(low < high) || !Double.isFinite(high - low)) {
            return "";
        }
        int places = places(low, high);
        return places > MOST_PLACES || places < -5
                ? "[" + significant(low, 3) + ", " + significant(high, 3) + "]"
                : "[" + fixed(low, places) + ", " + fixed(high, places) + "]";
    }

    /** The exponent of the value's first digit: 2 for 345, -3 for 0.0012; 0 for 0 and what is not finite. */
    public static int magnitude(double value) {
        return value == 0 || !Double.isFinite(value) ? 0 : magnitude(BigDecimal.valueOf(value));
    }

    private static int magnitude(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }

    /** Decimals for two digits of half the width. */
    private static int places(double low, double high) {
        double half = (high - low) / 2;
        return half > 0 && Double.isFinite(half)
                ? 1 - magnitude(BigDecimal.valueOf(half).round(new MathContext(2, RoundingMode.HALF_EVEN)))
                : MOST_PLACES + 1;
    }

    private static String signed(BigDecimal value) {
        return (value.signum() < 0 ? MINUS : "") + value.abs().toPlainString();
    }

    /** An exponent as superscript. */
    static String raised(int exponent) {
        StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            text.append(RAISED.charAt(digit - '0'));
        }
        return text.toString();
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : MINUS + "∞";
    }
}
