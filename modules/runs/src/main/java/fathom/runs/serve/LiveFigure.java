package fathom.runs.serve;

import fathom.runs.SavedRun;
import fathom.runs.SavedRun.SavedTrial;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a run has found so far, whatever its experiment: the mean of each metric over the seeds that are there, with its 95 % interval,
 * against the number among the keys that has most values, a line for each combination of the other keys; while no number has two values,
 * one trial after the other.
 */
final class LiveFigure {

    private static final int PANELS = 6;
    private static final int METRICS_OF_A_SWEEP = 3;
    private static final int LINES = 6;

    /** From this ratio of the largest abscissa to the smallest on, the axis is logarithmic. */
    private static final double WIDE = 20;

    private LiveFigure() {}

    /** Empty while no metric has two values. */
    static Optional<Figure> of(SavedRun run, int columns) {
        Map<String, List<SavedTrial>> sweeps = run.trials().stream()
                .collect(Collectors.groupingBy(SavedTrial::sweep, LinkedHashMap::new, Collectors.toList()));
        List<Panel> panels = new ArrayList<>();
        sweeps.forEach((sweep, trials) -> panels.addAll(panels(sweep, trials)));
        List<Panel> shown = panels.stream().limit(PANELS).toList();
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(
                        "live",
                        "Means over the seeds so far, with 95 % intervals.",
                        Math.min(columns, shown.size()),
                        shown));
    }

    private static List<Panel> panels(String sweep, List<SavedTrial> trials) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        trials.forEach(trial -> trial.keys()
                .forEach((key, value) -> values.computeIfAbsent(key, name -> new LinkedHashSet<>())
                        .add(value)));
        values.keySet().removeIf(key -> key.equals("seed") || key.endsWith(".seed"));
        values.values().removeIf(all -> all.size() < 2);
        Optional<String> across = values.entrySet().stream()
                .filter(key -> key.getValue().stream().allMatch(LiveFigure::isNumber))
                .max(Comparator.comparingInt(key -> key.getValue().size()))
                .map(Map.Entry::getKey);
        across.ifPresent(values::remove);
        return trials.stream()
                .flatMap(trial -> trial.metrics().keySet().stream())
                .distinct()
                .filter(metric -> trials.stream()
                                .map(trial -> trial.metrics().get(metric))
                                .distinct()
                                .limit(2)
                                .count()
                        == 2)
                .limit(METRICS_OF_A_SWEEP)
                .map(metric -> across.isPresent()
                        ? panel(sweep, metric, across.get(), values.keySet(), trials)
                        : inOrder(sweep, metric, trials))
                .toList();
    }

    private static Panel inOrder(String sweep, String metric, List<SavedTrial> trials) {
        double[] values = trials.stream()
                .mapToDouble(trial -> trial.metrics().getOrDefault(metric, Double.NaN))
                .toArray();
        double[] numbers =
                IntStream.rangeClosed(1, values.length).asDoubleStream().toArray();
        return Panel.of(sweep, "finished trial", last(metric)).points("trials one by one", numbers, values);
    }

    private static Panel panel(
            String sweep, String metric, String across, Set<String> others, List<SavedTrial> trials) {
        Map<String, TreeMap<Double, List<Double>>> lines = new LinkedHashMap<>();
        for (SavedTrial trial : trials) {
            Double value = trial.metrics().get(metric);
            String x = trial.keys().getOrDefault(across, "");
            if (value != null && isNumber(x)) {
                String line = others.stream()
                        .map(key -> last(key) + "=" + trial.keys().getOrDefault(key, ""))
                        .collect(Collectors.joining(", "));
                lines.computeIfAbsent(line.isEmpty() ? last(metric) : line, name -> new TreeMap<>())
                        .computeIfAbsent(Double.valueOf(x), at -> new ArrayList<>())
                        .add(value);
            }
        }
        Panel panel = Panel.of(sweep, last(across), last(metric));
        DoubleSummaryStatistics ends = lines.values().stream()
                .flatMap(line -> line.keySet().stream())
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        if (ends.getMin() > 0 && ends.getMax() >= WIDE * ends.getMin()) {
            panel.logX();
        }
        lines.entrySet().stream()
                .limit(LINES)
                .forEach(line -> panel.line(
                        line.getKey(),
                        line.getValue().keySet(),
                        line.getValue().values().stream().map(Interval::of).toList()));
        return panel;
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    }

    private static String last(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }
}
