package fathom.runs.results;

import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code summary.csv}, one schema for all experiments: {@code section,sweep,<keys>,metric,mean,low,high,sd,n}, a row for each metric and
 * combination of keys. The keys are those of all rows; a row leaves empty what it does not have, and the ends and the standard deviation of a
 * number without spread. Numbers have all their digits. A key that is called as one of the last columns, such as n, is {@code key.n}.
 */
public final class Summary {

    private static final List<String> OTHERS = List.of("metric", "mean", "low", "high", "sd", "n");

    private final Set<String> keys = new LinkedHashSet<>();
    private final List<Line> lines = new ArrayList<>();

    private record Line(String section, String sweep, Map<String, Object> keys, String metric, Interval value) {}

    /** A summary without rows. */
    public Summary() {}

    /** Adds a row for each combination of the metric's keys. */
    public void add(String section, Metric metric) {
        List<String> free =
                metric.keys().stream().filter(key -> !key.equals(Metric.SEED)).toList();
        for (Metric cell : metric.by(free.toArray(String[]::new))) {
            keys.addAll(cell.fixed().keySet());
            lines.add(new Line(section, metric.sweep(), cell.fixed(), metric.name(), cell.overSeeds()));
        }
        keys.remove(Metric.SEED);
    }

    /** The rows as a table. */
    public Table table() {
        List<String> columns = new ArrayList<>(List.of("section", "sweep"));
        keys.forEach(key -> columns.add(OTHERS.contains(key) ? "key." + key : key));
        columns.addAll(OTHERS);
        Table table = Table.of(columns.toArray(String[]::new));
        for (Line line : lines) {
            List<Object> cells = new ArrayList<>(List.of(line.section, line.sweep));
            keys.forEach(key -> cells.add(line.keys.get(key)));
            Interval value = line.value;
            boolean spread = value.n() > 1;
            cells.add(line.metric);
            cells.add(value.mean());
            cells.add(spread ? value.low() : null);
            cells.add(spread ? value.high() : null);
            cells.add(spread ? value.standardDeviation() : null);
            cells.add(value.n());
            table.row(cells.toArray());
        }
        return table;
    }
}
