package fathom.runs.report;

import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;

/** Tables as comma-separated values. */
final class Csv {

    private static final List<String> INTERVAL = List.of("", "_low", "_high", "_sd", "_n");

    private Csv() {}

    static String text(Table table) {
        StringBuilder text = new StringBuilder();
        List<Boolean> wide = new ArrayList<>();
        List<String> header = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            String name = table.columns().get(column);
            int index = column;
            boolean interval = table.rows().stream().anyMatch(row -> row.get(index) instanceof Interval);
            wide.add(interval);
            (interval ? INTERVAL : List.of("")).forEach(suffix -> header.add(name + suffix));
        }
        line(header, text);
        for (List<Object> row : table.rows()) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < row.size(); column++) {
                cells.addAll(wide.get(column) ? five(row.get(column)) : List.of(cell(row.get(column))));
            }
            line(cells, text);
        }
        return text.toString();
    }

    private static List<String> five(Object cell) {
        if (cell instanceof Interval interval) {
            return List.of(
                    cell(interval.mean()),
                    cell(interval.low()),
                    cell(interval.high()),
                    cell(interval.standardDeviation()),
                    cell(interval.n()));
        }
        return List.of(cell(cell), "", "", "", "");
    }

    private static String cell(Object cell) {
        return cell == null ? "" : cell.toString();
    }

    private static void line(List<String> cells, StringBuilder text) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(quoted(cells.get(i)));
        }
        text.append('\n');
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
