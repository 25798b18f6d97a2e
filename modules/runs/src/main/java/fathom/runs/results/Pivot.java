package fathom.runs.results;

import fathom.runs.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Means over seeds as a table: a row for each combination of some keys, a column for each value of another. */
final class Pivot {

    private Pivot() {}

    static Table of(Metric metric, List<String> rows, String column) {
        List<Object> columns = column.isBlank() ? List.of(metric.name()) : metric.values(column);
        List<String> titles = new ArrayList<>(rows);
        columns.forEach(value -> titles.add(column.isBlank() ? metric.name() : column + " = " + Metric.word(value)));
        Table table = Table.of(titles.toArray(String[]::new));
        List<String> keys = new ArrayList<>(rows);
        if (!column.isBlank()) {
            keys.add(column);
        }
        Map<List<Object>, Object[]> cells = new LinkedHashMap<>();
        for (Metric cell : metric.by(keys.toArray(String[]::new))) {
            List<Object> at = rows.stream().map(cell::at).toList();
            Object[] line = cells.computeIfAbsent(at, start -> {
                Object[] fresh = new Object[titles.size()];
                for (int i = 0; i < start.size(); i++) {
                    fresh[i] = start.get(i);
                }
                return fresh;
            });
            line[rows.size() + (column.isBlank() ? 0 : columns.indexOf(cell.at(column)))] = cell(cell);
        }
        cells.values().forEach(table::row);
        return table;
    }

    /** A row for each combination of some keys, a column for each metric; a cell is empty where a metric lacks the combination. */
    static Table beside(List<String> rows, List<Metric> metrics) {
        List<String> titles = new ArrayList<>(rows);
        metrics.forEach(metric -> titles.add(metric.name()));
        Map<List<Object>, Object[]> cells = new LinkedHashMap<>();
        for (int column = 0; column < metrics.size(); column++) {
            for (Metric cell : metrics.get(column).by(rows.toArray(String[]::new))) {
                List<Object> at = rows.stream().map(cell::at).toList();
                cells.computeIfAbsent(at, start -> java.util.Arrays.copyOf(start.toArray(), titles.size()))[
                                rows.size() + column] =
                        cell(cell);
            }
        }
        Table table = Table.of(titles.toArray(String[]::new));
        cells.values().forEach(table::row);
        return table;
    }

    /** A mean with its interval; a number without spread alone; how many are NaN where some are. */
    private static Object cell(Metric cell) {
        if (cell.nan() > 0) {
            return cell.size() == 1 ? "NaN" : "NaN (" + cell.nan() + " of " + cell.size() + ")";
        }
        return cell.keys().contains(Metric.SEED) ? cell.overSeeds() : (Object) cell.values()[0];
    }
}
