package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.Measured.Quantity;
import fathom.experiments.normalisedrelu.Measured.Series;
import fathom.experiments.normalisedrelu.NetworkResult.Look;
import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/** The figures. */
final class Pictures {

    /** Markers along a line, at most. */
    private static final int MARKERS = 24;

    private Pictures() {}

    private static String name(String figure, String data, Body body) {
        return figure + "-" + data + "-" + body.name();
    }

    /** Errors, losses and dot products by epoch, a line for each network. */
    static Figure curves(Measured measured, String data, Body body) {
        return new Figure(
                name("curves", data, body),
                body.name() + " on " + data
                        + " by epoch: mean over seeds with 95 % intervals, each network at the rate that the validation examples chose. Curves end"
                        + " where a training diverged.",
                2,
                List.of(
                        byEpoch(measured, data, body, "Training error", "error", Look::trainingError)
                                .yRange(0, 1),
                        byEpoch(measured, data, body, "Test error", "error", Look::testError)
                                .yRange(0, 1),
                        byEpoch(measured, data, body, "Training loss", "cross-entropy", Look::trainingLoss)
                                .logY(),
                        byEpoch(measured, data, body, "Behind the last layer", "mean cosine", Look::overlap)
                                .yRange(-0.05, 1.02)));
    }

    private static Panel byEpoch(
            Measured measured, String data, Body body, String title, String label, ToDoubleFunction<Look> value) {
        Panel panel = Panel.of(title, "epoch", label);
        for (Series series : measured.series(data, body)) {
            add(
                    panel,
                    series.network(),
                    places(Tables.last(measured.configuration(), body)),
                    epoch -> measured.values(series, Quantity.at(epoch, value)));
        }
        return panel;
    }

    /** Dot products by layer before and after the training, a panel for each network. */
    static Figure profiles(Measured measured, String data, Body body) {
        List<Panel> panels = new ArrayList<>();
        int top = Measured.layers(body);
        int end = Tables.last(measured.configuration(), body);
        for (Series series : measured.series(data, body)) {
            Panel panel = Panel.of(series.network(), body.residual() ? "block" : "layer", "mean cosine")
                    .yRange(-0.05, 1.02);
            add(panel, "before the training", places(top), l -> measured.values(series, Quantity.overlap(0, l)));
            add(panel, "after 1 epoch", places(top), l -> measured.values(series, Quantity.overlap(1, l)));
            add(panel, "at the end", places(top), l -> measured.values(series, Quantity.overlap(end, l)));
            limit(measured, series).ifPresent(line -> panel.curve("infinite width, before", line[0], line[1]));
            panels.add(panel);
        }
        return new Figure(
                name("profiles", data, body),
                "Mean cosine of two test inputs of " + data + " by layer of " + body.name()
                        + ", layer 0 being the inputs: finite networks (mean over seeds, 95 % intervals), and, dashed, what infinitely wide ones would"
                        + " do before the training.",
                Math.min(3, panels.size()),
                panels);
    }

    /** Dot products by layer of untrained networks, a line for each width, and at infinite width. */
    static Optional<Figure> beginnings(Measured measured, String data) {
        Configuration c = measured.configuration();
        int top = c.depths().getLast();
        List<Panel> panels = new ArrayList<>();
        for (String network : c.networks()) {
            Panel panel = Panel.of(network, "layer", "mean cosine").yRange(-0.05, 1.02);
            for (int width : c.widths()) {
                add(panel, "width " + width, places(top), l -> measured.beginnings(data, network, width, l));
            }
            double[][] line = new double[2][top + 1];
            for (int layer = 0; layer <= top; layer++) {
                line[0][layer] = layer;
                line[1][layer] = measured.limit(data, network, layer).orElse(Double.NaN);
            }
            if (!Double.isNaN(line[1][0])) {
                panels.add(panel.curve("infinite width", line[0], line[1]));
            }
        }
        return panels.isEmpty() || c.widths().isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(
                        "beginnings-" + data,
                        "Mean cosine of two test inputs of " + data + " by layer before any training: means over "
                                + c.draws()
                                + " networks of each width with 95 % intervals, and the exact values at infinite width.",
                        Math.min(2, panels.size()),
                        panels));
    }

    private static Optional<double[][]> limit(Measured measured, Series series) {
        int top = Measured.layers(series.body());
        double[][] line = new double[2][top + 1];
        for (int layer = 0; layer <= top; layer++) {
            double[] limits = measured.limits(series, layer);
            if (limits.length == 0) {
                return Optional.empty();
            }
            line[0][layer] = layer;
            line[1][layer] = Interval.of(limits).mean();
        }
        return Optional.of(line);
    }

    private static void add(Panel panel, String name, List<Integer> places, IntFunction<double[]> values) {
        List<Integer> x = new ArrayList<>();
        List<Interval> y = new ArrayList<>();
        for (int place : places) {
            Measured.interval(values.apply(place)).ifPresent(interval -> {
                x.add(place);
                y.add(interval);
            });
        }
        if (!x.isEmpty()) {
            panel.line(name, x, y);
        }
    }

    /** 0 to the last, at equal distances, so that markers do not hide the line; the last is always among them. */
    static List<Integer> places(int last) {
        int step = Math.ceilDiv(last, MARKERS);
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < last; place += Math.max(1, step)) {
            places.add(place);
        }
        places.add(last);
        return places;
    }
}
