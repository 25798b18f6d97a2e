package fathom.runs.page;

import fathom.runs.figure.Escape;
import fathom.runs.figure.Numerals;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Tables as HTML: numbers at the right with the points below each other, what a row is sorted by as {@code data-v} where the text
 * does not tell. */
final class HtmlRows {

    private static final int DIGITS = 4;

    /** Orders of magnitude within a column beyond which each number keeps its own decimals. */
    private static final int WIDEST = 2;

    /** Rows beyond which a page would grow too large. */
    static final int MOST = 500;

    private final Table table;
    private final List<Integer> places = new ArrayList<>();
    private final List<Boolean> numeric = new ArrayList<>();

    private HtmlRows(Table table) {
        this.table = table;
        for (int column = 0; column < table.columns().size(); column++) {
            int at = column;
            List<Object> cells = table.rows().stream()
                    .map(row -> row.get(at))
                    .filter(c -> c != null)
                    .toList();
            numeric.add(!cells.isEmpty() && cells.stream().allMatch(c -> c instanceof Number || c instanceof Interval));
            places.add(places(cells));
        }
    }

    /** The table; rows are named id-1, id-2, ... unless the id is empty. */
    static String of(String id, String caption, Table table) {
        HtmlRows rows = new HtmlRows(table);
        StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        html.append(Escape.text(caption)).append("\"><table class=\"sortable\">\n<caption>");
        html.append(Escape.text(caption));
        if (table.rows().size() > MOST) {
            html.append(" (the first ")
                    .append(MOST)
                    .append(" of ")
                    .append(table.rows().size())
                    .append(" rows)");
        }
        html.append("</caption>\n<thead><tr>");
        for (int column = 0; column < table.columns().size(); column++) {
            html.append("<th scope=\"col\"").append(rows.align(column)).append('>');
            html.append(Escape.text(table.columns().get(column))).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        int number = 0;
        for (List<Object> row :
                table.rows().subList(0, Math.min(MOST, table.rows().size()))) {
            number++;
            html.append(id.isEmpty() ? "<tr>" : "<tr id=\"" + id + "-" + number + "\">");
            for (int column = 0; column < row.size(); column++) {
                rows.cell(row.get(column), column, html);
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody>\n</table></div>\n").toString();
    }

    private String align(int column) {
        return numeric.get(column) ? " class=\"number\"" : "";
    }

    private void cell(Object cell, int column, StringBuilder html) {
        String text = text(cell, places.get(column));
        html.append("<td").append(align(column));
        if (cell instanceof Number number && (text.contains("×") || text.startsWith("10") && !digits(text))) {
            html.append(" data-v=\"").append(number.doubleValue()).append('"');
        }
        html.append('>').append(text).append("</td>");
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
    }

    private static String text(Object cell, int places) {
        return switch (cell) {
            case null -> "";
            case Interval interval -> interval(interval);
            case Badge badge -> badge.html();
            case Double value -> number(value, places);
            case Float value -> number(value, places);
            case Number whole -> Escape.text(whole.toString().replace("-", "\u2212"));
            case Boolean truth -> truth ? "yes" : "no";
            default -> Escape.text(cell.toString());
        };
    }

    private static String interval(Interval interval) {
        String range = Numerals.range(interval.low(), interval.high());
        String mean = range.isEmpty()
                ? Numerals.significant(interval.mean(), DIGITS)
                : Numerals.rounded(interval.mean(), interval.low(), interval.high());
        return range.isEmpty()
                ? mean
                : mean + " <span class=\"interval\" title=\"n = " + interval.n() + ", standard deviation "
                        + Numerals.significant(interval.standardDeviation(), DIGITS) + "\">" + range + "</span>";
    }

    private static String number(double value, int places) {
        return places >= 0 && Double.isFinite(value)
                ? Numerals.fixed(value, places)
                : Numerals.significant(value, DIGITS);
    }

    /** Decimals that the fractions of a column share: those of four digits of the largest, less common zeros; -1 for none. */
    private static int places(List<Object> cells) {
        double[] values = cells.stream()
                .filter(cell -> cell instanceof Double || cell instanceof Float)
                .mapToDouble(cell -> ((Number) cell).doubleValue())
                .filter(value -> value != 0 && Double.isFinite(value))
                .toArray();
        int largest = Integer.MIN_VALUE;
        int smallest = Integer.MAX_VALUE;
        for (double value : values) {
            largest = Math.max(largest, Numerals.magnitude(value));
            smallest = Math.min(smallest, Numerals.magnitude(value));
        }
        int most = DIGITS - 1 - largest;
        if (values.length == 0 || largest - smallest > WIDEST || most < 0 || smallest < -4) {
            return -1;
        }
        int needed = 0;
        for (double value : values) {
            BigDecimal rounded = BigDecimal.valueOf(value).setScale(most, RoundingMode.HALF_EVEN);
            needed = Math.max(needed, rounded.stripTrailingZeros().scale());
        }
        return needed;
    }
}
