package fathom.experiments.fractal;

import fathom.data.image.ImageFolder;
import fathom.experiments.fractal.CifarTrial.CifarCell;
import fathom.experiments.fractal.CifarTrial.CifarFit;
import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.protocol.DataSets;
import fathom.runs.Sweep;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Grid;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.results.Choice;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import fathom.runs.results.Row;
import fathom.runs.results.Rows;
import fathom.runs.statistics.Interval;
import fathom.runs.verdict.PublishedNumbers;
import fathom.runs.verdict.Reproduction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Figure 6: convolutional networks on CIFAR-10. */
record ImageSection(FractalSettings settings, Context context) implements Section {

    /** Two standard errors on 1,000 images, and what the training set of 40,000 takes. */
    private static final double TOLERANCE = 0.035;

    private static final int PAPER_STEPS = 60_000;
    private static final int BATCH = 128;

    ImageSection {
        if (!settings.image().depths().isEmpty()) {
            new DataSets(context.data().map(ImageFolder::new)).check(CifarTrial.DATA_SET);
        }
    }

    Sweep<CifarCell, CifarFit> sweep() {
        List<CifarCell> plan = Grid.of(CifarCell.class)
                .each("depth", settings.image().depths())
                .each("channels", settings.image().channels())
                .each("rate", settings.image().rates())
                .with("steps", settings.image().steps())
                .with("batch", BATCH)
                .with("bias", settings.bias())
                .with("seed", settings.seed())
                .plan();
        Optional<ImageFolder> folder = context.data().map(ImageFolder::new);
        CifarTrial trial = new CifarTrial(
                context.threads(),
                context.data().map(Path::toString).orElse(""),
                context.scratch().toString());
        DataSets files = new DataSets(folder);
        Sweep<CifarCell, CifarFit> sweep = Sweep.of("image", CifarCell.class, CifarFit.class, plan, trial)
                .withCost(CifarCell::cost)
                .withBytes(CifarTrial::bytes)
                .withLabel(CifarCell::label)
                .withData(cell -> files.files(CifarTrial.DATA_SET));
        boolean present = plan.isEmpty()
                || folder.filter(images -> images.has(CifarTrial.DATA_SET)).isPresent();
        return present
                ? sweep
                : sweep.unavailable("figure 6 needs --data DIR, or FATHOM_DATA, with the folder cifar10/");
    }

    @Override
    public String title() {
        return "Figure 6: images";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return List.of(sweep());
    }

    @Override
    public void report(Results results, SectionWriter page) {
        Rows<CifarCell, CifarFit> trained = results.of(sweep());
        CifarFit any = trained.list().getFirst().result();
        Choice rate =
                trained.metric("validation error", fit -> 1 - fit.validation()).least("rate");
        page.text(
                "Convolutions of 5 x 5 with ReLUs, the first two with max pooling, and a dense readout, trained by Adam on the cross-entropy. Our"
                        + " choices where the paper is silent: random crops of 24 x 24 and random mirroring in training, the central crop in evaluation,"
                        + " each image standardised (which undoes changes of brightness; those of contrast are left out); batches of 128; truncated normal"
                        + " weights with standard deviation 1/√(fan-in); 1,000 training images held out to choose rate and step.");
        page.note(String.format(
                Locale.ROOT,
                "Trained on %,d images and tested on %,d (standard error about %.1f points); the paper has 50,000 and 10,000. Agreement within"
                        + " %.1f points is as much as these data can show.",
                any.trained(),
                any.tested(),
                100 * Math.sqrt(0.7 * 0.3 / any.tested()),
                100 * TOLERANCE));
        page.note(rate);
        PublishedNumbers published = page.published("malach-fig6-cifar10-cnn");
        page.reproductions("Figure 6 is reproduced", published.origin(), compared(trained, published));
        page.figure(figure(trained, published));
        Metric[] measured = {
            trained.metric("test accuracy", CifarFit::test),
            trained.metric("best held-out accuracy", CifarFit::validation),
            trained.metric("step of the best", CifarFit::bestStep),
            trained.metric("last held-out accuracy", fit -> fit.looks().getLast())
        };
        page.details("Trainings", Metric.beside("depth, channels, rate", measured));
        page.details(
                "Minutes",
                trained.metricOf("minutes", row -> row.seconds() / 60).table("depth, channels", "rate"));
        page.summary(measured);
    }

    /** The training with the best held-out accuracy; of equals that of the smallest rate. */
    private static Optional<CifarFit> best(Rows<CifarCell, CifarFit> trained, PublishedNumbers.Row row) {
        return trained.where("depth", row.whole("hidden_layers")).where("channels", row.whole("channels")).stream()
                .map(Row::result)
                .max(Comparator.comparingDouble(CifarFit::validation));
    }

    List<Reproduction> compared(Rows<CifarCell, CifarFit> trained, PublishedNumbers published) {
        List<Reproduction> rows = new ArrayList<>();
        for (PublishedNumbers.Row row : published.rows()) {
            String what = "depth " + row.whole("hidden_layers") + ", " + row.whole("channels") + " channels";
            double value = row.number("accuracy");
            rows.add(best(trained, row)
                    .map(
                            fit -> settings.image().steps() < PAPER_STEPS
                                    ? Reproduction.notComparable(
                                            what,
                                            value,
                                            Interval.exactly(fit.test()),
                                            String.format(
                                                    Locale.ROOT,
                                                    "%,d steps, the paper 60,000",
                                                    settings.image().steps()))
                                    : Reproduction.of(
                                                    what,
                                                    value,
                                                    fit.test(),
                                                    TOLERANCE,
                                                    "two standard errors on 1,000 images, and 40,000 training images instead of 50,000")
                                            .ifMissed(
                                                    "rate, readout and augmentation are not published; rates 0.0005 to 0.005 would tell"))
                    .orElseGet(() -> Reproduction.notRun(what, value, "image.depths or image.channels leave it out")));
        }
        return rows;
    }

    private Figure figure(Rows<CifarCell, CifarFit> trained, PublishedNumbers published) {
        Panel ours = Panel.of("Ours", "channels", "test accuracy").log2X();
        Panel theirs = Panel.of("Published", "channels", "test accuracy").log2X();
        for (int depth : settings.image().depths()) {
            List<PublishedNumbers.Row> rows = published.rows().stream()
                    .filter(row -> row.whole("hidden_layers") == depth
                            && best(trained, row).isPresent())
                    .toList();
            double[] channels =
                    rows.stream().mapToDouble(row -> row.whole("channels")).toArray();
            if (!rows.isEmpty()) {
                ours.line(
                        "depth " + depth,
                        channels,
                        rows.stream()
                                .map(row -> interval(best(trained, row).orElseThrow()))
                                .toList());
                theirs.line(
                        "depth " + depth,
                        channels,
                        rows.stream().mapToDouble(row -> row.number("accuracy")).toArray());
            }
        }
        return Figure.of(
                        "images",
                        "Test accuracy on CIFAR-10 by number of channels, of the networks trained here. Bars: two standard errors on our test"
                                + " images.",
                        ours,
                        theirs)
                .withSharedY();
    }

    private static Interval interval(CifarFit fit) {
        double deviation = Math.sqrt(fit.test() * (1 - fit.test()));
        double reach = 2 * deviation / Math.sqrt(fit.tested());
        return new Interval(fit.test(), fit.test() - reach, fit.test() + reach, deviation, fit.tested(), 0.95);
    }
}
