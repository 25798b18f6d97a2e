package fathom.experiments.profile;

import fathom.experiments.protocol.Listing;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The tables of the report, and of summary.csv. None holds a time, a host or a date. */
final class Tables {

    private Tables() {}

    static Table networks(Measured measured) {
        Table table = Table.of(
                "hidden layers",
                "numbers learned",
                "test error",
                "less that of the shallowest",
                "training error",
                "rates chosen",
                "epochs");
        Configuration c = measured.configuration();
        for (int depth : c.depths()) {
            table.row(
                    depth,
                    (long) NetworkCell.parameters(c.inputs(), c.outputs(), c.width(), depth),
                    interval(measured, measured.errors(Measured.NETWORK, depth)),
                    depth == c.shallow() ? null : difference(measured, measured.differences(Measured.NETWORK, depth)),
                    interval(
                            measured,
                            measured.bySeed(
                                    seed -> measured.network(depth, seed).map(NetworkResult::trainingError))),
                    Listing.selected(
                            measured.bySeed(
                                    seed -> measured.network(depth, seed).map(NetworkResult::rate)),
                            c.rates()),
                    counts(measured, depth, NetworkResult::epochs));
        }
        return table;
    }

    static Table effects(Measured measured) {
        Configuration c = measured.configuration();
        String chosen = "the network that validation prefers, of " + depths(c.hidden()) + " hidden layers";
        Table table = Table.of("effect", "difference of test errors");
        table.row(
                "D: the deeper network that validation prefers, of " + depths(c.deeper())
                        + " hidden layers, less that of " + c.shallow(),
                difference(measured, measured.depthEffect(Measured.NETWORK)));
        table.row(
                "T: " + chosen + ", less predicting " + (c.classification() ? "the most frequent class" : "the mean"),
                difference(measured, measured.overTrivial()));
        if (c.depths().contains(0)) {
            table.row("E: " + chosen + ", less the linear model", difference(measured, measured.overLinear()));
        }
        return table;
    }

    static Table limits(Measured measured) {
        Table table = Table.of("kernel", "hidden layers", "test error", "less that of the shallowest", "ridges chosen");
        Configuration c = measured.configuration();
        for (String kernel : Limits.NAMES) {
            for (int depth : c.hidden()) {
                table.row(
                        Limits.words(kernel),
                        depth,
                        interval(measured, measured.errors(kernel, depth)),
                        depth == c.shallow() ? null : difference(measured, measured.differences(kernel, depth)),
                        Listing.selected(
                                measured.bySeed(seed ->
                                        measured.kernel(kernel, depth, seed).map(KernelResult::ridge)),
                                c.ridges()));
            }
        }
        return table;
    }

    static Table limitEffects(Measured measured) {
        Configuration c = measured.configuration();
        Table table = Table.of("effect", "difference of test errors");
        for (String kernel : List.of(Limits.NTK, Limits.NNGP)) {
            table.row(
                    "D: " + Limits.words(kernel) + " of the deeper depth that validation prefers, less that of "
                            + c.shallow(),
                    difference(measured, measured.depthEffect(kernel)));
        }
        table.row(
                "E: the network that validation prefers less the kernel that it prefers",
                difference(measured, measured.overKernels()));
        return table;
    }

    static Table curve(Measured measured) {
        Table table = Table.of("kernel", "hidden layers", "n", "predicted", "measured");
        Configuration c = measured.configuration();
        for (String kernel : Limits.NAMES) {
            for (int depth : c.hidden()) {
                for (int n : PoolCurve.sizes(c.spectrum())) {
                    table.row(
                            Limits.words(kernel),
                            depth,
                            n,
                            interval(measured, points(measured, kernel, depth, n, SpectrumResult.Point::predicted)),
                            interval(measured, points(measured, kernel, depth, n, SpectrumResult.Point::measured)));
                }
            }
        }
        return table;
    }

