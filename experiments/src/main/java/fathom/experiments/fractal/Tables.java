package fathom.experiments.fractal;

import com.google.common.collect.ImmutableList;
import fathom.data.fractal.Curve;
import fathom.experiments.fractal.Measured.Series;
import fathom.experiments.protocol.Listing;
import fathom.experiments.protocol.PublishedResource;
import fathom.runs.report.Comparison;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import fathom.runs.verdict.PublishedNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of summary.csv and of the report about trained networks. None holds a time, a host or a date. */
final class Tables {

    /** Points on which the published accuracies were measured. */
    private static final int PUBLISHED_POINTS = 5_000;

    /** What the best of an unknown number of runs may be above ours. */
    private static final double RUNS = 0.02;

    private Tables() {}

    /** One row for each network: everything measured, for programs. */
    static Table summary(Measured measured) {
        Configuration c = measured.configuration();
        Table table = Table.of(
                "system",
                "curve",
                "procedure",
                "depth",
                "width",
                "parameters",
                "test_accuracy",
                "best_validation_accuracy",
                "rates",
                "outcomes");
        for (Series series : measured.series()) {
            int dimension = Systems.system(series.system(), c.d()).dimension();
            table.row(
                    Systems.name(series.system()),
                    series.curve(),
                    series.procedure(),
                    series.depth(),
                    series.width(),
                    NetworkCell.parameters(dimension, series.depth(), series.width()),
                    Measured.interval(measured.test(series)).orElse(null),
                    Measured.interval(measured.validation(series)).orElse(null),
                    Listing.selected(
                            measured.chosen(series).stream()
                                    .map(trial -> trial.configuration().rate())
                                    .toList(),
                            measured.configuration().rates()),
                    Listing.counted(measured.chosen(series).stream()
                            .map(trial -> trial.result().outcome())
                            .toList()));
        }
        return table;
    }

    /** Test accuracies of figure 4, a row for each depth, a column for each width. */
    static Table accuracies(Measured measured, String system, String procedure, List<Integer> widths) {
        ImmutableList.Builder<String> names = ImmutableList.<String>builder().add("hidden layers");
        widths.forEach(width -> names.add("width " + width));
        Table table = Table.of(names.build().toArray(String[]::new));
        for (int depth : measured.configuration().depths()) {
            List<Object> cells = new ArrayList<>();
            cells.add(depth);
            for (int width : widths) {
                Series series = measured.first(system, depth, width).by(procedure);
                cells.add(Measured.interval(measured.test(series)).orElse(null));
            }
            table.row(cells.toArray());
        }
        return table;
    }

    /** Layer by layer less jointly, at equal steps. */
    static Table procedures(Measured measured, String system) {
        List<Integer> widths = measured.configuration().layerwise();
        Table table = Table.of("hidden layers", "width", "layer by layer", "jointly", "difference");
        for (int depth : measured.configuration().depths()) {
            for (int width : widths) {
                Series joint = measured.first(system, depth, width);
                Series layers = joint.by(NetworkCell.LAYERWISE);
                table.row(
                        depth,
                        width,
                        Measured.interval(measured.test(layers)).orElse(null),
                        Measured.interval(measured.test(joint)).orElse(null),
                        Measured.interval(measured.differences(layers, joint)).orElse(null));
            }
        }
        return table;
    }

    /** What the deepest networks reach on each curve, beside what P says of it. */
    static Table curves(Measured measured, String system) {
        Configuration c = measured.configuration();
        Table table = Table.of("curve", "P(1) to P(n)", "best width", "test accuracy", "best validation accuracy");
        for (String name : c.curves()) {
            Curve curve = Systems.curve(name, c.n());
            StringBuilder values = new StringBuilder();
            for (int j = 1; j <= c.n(); j++) {
                values.append(j == 1 ? "" : " ").append(String.format(Locale.ROOT, "%.4f", curve.value(j)));
            }
            Optional<Series> best = measured.bestWidth(system, name);
            table.row(
                    curve.name(),
                    values.toString(),
                    best.map(Series::width).orElse(null),
                    best.flatMap(series -> Measured.interval(measured.test(series)))
                            .orElse(null),
                    best.flatMap(series -> Measured.interval(measured.validation(series)))
                            .orElse(null));
        }
        return table;
    }

    /** The rates that were chosen, and by how much choosing flatters. */
    static Table training(Measured measured) {
        Table table = Table.of(
                "system", "curve", "procedure", "hidden layers", "width", "rates chosen", "validation less test");
        for (Series series : measured.series()) {
            double[] validation = measured.validation(series);
            double[] test = measured.test(series);
            if (test.length > 0) {
                table.row(
                        Systems.title(series.system()),
                        series.curve(),
                        series.procedure(),
                        series.depth(),
                        series.width(),
                        Listing.selected(
                                measured.chosen(series).stream()
                                        .map(trial -> trial.configuration().rate())
                                        .toList(),
                                measured.configuration().rates()),
                        Interval.ofDifferences(validation, test));
            }
        }
        return table;
    }

    /** Whether the configuration's fractal is the one of the paper's figures. */
    static boolean published(Configuration c, String system) {
        return system.equals(Systems.CANTOR) && c.d() == 2 && c.n() == 5;
    }

    /** Figure 4 beside ours. */
    static List<Comparison> figure4(Measured measured) {
        Configuration c = measured.configuration();
        List<Comparison> rows = new ArrayList<>();
        for (PublishedNumbers.Row row :
                PublishedResource.of("malach-fig4-cantor").rows()) {
            int depth = row.whole("hidden_layers");
            int width = row.whole("width");
            if (c.curves().getFirst().equals("1")) {
                add(
                        rows,
                        "depth " + depth + ", width " + width,
                        row.number("validation_accuracy"),
                        measured.validation(measured.first(Systems.CANTOR, depth, width)));
            }
        }
        return rows;
    }

    /** Figure 5 beside ours. */
    static List<Comparison> figure5(Measured measured) {
        List<Comparison> rows = new ArrayList<>();
        for (PublishedNumbers.Row row :
                PublishedResource.of("malach-fig5-curves").rows()) {
            String curve = row.text("curve");
            if (measured.configuration().deepest() == 5
                    && measured.configuration().curves().contains(curve)) {
                measured.bestWidth(Systems.CANTOR, curve)
                        .ifPresent(series -> add(
                                rows,
                                "curve #" + curve + ", best depth 5 (here width " + series.width() + ")",
                                row.number("best_depth5_accuracy"),
                                measured.validation(series)));
            }
        }
        return rows;
    }

    private static void add(List<Comparison> rows, String what, double published, double[] ours) {
        if (ours.length == 0) {
            return;
        }
        double error = Math.sqrt(2 * published * (1 - published) / PUBLISHED_POINTS);
        Interval interval = Interval.of(ours);
        rows.add(new Comparison(
                what,
                published,
                ours.length == 1 ? Interval.exactly(interval.mean()) : interval,
                2 * error + RUNS,
                "two standard errors of a difference on 5,000 points, and " + RUNS + " for the best of unknown runs"));
    }
}
