package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.Measured.Quantity;
import fathom.experiments.normalisedrelu.Measured.Series;
import fathom.experiments.normalisedrelu.NetworkResult.Look;
import fathom.experiments.protocol.Listing;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of summary.csv and of the report. None holds a time, a host or a date. */
final class Tables {

    private Tables() {}

    /** The last epoch of a body's trainings. */
    static int last(Configuration c, Body body) {
        return body.residual() ? c.residualEpochs() : c.epochs();
    }

    /** When training curves are compared: after a third of the epochs, at least one. */
    static int early(Configuration c, Body body) {
        return Math.max(1, last(c, body) / 3);
    }

    /** One row for each network and quantity: everything measured, for programs. */
    static Table summary(Measured measured) {
        Table table = Table.of("data", "body", "network", "rate", "epoch", "layer", "quantity", "value");
        for (Series series : measured.series()) {
            measured.rate(series).ifPresent(rate -> {
                for (int epoch = 0; epoch <= last(measured.configuration(), series.body()); epoch++) {
                    for (Map.Entry<String, Quantity> entry : quantities(epoch).entrySet()) {
                        row(table, series, rate, epoch, "", entry.getKey(), measured.values(series, entry.getValue()));
                    }
                    for (int layer = 0; layer <= Measured.layers(series.body()); layer++) {
                        double[] overlaps = measured.values(series, Quantity.overlap(epoch, layer));
                        row(table, series, rate, epoch, layer, "overlap", overlaps);
                    }
                }
                for (int layer = 0; layer <= Measured.layers(series.body()); layer++) {
                    row(table, series, rate, 0, layer, "overlap at infinite width", measured.limits(series, layer));
                }
            });
        }
        beginnings(measured, table);
        return table;
    }

    /** Untrained networks, a row for each layer and width. */
    private static void beginnings(Measured measured, Table table) {
        Configuration c = measured.configuration();
        for (String data : c.data()) {
            for (String network : c.networks()) {
                for (int width : c.widths()) {
                    for (int layer = 0; layer <= c.depths().getLast(); layer++) {
                        double[] overlaps = measured.beginnings(data, network, width, layer);
                        if (overlaps.length > 0) {
                            String body = "untrained, width " + width;
                            table.row(data, body, network, "", 0, layer, "overlap", Interval.of(overlaps));
                        }
                    }
                }
            }
        }
    }

    private static Map<String, Quantity> quantities(int epoch) {
        Map<String, Quantity> quantities = new LinkedHashMap<>();
        quantities.put("training loss", Quantity.at(epoch, Look::trainingLoss));
        quantities.put("training error", Quantity.at(epoch, Look::trainingError));
        quantities.put("validation error", Quantity.at(epoch, Look::validationError));
        quantities.put("test loss", Quantity.at(epoch, Look::testLoss));
        quantities.put("test error", Quantity.at(epoch, Look::testError));
        return quantities;
    }

    private static void row(
            Table table, Series series, double rate, int epoch, Object layer, String quantity, double[] values) {
        if (values.length > 0) {
            table.row(
                    series.data(),
                    series.body().name(),
                    series.network(),
                    rate,
                    epoch,
                    layer,
                    quantity,
                    Interval.of(values));
        }
    }

    /** What each network came to. */
    static Table results(Measured measured, String data) {
        Configuration c = measured.configuration();
        Table table = Table.of(
                "network",
                "behind each layer",
                "rate chosen",
                "test accuracy",
                "training accuracy",
                "training accuracy after a third");
        for (Body body : Plan.bodies(c)) {
            for (Series series : measured.series(data, body)) {
                table.row(
                        body.name(),
                        series.network(),
                        measured.rate(series)
                                .map(rate -> Listing.selected(List.of(rate), c.rates(body, series.name())))
                                .orElse(null),
                        Measured.interval(measured.values(series, Quantity.accuracy()))
                                .orElse(null),
                        Measured.interval(measured.values(series, Quantity.trainingAccuracy(last(c, body))))
                                .orElse(null),
                        Measured.interval(measured.values(series, Quantity.trainingAccuracy(early(c, body))))
                                .orElse(null));
            }
        }
        return table;
    }

    /** Mean cosines before, in and after the training. */
    static Table overlaps(Measured measured, String data) {
        Configuration c = measured.configuration();
        Table table = Table.of(
                "network",
                "behind each layer",
                "inputs",
                "last layer at the beginning",
                "infinite width",
                "after 1 epoch",
                "at the end");
        for (Body body : Plan.bodies(c)) {
            int top = Measured.layers(body);
            for (Series series : measured.series(data, body)) {
                table.row(
                        body.name(),
                        series.network(),
                        Measured.interval(measured.values(series, Quantity.overlap(0, 0)))
                                .orElse(null),
                        Measured.interval(measured.values(series, Quantity.overlap(0, top)))
                                .orElse(null),
                        Measured.interval(measured.limits(series, top)).orElse(null),
                        Measured.interval(measured.values(series, Quantity.overlap(1, top)))
                                .orElse(null),
                        Measured.interval(measured.values(series, Quantity.overlap(last(c, body), top)))
                                .orElse(null));
            }
        }
        return table;
    }

    /** What each rate came to on the validation examples, and how often it diverged; a row for each rate. */
    static Table rates(Measured measured, String data) {
        Configuration c = measured.configuration();
        Table table = Table.of("network", "behind each layer", "rate", "mean validation error", "chosen");
        for (Body body : Plan.bodies(c)) {
            for (Series series : measured.series(data, body)) {
                for (double rate : c.rates(body, series.name())) {
                    table.row(
                            body.name(),
                            series.network(),
                            rate,
                            measured.validation(series, rate).orElse(null),
                            measured.rate(series).filter(best -> best == rate).isPresent() ? "chosen" : "");
                }
            }
        }
        return table;
    }
}
