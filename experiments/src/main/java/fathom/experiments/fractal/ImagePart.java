package fathom.experiments.fractal;

import fathom.experiments.protocol.PublishedNumbers;
import fathom.experiments.protocol.RunPage;
import fathom.runs.Finished;
import fathom.runs.report.Comparison;
import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.report.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Figure 6 beside ours. */
record ImagePart(Configuration configuration, List<Finished<ImageCell, ImageResult>> trials) {

    /** Two standard errors on 1,000 images, and what the training set of 40,000 takes. */
    private static final double TOLERANCE = 0.035;

    private static final int PAPER_STEPS = 60_000;

    private static final String SETTING =
            "Convolutions of 5 x 5 with ReLUs, the first two with max pooling, and a dense readout, trained by Adam. What the paper leaves"
                    + " unsaid is ours: crops of 24 x 24, mirrored at random, each standardised; batches of 128; truncated normal weights;"
                    + " 1,000 training images held back to choose rate and moment.";

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
                        "Trained on %d images and tested on %d (standard error about %.1f points), the paper on 50,000 and 10,000%s: within %.1f"
                                + " points is as near as this data can tell, and no match.",
                        any.trained(),
                        any.tested(),
                        100 * Math.sqrt(0.7 * 0.3 / any.tested()),
                        configuration.imageSteps() < PAPER_STEPS
                                ? "; and for " + configuration.imageSteps() + " steps, the paper for 60,000"
                                : "",
                        100 * TOLERANCE));
        page.figure(picture());
        List<Comparison> rows = comparisons();
        page.report().comparisons("Figure 6.", rows);
        page.report().table("Trainings", table());
        lines.append(String.format(
                Locale.ROOT,
                "%nFigure 6: %d of %d within %.1f points, on %d test images%n",
                rows.stream().filter(Comparison::passes).count(),
                rows.size(),
                100 * TOLERANCE,
                any.tested()));
    }

    private List<Comparison> comparisons() {
        List<Comparison> rows = new ArrayList<>();
        for (PublishedNumbers.Row row :
                PublishedNumbers.of("malach-fig6-cifar10-cnn").rows()) {
            best(row.whole("hidden_layers"), row.whole("channels"))
                    .ifPresent(trial -> rows.add(Comparison.of(
                            "depth " + row.text("hidden_layers") + ", " + row.text("channels") + " channels",
                            row.number("accuracy"),
                            trial.result().test(),
                            TOLERANCE,
                            "two standard errors on 1,000 test images, and a fifth fewer training images")));
        }
        return rows;
    }

    private Table table() {
        Table table = Table.of("hidden layers", "channels", "rate", "test", "validation", "best step");
        for (Finished<ImageCell, ImageResult> trial : trials) {
            ImageCell cell = trial.configuration();
            table.row(
                    cell.depth(),
                    cell.channels(),
                    cell.rate(),
                    trial.result().test(),
                    trial.result().validation(),
                    trial.result().bestStep());
        }
        return table;
    }

    private Figure picture() {
        Panel panel = Panel.of("CIFAR-10", "channels", "test accuracy").logX();
        for (int depth : configuration.images()) {
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            for (int channels : configuration.channels()) {
                best(depth, channels).ifPresent(trial -> {
                    x.add((double) channels);
                    y.add(trial.result().test());
                });
            }
            if (!x.isEmpty()) {
                panel.line(
                        "depth " + depth,
                        x.stream().mapToDouble(Double::doubleValue).toArray(),
                        y.stream().mapToDouble(Double::doubleValue).toArray());
            }
        }
        return Figure.of("images", "Test accuracy of convolutional networks by number of channels.", panel);
    }
}
