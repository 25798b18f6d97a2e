package fathom.bench.gemm;

import fathom.bench.Format;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes rows as they come and, in the table, geometric means over the shapes at the end. */
final class GemmReport {

    private final Format format;
    private final PrintStream out;
    private final List<GemmRow> rows = new ArrayList<>();

    GemmReport(Format format, PrintStream out) {
        this.format = format;
        this.out = out;
    }

    void begin() {
        out.println(
                switch (format) {
                    case table -> GemmRow.tableHeader();
                    case csv -> GemmRow.CSV_HEADER;
                    case json -> "[";
                });
    }

    void add(GemmRow row) {
        out.println(
                switch (format) {
                    case table -> row.table();
                    case csv -> row.csv();
                    case json -> (rows.isEmpty() ? "  " : ", ") + row.json();
                });
        rows.add(row);
    }

    void end() {
        if (format == Format.json) {
            out.println("]");
        }
        if (format == Format.table) {
            means().forEach((group, mean) -> out.println(
                    "geometric mean of the ratios, " + group + ": " + String.format(Locale.ROOT, "%.3f", mean)));
        }
    }

    private TreeMap<String, Double> means() {
        return rows.stream()
                .filter(row -> !row.peer().isEmpty())
                .collect(Collectors.groupingBy(
                        row -> row.peer() + ", " + row.precision() + ", " + row.threads() + " thread(s)",
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.averagingDouble(row -> Math.log(row.ratio())), Math::exp)));
    }
}
