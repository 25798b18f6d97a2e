package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.NetworkTrial.NetworkResult.Look;
import fathom.experiments.normalisedrelu.Trainings.Series;
import module fathom.experiments;
import module java.base;

/** Figures of the trainings. */
record TrainedFigures(Trainings trainings, Metric limits) {

    /** Markers along a line, at most. */
    private static final int MARKERS = 24;

    /** NormReLU's lead in test accuracy over every other network, body by body. */
    Figure leads() {
        List<Panel> panels = new ArrayList<>();
        for (Protocol protocol : trainings.settings().protocols()) {
            Panel panel = Panel.forest(protocol.words(), "test accuracy of NormReLU − that of the other")
                    .upright("equal", 0);
            for (Body body : trainings.settings().bodies()) {
                trainings
                        .first(protocol, body, NetworkName::normRelu)
                        .ifPresent(own -> trainings
                                .series(protocol, body)
                                .filter(other -> !other.equals(own))
                                .forEach(other -> {
                                    Interval lead = own.of(trainings.accuracy())
                                            .minus(other.of(trainings.accuracy()))
                                            .overSeeds();
                                    if (lead.n() > 0) {
                                        panel.effect(body.name(), other.network(), lead);
                                    }
                                }));
            }
            panels.add(panel);
        }
        return new Figure(
                "leads",
                "Test accuracy of NormReLU without normalisation layers minus that of each other network, paired by seed, with 95 % intervals.",
                2,
                panels);
    }

    /** Errors, losses and cosines by epoch, a line for each network. */
    Figure curves(Protocol protocol, Body body) {
        return new Figure(
                name("curves", protocol, body),
                body.name() + " on " + protocol.words()
                        + " by epoch: means over seeds with 95 % intervals, each network at the learning rate that the validation examples chose."
                        + " Curves end where a training diverged.",
                2,
                List.of(
                        byEpoch(protocol, body, "Training error", "error", Look::trainingError)
                                .yRange(0, 1),
                        byEpoch(protocol, body, "Test error", "error", Look::testError)
                                .yRange(0, 1),
                        byEpoch(protocol, body, "Training loss", "cross-entropy", Look::trainingLoss)
                                .logY(),
                        byEpoch(protocol, body, "Behind the last layer", "mean cosine", Look::overlap)
                                .yRange(-0.05, 1.02)));
    }

    private Panel byEpoch(Protocol protocol, Body body, String title, String label, ToDoubleFunction<Look> value) {
        Panel panel = Panel.of(title, "epoch", label);
        Metric metric = trainings.looks(label, value);
        int last = trainings.settings().epochs(body);
        trainings
                .series(protocol, body)
                .forEach(series -> line(panel, series.network(), series.of(metric), "epoch", last));
        return panel;
    }

    /** Cosines by layer before, early in and after the training, a panel for each network. */
    Figure profiles(Protocol protocol, Body body) {
        Metric cosines = trainings.cosines();
        int top = body.marked();
        List<Panel> panels = new ArrayList<>();
        trainings.series(protocol, body).forEach(series -> {
            Panel panel = Panel.of(series.network(), body.residual() ? "block" : "layer", "mean cosine")
                    .yRange(-0.05, 1.02);
            Metric here = series.of(cosines);
            line(panel, "before the training", here.where("epoch", 0), "layer", top);
            line(panel, "after 1 epoch", here.where("epoch", 1), "layer", top);
            line(panel, "at the end", here.where("epoch", trainings.settings().epochs(body)), "layer", top);
            Metric limit = limit(series);
            panels.add(panel.curve("infinite width, before", limit, "layer"));
        });
        return new Figure(
                name("profiles", protocol, body),
                "Mean cosine of two test inputs (" + protocol.words() + ") by layer of " + body.name()
                        + ", layer 0 being the inputs: means over seeds with 95 % intervals; dashed, exact values at infinite width before the training.",
                3,
                panels);
    }

    /** At infinite width, up to the depth of the series; nothing for residual networks and batch normalisation. */
    Metric limit(Series series) {
        return series.protocol()
                .inputs()
                .of(limits)
                .where("network", series.network())
                .whereKeys(keys -> !series.body().residual()
                        && ((Number) keys.get("layer")).intValue()
                                <= series.body().depth());
    }

    private static String name(String figure, Protocol protocol, Body body) {
        return figure + "-" + protocol.fileName() + "-" + body.name();
    }

    private static void line(Panel panel, String name, Metric metric, String key, int last) {
        Metric shown = metric.whereKeys(keys -> shown(((Number) keys.get(key)).intValue(), last));
        panel.line(name, shown, key);
    }

    /** Every place up to the last, so thinned that markers do not hide the line; the last is always among them. */
    static boolean shown(int place, int last) {
        return place == last || place % Math.max(1, Math.ceilDiv(last, MARKERS)) == 0;
    }

    /** By layer, with intervals over draws. */
    static void overDraws(Panel panel, String name, Metric metric, int last) {
        int[] layers = IntStream.rangeClosed(0, last)
                .filter(layer ->
                        shown(layer, last) && !metric.where("layer", layer).isEmpty())
                .toArray();
        panel.line(
                name,
                IntStream.of(layers).asDoubleStream().toArray(),
                IntStream.of(layers)
                        .mapToObj(layer -> metric.where("layer", layer).over("draw"))
                        .toList());
    }
}
