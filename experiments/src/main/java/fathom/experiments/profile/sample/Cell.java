package fathom.experiments.profile.sample;

import fathom.runs.Quoted;
import java.util.Locale;
import java.util.Set;

/** What one cell of a table says. */
final class Cell {

    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");

    /** No double needs more characters, and a longer cell is not a number that anyone wrote. */
    private static final int LONGEST = 400;

    private Cell() {}

    /** Whether it stands for a value that is not there. */
    static boolean isMissing(String text) {
        return MISSING.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether it is a finite decimal number: a sign, digits with one point, an exponent. One pass, whatever the text. */
    static boolean isNumber(String text) {
        return text.length() <= LONGEST && isDecimal(text, '.') && Double.isFinite(Double.parseDouble(text));
    }

    /** Whether it is a number with a comma where {@link #isNumber} has a point: 0,5. */
    static boolean hasDecimalComma(String text) {
        return text.indexOf(',') >= 0 && text.length() <= LONGEST && isDecimal(text, ',');
    }

    private static boolean isDecimal(String text, char point) {
        int at = sign(text, 0);
        int whole = digits(text, at);
        int end = whole;
        int count = whole - at;
        if (end < text.length() && text.charAt(end) == point) {
            end = digits(text, whole + 1);
            count += end - whole - 1;
        }
        if (count > 0 && end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int exponent = sign(text, end + 1);
            end = digits(text, exponent);
            return end == text.length() && end > exponent;
        }
        return count > 0 && end == text.length();
    }

    private static int sign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? at + 1 : at;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** What to do with a cell that should be a number and is not, as the end of a sentence. */
    static String remedy(String text) {
        if (text.endsWith("%") && isNumber(text.substring(0, text.length() - 1).strip())) {
            return "write a percentage as a number, without the sign";
        }
        if (text.length() <= LONGEST
                && (text.matches("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?")
                        || text.matches("[+-]?\\d{1,3}([.' \\u00a0]\\d{3})+(,\\d*)?"))) {
            return "write numbers without separators of thousands";
        }
        if (hasDecimalComma(text)) {
            return "other cells have a decimal point: write every number with a point";
        }
        return "give names one column of 0 and 1 for each value, or drop the column with --ignore";
    }

    /** It in double quotes for a message: 80 characters at most, and no control characters. */
    static String quoted(String text) {
        return "\"" + Quoted.of(text) + "\"";
    }
}
