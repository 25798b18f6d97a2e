package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.Measured.Quantity;
import fathom.experiments.normalisedrelu.Measured.Series;
import fathom.experiments.protocol.PublishedResource;
import fathom.runs.report.Comparison;
import fathom.runs.verdict.PublishedNumbers.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paper's figures beside ours, where ours are of the same data, depth and kind. */
record Published(Measured measured) {

    private static final String CIFAR = "cifar10";
    private static final double ACCURACY = 0.03;
    private static final double COSINE = 0.05;
    private static final String BAND = "the paper's band, about +-0.02 at the end, and the reading of the figure";
    private static final String UNSAID = "the paper does not say at which layer, nor whether centred";

    /** What the paper's variants are called here. */
    private static final Map<String, String> NETWORKS = Map.of(
            "BatchNorm", "batch(relu)",
            "LayerNorm", "layer(relu)",
            "NormReLU", "normrelu(c=-1.5975)",
            "SELU", "selu");

    /** Test accuracies at the end: figures 3, 4, 7 and 8. */
    List<Comparison> accuracies() {
        List<Comparison> rows = new ArrayList<>();
        for (Row row : PublishedResource.of("agarwal-cifar10-final-accuracy").rows()) {
            series(row)
                    .ifPresent(series -> add(
                            rows,
                            row.text("figure") + ", " + series.words() + ", test accuracy",
                            row.number("test_accuracy"),
                            measured.values(series, Quantity.accuracy()),
                            ACCURACY,
                            BAND));
        }
        return rows;
    }

    /** Training accuracies by epoch: figure 3. */
    List<Comparison> training() {
        List<Comparison> rows = new ArrayList<>();
        for (Row row : PublishedResource.of("agarwal-fig3-training").rows()) {
            int epoch = row.whole("epoch");
            connected(row.text("variant"), row.whole("depth"))
                    .filter(series -> epoch <= measured.configuration().epochs())
                    .ifPresent(series -> add(
                            rows,
                            "fig3, " + series.words() + ", training accuracy after epoch " + epoch,
                            row.number("train_accuracy"),
                            measured.values(series, Quantity.trainingAccuracy(epoch)),
                            ACCURACY,
                            "one point of a curve: the paper's band and the reading of the figure"));
        }
        return rows;
    }

    /** Mean cosines at the beginning (after 2 epochs) and at the end: figure 1. */
    List<Comparison> overlaps() {
        List<Comparison> rows = new ArrayList<>();
        for (Row row : PublishedResource.of("agarwal-fig1-dot-products").rows()) {
            connected(row.text("variant"), row.whole("depth")).ifPresent(series -> {
                int top = Measured.layers(series.body());
                int end = measured.configuration().epochs();
                add(
                        rows,
                        "fig1, " + series.words() + ", mean cosine after 2 epochs",
                        row.number("epoch_2"),
                        measured.values(series, Quantity.overlap(2, top)),
                        COSINE,
                        UNSAID);
                add(
                        rows,
                        "fig1, " + series.words() + ", mean cosine at the end",
                        row.number("end"),
                        measured.values(series, Quantity.overlap(end, top)),
                        COSINE,
                        UNSAID);
            });
        }
        return rows;
    }

    private static void add(
            List<Comparison> rows, String what, double published, double[] ours, double tolerance, String reason) {
        Measured.interval(ours)
                .ifPresent(interval -> rows.add(new Comparison(what, published, interval, tolerance, reason)));
    }

    private Optional<Series> series(Row row) {
        return row.text("network").equals("fc")
                ? connected(row.text("variant"), row.whole("depth"))
                : find(row.text("variant"), true, row.whole("depth"));
    }

    private Optional<Series> connected(String variant, int depth) {
        return find(variant, false, depth);
    }

    private Optional<Series> find(String variant, boolean residual, int layers) {
        return measured.series().stream()
                .filter(series -> series.data().equals(CIFAR)
                        && series.body().residual() == residual
                        && series.body().layers() == layers
                        && series.network().equals(NETWORKS.get(variant)))
                .findFirst();
    }
}
