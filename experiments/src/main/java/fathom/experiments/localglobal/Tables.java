package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import fathom.experiments.localglobal.Measurements.Series;
import fathom.experiments.localglobal.problem.Words;
import fathom.experiments.localglobal.stability.Stability;
import fathom.experiments.protocol.Listing;
import fathom.runs.Finished;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The tables of summary.csv and of the report. None holds a time, a host or a date. */
final class Tables {

    private Tables() {}

    /** One row for each model, order, target and depth: everything measured, for programs. */
    static Table summary(Measurements measured, List<Finished<NetworkCell, NetworkResult>> networks) {
        Configuration c = measured.configuration();
        Table table = Table.of(
                "model",
                "k",
                "d",
                "N",
                "H",
                "target",
                "depth",
                "test_error",
                "squared_error",
                "rates",
                "outcomes",
                "epochs");
        for (Series series : measured.series()) {
            List<Finished<NetworkCell, NetworkResult>> trials = trials(networks, series);
            table.row(
                    series.model(),
                    series.at().k(),
                    c.dimension(series.at().k()),
                    series.at().N(),
                    series.at().H() == 0 ? null : series.at().H(),
                    series.target(),
                    series.depth(),
                    interval(measured.errors(series)),
                    interval(measured.squaredErrors(series)),
                    words(trials, trial -> trial.result().rate()),
                    words(trials, trial -> trial.result().outcome()),
                    words(trials, trial -> trial.result().epochs()));
        }
        return table;
    }

    /** The errors at one size, a row for each model and target, a column for each depth. */
    static Table errors(Measurements measured, Setting at) {
        List<Integer> depths = measured.configuration().depths();
        Table table = Table.of(header("model", "target", depths));
        for (String model : measured.models()) {
            for (String target : measured.configuration().paperTargets()) {
                table.row(cells(model, target, depths, depth -> measured.errors(new Series(model, at, target, depth))));
            }
        }
        return table;
    }

    /** The squared errors of kernel regression of values, arranged as {@link #errors}. */
    static Table squaredErrors(Measurements measured, Setting at) {
        List<Integer> depths = measured.hiddenDepths();
        Table table = Table.of(header("kernel", "target", depths));
        for (String kernel : measured.configuration().kernels()) {
            for (String target : measured.configuration().paperTargets()) {
                table.row(cells(
                        kernel,
                        target,
                        depths,
                        depth -> measured.squaredErrors(new Series(kernel, at, target, depth))));
            }
        }
        return table;
    }

    /** Paired differences of the error between every depth and the shallowest with a hidden layer, and the one before it. */
    static Table differences(Measurements measured, Setting at) {
        Table table = Table.of("model", "target", "depths", "difference of error");
        List<Integer> hidden = measured.hiddenDepths();
        for (String model : measured.models()) {
            for (String target : measured.configuration().paperTargets()) {
                for (int i = 1; i < hidden.size(); i++) {
                    difference(table, measured, new Series(model, at, target, hidden.get(i)), hidden.getFirst());
                    if (i > 1) {
                        difference(table, measured, new Series(model, at, target, hidden.get(i)), hidden.get(i - 1));
                    }
                }
            }
        }
        return table;
    }

    private static void difference(Table table, Measurements measured, Series deep, int shallow) {
        Series other = new Series(deep.model(), deep.at(), deep.target(), shallow);
        table.row(
                deep.model(),
                deep.target(),
                deep.depth() + " less " + shallow,
                interval(measured.errorDifferences(deep, other)));
    }

    /** Changed answers of the trained networks, and changed labels beside them, a row for each target, depth and length. */
    static Table stability(Measurements measured, Setting at) {
        Table table = Table.of(
                "target",
                "depth",
                "length",
                "answers, one entry",
                "answers, all entries",
                "labels, one entry",
                "labels, all entries");
        for (String target : measured.configuration().paperTargets()) {
            for (int depth : measured.configuration().depths()) {
                Series series = new Series(Words.NETWORK, at, target, depth);
                for (double length : measured.configuration().perturbations()) {
                    table.row(
                            target,
                            depth,
                            length,
                            interval(measured.changed(series, length, Stability::oneEntry)),
                            interval(measured.changed(series, length, Stability::allEntries)),
                            interval(measured.changed(series, length, Stability::labelOneEntry)),
                            interval(measured.changed(series, length, Stability::labelAllEntries)));
                }
            }
        }
        return table;
    }

    /** How training went: a row for each order, target and depth. */
    static Table training(Measurements measured, List<Finished<NetworkCell, NetworkResult>> networks) {
        Table table =
                Table.of("k", "N", "H", "target", "depth", "rates chosen", "outcomes", "epochs", "training error");
        for (Series series : measured.series()) {
            List<Finished<NetworkCell, NetworkResult>> trials = trials(networks, series);
            if (!trials.isEmpty()) {
                table.row(
                        series.at().k(),
                        series.at().N(),
                        series.at().H(),
                        series.target(),
                        series.depth(),
                        words(trials, trial -> trial.result().rate()),
                        words(trials, trial -> trial.result().outcome()),
                        words(trials, trial -> trial.result().epochs()),
                        interval(trials.stream()
                                .mapToDouble(trial -> trial.result().trainingError())
                                .toArray()));
            }
        }
        return table;
    }

    private static String[] header(String first, String second, List<Integer> depths) {
        ImmutableList.Builder<String> names = ImmutableList.builder();
        names.add(first, second);
        depths.forEach(depth -> names.add("depth " + depth));
        return names.build().toArray(String[]::new);
    }

    private static Object[] cells(String model, String target, List<Integer> depths, IntFunction<double[]> values) {
        Object[] cells = new Object[depths.size() + 2];
        cells[0] = model;
        cells[1] = target;
        for (int i = 0; i < depths.size(); i++) {
            cells[i + 2] = interval(values.apply(depths.get(i)));
        }
        return cells;
    }

    private static List<Finished<NetworkCell, NetworkResult>> trials(
            List<Finished<NetworkCell, NetworkResult>> networks, Series series) {
        return networks.stream()
                .filter(trial -> series.equals(Measurements.series(trial.configuration())))
                .toList();
    }

    /** Each value with the number of seeds that had it. */
    private static String words(
            List<Finished<NetworkCell, NetworkResult>> trials,
            Function<Finished<NetworkCell, NetworkResult>, Object> value) {
        return Listing.counted(trials.stream().map(value).toList());
    }

    private static Interval interval(double[] values) {
        return values.length == 0 ? null : Interval.of(values);
    }
}
