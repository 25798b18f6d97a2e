package fathom.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints rows as they come, and below the table the geometric mean of the ratios of each group. */
public final class Results {

    private final Format format;
    private final PrintStream out;
    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();

    /** Prints the head of the table at once. */
    public Results(Format format, PrintStream out, List<Column> columns) {
        this.format = format;
        this.out = out;
        this.columns = columns;
        out.println(
                switch (format) {
                    case table -> columns.stream().map(Column::header).collect(Collectors.joining("  "));
                    case csv -> csvHeader(columns);
                    case json -> "[";
                });
    }

    /** The first line of the CSV form. */
    public static String csvHeader(List<Column> columns) {
        return columns.stream().filter(Column::exported).map(Column::name).collect(Collectors.joining(","));
    }

    /** One line of the CSV form. */
    public static String csv(List<Column> columns, Row row) {
        List<Object> values = row.values();
        return exported(columns)
                .mapToObj(i -> columns.get(i).csv(values.get(i)))
                .collect(Collectors.joining(","));
    }

    /** One object of the JSON form; absent values have no member. */
    public static String json(List<Column> columns, Row row) {
        List<Object> values = row.values();
        return exported(columns)
                .filter(i -> values.get(i) != null)
                .mapToObj(i -> columns.get(i).json(values.get(i)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** One line of the table. */
    public static String line(List<Column> columns, Row row) {
        List<Object> values = row.values();
        return IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).cell(values.get(i)))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    /** Values of a row: {@code ours}, then {@code theirs} or, without a peer, as many absences. */
    public static List<Object> values(List<Object> ours, boolean peer, Object... theirs) {
        List<Object> values = new ArrayList<>(ours);
        values.addAll(peer ? Arrays.asList(theirs) : Collections.nCopies(theirs.length, null));
        return values;
    }

    public void add(Row row) {
        out.println(
                switch (format) {
                    case table -> line(columns, row);
                    case csv -> csv(columns, row);
                    case json -> (rows.isEmpty() ? "  " : ", ") + json(columns, row);
                });
        rows.add(row);
    }

    /** Closes the list, or prints the means. */
    public void end() {
        if (format == Format.json) {
            out.println("]");
        }
        if (format == Format.table) {
            means(rows)
                    .forEach((group, mean) ->
                            out.printf(Locale.ROOT, "geometric mean of the ratios, %s: %.3f%n", group, mean));
        }
    }

    /** The geometric mean of the ratios of each group of rows that have a peer. */
    static TreeMap<String, Double> means(List<Row> rows) {
        TreeMap<String, List<Double>> logs = new TreeMap<>();
        rows.forEach(row -> row.groups()
                .forEach(group ->
                        logs.computeIfAbsent(group, name -> new ArrayList<>()).add(Math.log(row.ratio()))));
        TreeMap<String, Double> means = new TreeMap<>();
        logs.forEach((group, values) -> means.put(
                group, Math.exp(values.stream().mapToDouble(x -> x).average().orElseThrow())));
        return means;
    }

    private static IntStream exported(List<Column> columns) {
        return IntStream.range(0, columns.size()).filter(i -> columns.get(i).exported());
    }
}
