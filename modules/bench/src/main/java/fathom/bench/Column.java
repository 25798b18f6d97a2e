package fathom.bench;

import java.util.Locale;

/**
 * One column of a benchmark's results.
 *
 * @param name in CSV and JSON; empty for a column that only the table shows
 * @param title above the table
 * @param width in the table; negative for text, which stands to the left
 * @param decimals of a number in CSV and JSON
 * @param shown decimals of a number in the table
 */
public record Column(String name, String title, int width, int decimals, int shown) {

    /** Words, or whole numbers that read like words. */
    public static Column text(String name, String title, int width) {
        return new Column(name, title, -width, 0, 0);
    }

    /** A whole number. */
    public static Column count(String name, String title, int width) {
        return new Column(name, title, width, 0, 0);
    }

    /** A measured figure. */
    public static Column figure(String name, String title, int width, int decimals, int shown) {
        return new Column(name, title, width, decimals, shown);
    }

    /** What a person wants to see and a program can compute. */
    public static Column aside(String title, int width, int shown) {
        return new Column("", title, width, 0, shown);
    }

    boolean exported() {
        return !name.isEmpty();
    }

    String header() {
        return String.format(Locale.ROOT, "%" + width + "s", title);
    }

    /** The value as the table shows it; blank for one that is absent. */
    String cell(Object value) {
        return String.format(Locale.ROOT, "%" + width + "s", value == null ? "" : number(value, shown));
    }

    /** The value in CSV; empty for one that is absent. */
    String csv(Object value) {
        String text = value == null ? "" : number(value, decimals);
        return text.contains(",") ? "\"" + text + "\"" : text;
    }

    /** The member in JSON. */
    String json(Object value) {
        String text = number(value, decimals);
        return "\"" + name + "\":" + (value instanceof Number ? text : "\"" + text + "\"");
    }

    private static String number(Object value, int decimals) {
        return value instanceof Double figure
                ? String.format(Locale.ROOT, "%." + decimals + "f", figure)
                : String.valueOf(value);
    }
}