    static Table deviations(Measured measured) {
        Table table = Table.of("kernel", "Q: median of |predicted / measured - 1|, all depths, sizes and seeds");
        for (String kernel : List.of(Limits.NTK, Limits.NNGP)) {
            table.row(Limits.words(kernel), number(deviation(measured, kernel)));
        }
        return table;
    }

    static List<Double> points(
            Measured measured, String kernel, int depth, int n, Function<SpectrumResult.Point, Double> value) {
        return measured.bySeed(seed -> measured.spectrum(kernel, depth, seed)
                .flatMap(result -> result.curve().stream()
                        .filter(point -> point.n() == n)
                        .findFirst()
                        .map(value)));
    }

    /** The median of |predicted / measured - 1| over depths, sizes and seeds. */
    static double deviation(Measured measured, String kernel) {
        Configuration c = measured.configuration();
        List<Double> all = new ArrayList<>();
        for (int depth : c.hidden()) {
            for (int n : PoolCurve.sizes(c.spectrum())) {
                all.addAll(points(
                        measured, kernel, depth, n, point -> Math.abs(point.predicted() / point.measured() - 1)));
            }
        }
        return Measured.median(all);
    }

    static Table spectra(Measured measured) {
        Table table = Table.of(
                "kernel",
                "hidden layers",
                "largest eigenvalue / sum",
                "effective rank",
                "held-out energy in the leading tenth",
                "held-out energy in all");
        for (String kernel : Limits.NAMES) {
            for (int depth : measured.configuration().hidden()) {
                table.row(
                        Limits.words(kernel),
                        depth,
                        interval(
                                measured,
                                measured.spectrum(
                                        kernel,
                                        depth,
                                        result -> result.eigenvalues().getFirst())),
                        interval(measured, measured.spectrum(kernel, depth, SpectrumResult::effectiveRank)),
                        interval(measured, measured.spectrum(kernel, depth, SpectrumResult::leading)),
                        interval(
                                measured,
                                measured.spectrum(
                                        kernel,
                                        depth,
                                        result -> result.heldOut().getLast())));
            }
        }
        return table;
    }

    static Table shares(Measured measured) {
        Configuration c = measured.configuration();
        Table table = Table.of("number", "value");
        table.row(
                "S: held-out energy in the leading tenth of the NTK's eigenvectors, depth " + c.shallow(),
                interval(measured, measured.spectrum(Limits.NTK, c.shallow(), SpectrumResult::leading)));
        table.row("C: that at depth " + c.deepest() + " less S", interval(measured, measured.shareChange(Limits.NTK)));
        return table;
    }

    static Table conditions(Measured measured) {
        Table table = Table.of("kernel", "hidden layers", "condition number (median)", "effective rank");
        Configuration c = measured.configuration();
        for (String kernel : Limits.NAMES) {
            for (int depth = 0; depth <= Plan.conditioningDepth(c); depth++) {
                table.row(
                        Limits.words(kernel),
                        depth,
                        number(Measured.median(
                                measured.conditioning(kernel, depth, ConditioningResult.Row::condition))),
                        interval(
                                measured, measured.conditioning(kernel, depth, ConditioningResult.Row::effectiveRank)));
            }
        }
        return table;
    }

    static Table ratios(Measured measured) {
        Configuration c = measured.configuration();
        Table table = Table.of(
                "kernel",
                "R: condition number at depth " + c.deepest() + " over that at depth " + c.shallow() + ", median");
        for (String kernel : List.of(Limits.NTK, Limits.NNGP)) {
            table.row(Limits.words(kernel), number(conditionRatio(measured, kernel)));
        }
        return table;
    }

