package fathom.runs.report;

import fathom.runs.statistics.Interval;
import fathom.runs.statistics.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Tables as HTML. */
final class HtmlTable {

    private HtmlTable() {}

    static String of(String caption, Table table) {
        return of(caption, table, "");
    }

    /** Rows are named id-1, id-2, ...; no id, no names. */
    static String of(String caption, Table table, String id) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table>\n");
        html.append("<caption>").append(Html.text(caption)).append("</caption>\n<thead><tr>");
        for (int column = 0; column < table.columns().size(); column++) {
            html.append(String.format(
                    Locale.ROOT,
                    "<th%s>%s</th>",
                    kind(table, column),
                    Html.text(table.columns().get(column))));
        }
        html.append("</tr></thead>\n<tbody>\n");
        List<Decimals> decimals = IntStream.range(0, table.columns().size())
                .mapToObj(column -> Decimals.of(table.rows().stream().map(row -> row.get(column))))
                .toList();
        int number = 0;
        for (List<Object> row : table.rows()) {
            number++;
            html.append(id.isEmpty() ? "<tr>" : String.format(Locale.ROOT, "<tr id=\"%s-%d\">", id, number));
            for (int column = 0; column < row.size(); column++) {
                html.append(String.format(
                        Locale.ROOT,
                        "<td%s>%s</td>",
                        kind(table, column),
                        cell(row.get(column), decimals.get(column))));
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody>\n</table></div>\n").toString();
    }

    /** Columns of plain numbers stand to the right. */
    private static String kind(Table table, int column) {
        boolean numbers = !table.rows().isEmpty()
                && table.rows().stream().allMatch(row -> row.get(column) == null || row.get(column) instanceof Number);
        return numbers ? " class=\"number\"" : "";
    }

    private static String cell(Object cell, Decimals decimals) {
        return switch (cell) {
            case null -> "";
            case Interval interval ->
                String.format(
                        Locale.ROOT,
                        "%s <span class=\"interval\" title=\"n = %d, standard deviation %s\">%s</span>",
                        Numbers.mean(interval),
                        interval.n(),
                        Numbers.words(interval.standardDeviation()),
                        Numbers.range(interval));
            case Verdict verdict -> badge(verdict);
            case Comparison.Mark mark ->
                badge(
                        mark == Comparison.Mark.PASS ? "supported" : "contradicted",
                        mark.name().toLowerCase(Locale.ROOT));
            case Number number -> decimals.words(number);
            default -> Html.text(cell.toString());
        };
    }

    static String badge(Verdict verdict) {
        return badge(verdict.word(), verdict.word());
    }

    private static String badge(String kind, String word) {
        return String.format(Locale.ROOT, "<span class=\"badge %s\">%s</span>", kind, word);
    }
}
