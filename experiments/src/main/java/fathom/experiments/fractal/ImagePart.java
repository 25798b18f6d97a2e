package fathom.experiments.fractal;

import fathom.experiments.protocol.PublishedResource;
import fathom.experiments.protocol.RunPage;
import fathom.runs.Finished;
import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import fathom.runs.verdict.PublishedNumbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Figure 6 beside ours. */
record ImagePart(Configuration configuration, List<Finished<ImageCell, ImageResult>> trials) {

    /** What it cannot do without. */
    static final String NEEDED =
            "it needs CIFAR-10, in the folder cifar10/ of the folder given by --data or FATHOM_DATA.";

    /** Two standard errors on 1,000 images, and what the training set of 40,000 takes. */
    private static final double TOLERANCE = 0.035;

    /** Room above and below the points of the figure. */
    private static final double MARGIN = 0.04;

    private static final int PAPER_STEPS = 60_000;

    private static final String SETTING =
            "Convolutions of 5 x 5 with ReLUs, the first two with max pooling, and a dense readout, trained by Adam on the cross-entropy. What"
                    + " the paper leaves unsaid is ours: crops of 24 x 24 at random and mirrored at random in training, the middle otherwise,"
                    + " each standardised (which undoes changes of brightness; those of contrast are left out); batches of 128; weights truncated"
                    + " normal of deviation 1 / sqrt(fan-in); 1,000 training images held back to choose rate and moment.";

    boolean isEmpty() {
        return trials.isEmpty();
    }

    private Optional<Finished<ImageCell, ImageResult>> best(int depth, int channels) {
        return trials.stream()
                .filter(trial -> trial.configuration().depth() == depth
                        && trial.configuration().channels() == channels)
                .max(Comparator.comparingDouble(trial -> trial.result().validation()));
    }

    void write(RunPage page, StringBuilder lines) {
        ImageResult any = trials.getFirst().result();
        page.report().section("Figure 6: images").paragraph(SETTING);
        page.report()
                .note(String.format(
                        Locale.ROOT,
                        "Trained on %,d images and tested on %,d (standard error about %.1f points), the paper on 50,000 and 10,000%s: within %.1f"
                                + " points is as near as this data can tell, and no match.",
                        any.trained(),
                        any.tested(),
                        100 * Math.sqrt(0.7 * 0.3 / any.tested()),
                        configuration.imageSteps() < PAPER_STEPS
                                ? String.format(
                                        Locale.ROOT,
                                        "; and for %,d steps, the paper for 60,000",
                                        configuration.imageSteps())
                                : "",
                        100 * TOLERANCE));
        page.figure(picture());
        Table beside = beside();
        page.report()
                .table(
                        "Figure 6 beside ours, the paper's after 50,000 training images, ours after "
                                + String.format(Locale.ROOT, "%,d.", any.trained()),
                        beside);
        page.report()
                .table(
                        "Trainings: the accuracy on test images at the moment that was best on the held-out ones, and how long each took on"
                                + " the machine of the ledger (one that was resumed: since then)",
                        table());
        lines.append(String.format(
                Locale.ROOT,
                "%nFigure 6: %d of %d within %.1f points of the published accuracy, on %,d test images and no more than that%n",
                near(),
                beside.rows().size(),
                100 * TOLERANCE,
                any.tested()));
    }

    /** The published accuracies that there are networks for, each with ours. */
    private Map<PublishedNumbers.Row, ImageResult> pairs() {
        Map<PublishedNumbers.Row, ImageResult> pairs = new LinkedHashMap<>();
        PublishedResource.of("malach-fig6-cifar10-cnn")
                .rows()
                .forEach(row -> best(row.whole("hidden_layers"), row.whole("channels"))
                        .ifPresent(trial -> pairs.put(row, trial.result())));
        return pairs;
    }

    private static boolean near(PublishedNumbers.Row row, ImageResult result) {
        return Math.abs(result.test() - row.number("accuracy")) <= TOLERANCE;
    }

    private long near() {
        return pairs().entrySet().stream()
                .filter(pair -> near(pair.getKey(), pair.getValue()))
                .count();
    }

    private Table beside() {
        Table table = Table.of(
                "hidden layers",
                "channels",
                "published",
                "ours",
                "standard error",
                "test images",
                "difference",
                "within " + Math.round(1000 * TOLERANCE) / 10.0 + " points");
        pairs().forEach((row, result) -> table.row(
                row.whole("hidden_layers"),
                row.whole("channels"),
                row.number("accuracy"),
                result.test(),
                standardError(result),
                result.tested(),
                result.test() - row.number("accuracy"),
                near(row, result) ? "yes" : "no"));
        return table;
    }

    private Table table() {
        Table table = Table.of(
                "hidden layers",
                "channels",
                "rate",
                "steps",
                "test",
                "held out, best",
                "at step",
                "held out, last",
                "minutes");
        for (Finished<ImageCell, ImageResult> trial : trials) {
            ImageCell cell = trial.configuration();
            table.row(
                    cell.depth(),
                    cell.channels(),
                    cell.rate(),
                    cell.steps(),
                    trial.result().test(),
                    trial.result().validation(),
                    trial.result().bestStep(),
                    trial.result().looks().getLast(),
                    trial.seconds() / 60);
        }
        return table;
    }

    private Figure picture() {
        Panel ours = axes("Ours");
        for (int depth : configuration.images()) {
            List<ImageResult> results = new ArrayList<>();
            List<Integer> channels = new ArrayList<>();
            for (int some : configuration.channels()) {
                best(depth, some).ifPresent(trial -> {
                    channels.add(some);
                    results.add(trial.result());
                });
            }
            if (!results.isEmpty()) {
                ours.line(
                        name(depth),
                        channels,
                        results.stream().map(ImagePart::interval).toList());
            }
        }
        return Figure.of(
                "images",
                "Accuracy on CIFAR-10's test images by number of channels; bars are two standard errors, which the paper's 10,000 images make"
                        + " about a third as long. Only networks that were trained here.",
                ours,
                published());
    }

    private Panel published() {
        Panel panel = axes("Published");
        pairs().keySet().stream()
                .collect(Collectors.groupingBy(
                        row -> row.whole("hidden_layers"), LinkedHashMap::new, Collectors.toList()))
                .forEach((depth, rows) -> panel.line(
                        name(depth),
                        rows.stream().mapToDouble(row -> row.whole("channels")).toArray(),
                        rows.stream().mapToDouble(row -> row.number("accuracy")).toArray()));
        return panel;
    }

    /** Empty axes, the same for ours and the published values. */
    private Panel axes(String title) {
        DoubleSummaryStatistics accuracies = new DoubleSummaryStatistics();
        trials.forEach(trial -> accuracies.accept(trial.result().test()));
        pairs().keySet().forEach(row -> accuracies.accept(row.number("accuracy")));
        return Panel.of(title, "channels", "test accuracy")
                .logX()
                .yRange(accuracies.getMin() - MARGIN, accuracies.getMax() + MARGIN);
    }

    private static String name(int depth) {
        return "depth " + depth;
    }

    private static double standardError(ImageResult result) {
        return Math.sqrt(result.test() * (1 - result.test()) / result.tested());
    }

    private static Interval interval(ImageResult result) {
        double reach = 2 * standardError(result);
        double deviation = Math.sqrt(result.test() * (1 - result.test()));
        return new Interval(
                result.test(), result.test() - reach, result.test() + reach, deviation, result.tested(), 0.95);
    }
}
