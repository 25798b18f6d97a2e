package fathom.runs.compare;

import fathom.runs.SavedRun;
import fathom.runs.SavedRun.SavedTrial;
import fathom.runs.json.Json;
import fathom.runs.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** The trials of a saved run in long form, for other programs. */
public final class Export {

    private Export() {}

    /** A row a trial and metric: sweep, every key of any sweep, metric, value. */
    public static String csv(SavedRun run) {
        Set<String> keys = new LinkedHashSet<>();
        run.trials().forEach(trial -> keys.addAll(trial.keys().keySet()));
        List<String> columns = new ArrayList<>(List.of("sweep"));
        columns.addAll(keys);
        columns.addAll(List.of("metric", "value"));
        Table table = Table.of(columns.toArray(String[]::new));
        for (SavedTrial trial : run.trials()) {
            trial.metrics().forEach((metric, value) -> {
                List<Object> cells = new ArrayList<>(List.of(trial.sweep()));
                keys.forEach(key -> cells.add(trial.keys().getOrDefault(key, "")));
                cells.addAll(List.of(metric, value));
                table.row(cells.toArray());
            });
        }
        return table.csv();
    }

    /** An object a trial and metric. */
    public static String jsonLines(SavedRun run) {
        StringBuilder lines = new StringBuilder();
        for (SavedTrial trial : run.trials()) {
            trial.metrics().forEach((metric, value) -> {
                ObjectNode line = Json.object();
                line.put("sweep", trial.sweep());
                ObjectNode keys = line.putObject("keys");
                trial.keys().forEach(keys::put);
                line.put("metric", metric).put("value", value);
                lines.append(Json.line(line)).append('\n');
            });
        }
        return lines.toString();
    }

    /**
     * The numbers of each sweep by name, {@code sweep.key} or {@code sweep.metric}, an element a trial in the order of the ledger. NaN
     * stands where a trial has no such metric; keys with a value that is no number are left out.
     */
    public static Map<String, double[]> columns(SavedRun run) {
        Map<String, List<SavedTrial>> sweeps = new LinkedHashMap<>();
        run.trials()
                .forEach(trial -> sweeps.computeIfAbsent(trial.sweep(), name -> new ArrayList<>())
                        .add(trial));
        Map<String, double[]> columns = new LinkedHashMap<>();
        sweeps.forEach((sweep, trials) -> {
            Set<String> keys = new TreeSet<>();
            Set<String> metrics = new TreeSet<>();
            trials.forEach(trial -> {
                keys.addAll(trial.keys().keySet());
                metrics.addAll(trial.metrics().keySet());
            });
            for (String key : keys) {
                if (trials.stream()
                        .allMatch(trial -> trial.keys().getOrDefault(key, "").matches("-?[0-9][0-9.eE+-]*"))) {
                    columns.put(
                            sweep + "." + key,
                            trials.stream()
                                    .mapToDouble(trial ->
                                            Double.parseDouble(trial.keys().get(key)))
                                    .toArray());
                }
            }
            for (String metric : metrics) {
                columns.put(
                        sweep + "." + metric,
                        trials.stream()
                                .mapToDouble(trial -> trial.metrics().getOrDefault(metric, Double.NaN))
                                .toArray());
            }
        });
        return columns;
    }
}