    /** The median over seeds; not finite where one cannot be told from infinity. */
    static double conditionRatio(Measured measured, String kernel) {
        Configuration c = measured.configuration();
        List<Double> deep = measured.conditioning(kernel, c.deepest(), ConditioningResult.Row::condition);
        List<Double> shallow = measured.conditioning(kernel, c.shallow(), ConditioningResult.Row::condition);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < deep.size(); i++) {
            ratios.add(deep.get(i) / shallow.get(i));
        }
        return ratios.stream().anyMatch(ratio -> ratio.isNaN()) ? Double.NaN : Measured.median(ratios);
    }

    static Table students(Measured measured) {
        Configuration c = measured.configuration();
        Table table = Table.of(
                "hidden layers",
                "test error of the imitation",
                "I: less the teacher's",
                "trained on labels",
                "unexplained by the imitation",
                "other class than the teacher");
        for (int depth : Plan.students(c)) {
            table.row(
                    depth,
                    interval(measured, measured.students(depth, NetworkResult.Student::error)),
                    difference(measured, measured.overTeacher(depth)),
                    interval(measured, measured.errors(Measured.NETWORK, depth)),
                    interval(measured, measured.students(depth, NetworkResult.Student::unexplained)),
                    c.classification()
                            ? interval(measured, measured.students(depth, NetworkResult.Student::disagreement))
                            : null);
        }
        return table;
    }

    /** Everything measured, for programs: a row for each model, depth and quantity. */
    static Table summary(Measured measured) {
        Configuration c = measured.configuration();
        Table table = Table.of("model", "depth", "quantity", "value");
        for (int depth : c.depths()) {
            put(table, measured, Measured.NETWORK, depth, "test_error", measured.errors(Measured.NETWORK, depth));
        }
        for (String kernel : Limits.NAMES) {
            for (int depth : c.hidden()) {
                put(table, measured, kernel, depth, "test_error", measured.errors(kernel, depth));
                put(
                        table,
                        measured,
                        kernel,
                        depth,
                        "held_out_energy_leading_tenth",
                        measured.spectrum(kernel, depth, SpectrumResult::leading));
                put(
                        table,
                        measured,
                        kernel,
                        depth,
                        "effective_rank",
                        measured.spectrum(kernel, depth, SpectrumResult::effectiveRank));
                for (int n : PoolCurve.sizes(c.spectrum())) {
                    put(
                            table,
                            measured,
                            kernel,
                            depth,
                            "predicted_at_" + n,
                            points(measured, kernel, depth, n, SpectrumResult.Point::predicted));
                    put(
                            table,
                            measured,
                            kernel,
                            depth,
                            "measured_at_" + n,
                            points(measured, kernel, depth, n, SpectrumResult.Point::measured));
                }
            }
        }
        for (int depth : Plan.students(c)) {
            put(
                    table,
                    measured,
                    "imitation",
                    depth,
                    "test_error",
                    measured.students(depth, NetworkResult.Student::error));
            put(
                    table,
                    measured,
                    "imitation",
                    depth,
                    "unexplained",
                    measured.students(depth, NetworkResult.Student::unexplained));
        }
        put(table, measured, "trivial", null, "test_error", measured.trivial());
        put(table, measured, Measured.NETWORK, null, "depth_effect", measured.depthEffect(Measured.NETWORK));
        put(table, measured, Limits.NTK, null, "depth_effect", measured.depthEffect(Limits.NTK));
        put(table, measured, Limits.NNGP, null, "depth_effect", measured.depthEffect(Limits.NNGP));
        return table;
    }

    private static void put(
            Table table, Measured measured, String model, Integer depth, String quantity, List<Double> values) {
        table.row(model, depth, quantity, interval(measured, values));
    }

    private static Interval difference(Measured measured, List<Double> values) {
        return measured.difference(values).orElse(null);
    }

    private static Interval interval(Measured measured, List<Double> values) {
        return measured.interval(values).orElse(null);
    }

    private static Object number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static String depths(List<Integer> depths) {
        return String.join(" or ", depths.stream().map(String::valueOf).toList());
    }

    private static String counts(Measured measured, int depth, Function<NetworkResult, Object> value) {
        return Listing.counted(measured.configuration().seeds().stream()
                .flatMap(seed -> measured.network(depth, seed).stream())
                .map(value)
                .toList());
    }
}
