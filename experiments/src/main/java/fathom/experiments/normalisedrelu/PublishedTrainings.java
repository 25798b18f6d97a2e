package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.Trainings.Series;
import fathom.runs.verdict.PublishedNumbers.Row;
import module fathom.experiments;
import module java.base;

/**
 * Every number of section 7's figures beside ours: compared where ours had as many images and epochs, and listed with the reason where not.
 */
record PublishedTrainings(Trainings trainings) {

    private static final String CIFAR = "cifar10";

    /** From this many images on an epoch is taken for one of the paper's, whose training set has 50,000. */
    private static final int FULL = 39_000;

    private static final int EPOCHS = 300;
    private static final int WIDTH = 3000;
    private static final double ACCURACY = 0.03;
    private static final double COSINE = 0.05;
    private static final String BAND = "the paper's band, about ±0.02, and the reading of the figure";
    private static final String UNSAID = "the paper does not say behind which layer, nor whether centred";
    private static final String COST = "not trained here; the preset paper trains it, which takes years on two cores";
    private static final String NO_DATA = "needs CIFAR-10 (--data DIR) and data=cifar10";

    /** What the paper's variants are called here. */
    private static final Map<String, String> NETWORKS = Map.of(
            "BatchNorm", "batch(relu)",
            "LayerNorm", "layer(relu)",
            "NormReLU", "normrelu(c=-1.5975)",
            "SELU", "selu");

    /** What no setting trains, and why. */
    private static final Map<String, String> APART = Map.of(
            "fig1cnn",
                    "drawn as ResNet-32, but its curves are those of ResNet-110 in figure 4: which network it is, is not known",
            "fig5", "Fixup and data augmentation, which are not built in");

    void write(SectionWriter page) {
        PublishedNumbers accuracies = page.published("agarwal-cifar10-final-accuracy");
        List<Reproduction> rows = new ArrayList<>(accuracies(accuracies));
        rows.addAll(training(page.published("agarwal-fig3-training")));
        rows.addAll(training(page.published("agarwal-fig4-training")));
        rows.addAll(cosines(page.published("agarwal-fig1-dot-products")));
        page.reproductions("The curves of figures 1, 3, 4, 5, 7 and 8 are reproduced", accuracies.origin(), rows);
    }

    /** Test accuracies by epoch; at the end where no epoch is given. */
    List<Reproduction> accuracies(PublishedNumbers published) {
        Metric accuracy = trainings.accuracy();
        return rows(
                published,
                row -> row.text("figure") + ", " + row.text("network") + " of depth " + row.text("depth") + ", "
                        + row.text("variant") + ", test accuracy after " + row.text("epoch") + " epochs",
                "test_accuracy",
                row -> row.whole("epoch"),
                (row, series) -> accuracy,
                ACCURACY,
                BAND);
    }

    /** Training accuracies by epoch. */
    List<Reproduction> training(PublishedNumbers published) {
        return rows(
                published,
                row -> (network(row).equals("fc") ? "fig3" : "fig4") + ", " + network(row) + " of depth "
                        + row.text("depth") + ", " + row.text("variant") + ", training accuracy after epoch "
                        + row.text("epoch"),
                "train_accuracy",
                row -> row.whole("epoch"),
                (row, series) -> trainings.trainingAccuracyAt(row.whole("epoch")),
                ACCURACY,
                "one point of a curve: " + BAND);
    }

    /** Mean cosines after two epochs and at the end. */
    List<Reproduction> cosines(PublishedNumbers published) {
        List<Reproduction> rows = new ArrayList<>();
        for (String column : List.of("epoch_2", "end")) {
            int epoch = column.equals("end") ? EPOCHS : 2;
            rows.addAll(rows(
                    published,
                    row -> "fig1, " + row.text("network") + " of depth " + row.text("depth") + ", "
                            + row.text("variant") + ", mean cosine after " + epoch + " epochs",
                    column,
                    row -> epoch,
                    (row, series) -> trainings
                            .cosines()
                            .where("layer", series.body().marked())
                            .where(
                                    "epoch",
                                    epoch == EPOCHS ? trainings.settings().epochs(series.body()) : epoch),
                    COSINE,
                    UNSAID));
        }
        return rows;
    }

    private static String network(Row row) {
        return row.cells().getOrDefault("network", "fc");
    }

    /** Each published number beside every series of ours that is trained so; batches, momenta and centred inputs have rows of their own. */
    private List<Reproduction> rows(
            PublishedNumbers published,
            Function<Row, String> words,
            String column,
            ToIntFunction<Row> epoch,
            BiFunction<Row, Series, Metric> ours,
            double tolerance,
            String reason) {
        List<Reproduction> rows = new ArrayList<>();
        for (Row row : published.rows()) {
            String what = words.apply(row);
            double number = row.number(column);
            String apart = network(row).equals("cnn") ? "fig1cnn" : row.cells().getOrDefault("figure", "");
            List<Series> found = APART.containsKey(apart) ? List.of() : find(row);
            if (found.isEmpty()) {
                rows.add(Reproduction.notRun(
                        what,
                        number,
                        APART.getOrDefault(apart, trainings.settings().data().contains(CIFAR) ? COST : NO_DATA)));
            }
            for (Series series : found) {
                String variant =
                        found.size() == 1 ? "" : " (ours: " + series.protocol().words() + ")";
                rows.add(compare(
                        what + variant,
                        number,
                        epoch.applyAsInt(row),
                        series,
                        series.of(ours.apply(row, series)).overSeeds(),
                        tolerance,
                        reason));
            }
        }
        return rows;
    }

    private Reproduction compare(
            String what,
            double published,
            int epoch,
            Series series,
            Interval measured,
            double tolerance,
            String reason) {
        int epochs = trainings.settings().epochs(series.body());
        if (measured.n() == 0 || epoch < EPOCHS && epoch > epochs) {
            return Reproduction.notRun(what, published, "ours ended after " + epochs + " epochs");
        }
        if (!full(trainings, series) || epoch > epochs) {
            return Reproduction.notComparable(what, published, measured, size(series));
        }
        return Reproduction.of(what, published, measured, tolerance, reason)
                .ifMissed(size(series) + " A run at the paper's width (preset paper) would settle it.");
    }

    /** Whether an epoch has about as many images as the paper's. */
    static boolean full(Trainings trainings, Series series) {
        return series.data().equals(CIFAR) && trainings.images(series) >= FULL;
    }

    private String size(Series series) {
        int images = trainings.images(series);
        Body body = series.body();
        int batch = series.protocol().batch();
        return "Ours: " + trainings.settings().epochs(body) + " epochs of " + Math.ceilDiv(images, batch) + " steps on "
                + images + " images, " + (body.residual() ? body.width() + " channels" : "width " + body.width())
                + "; the paper: " + EPOCHS + " epochs of 50,000 images, "
                + (body.residual() ? "16 channels." : "width " + WIDTH + ".");
    }

    private List<Series> find(Row row) {
        return trainings.series().stream()
                .filter(series -> series.data().equals(CIFAR)
                        && series.body().residual() == network(row).equals("resnet")
                        && series.body().layers() == row.whole("depth")
                        && series.network().equals(NETWORKS.get(row.text("variant"))))
                .toList();
    }
}
