package fathom.experiments.fractal;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.fractal.CifarTrial.CifarCell;
import fathom.experiments.fractal.CifarTrial.CifarFit;
import fathom.experiments.fractal.FractalExperiment.ImageSettings;
import fathom.experiments.protocol.DataSets;
import fathom.experiments.protocol.Threaded;
import module fathom.experiments;
import module java.base;

/**
 * Figure 6: convolutional networks on CIFAR-10.
 *
 * @param bias initial value of every bias
 */
record ImageSection(ImageSettings settings, double bias, Context context) {

    /** For fewer than three seeds: two standard errors on 1,000 images, and what the training set of 40,000 takes. */
    private static final double TOLERANCE = 0.035;

    private static final int PAPER_STEPS = 60_000;
    private static final int PAPER_IMAGES = 10_000;
    private static final int BATCH = 128;

    ImageSection {
        if (!settings.depths().isEmpty()) {
            new DataSets(context.data().map(ImageFolder::new)).check(CifarTrial.DATA_SET);
        }
    }

    private Sweep<CifarCell, CifarFit> sweep() {
        List<CifarCell> plan = Grid.of(CifarCell.class)
                .each("depth", settings.depths())
                .each("channels", settings.channels())
                .each("rate", settings.rates())
                .with("steps", settings.steps())
                .with("batch", BATCH)
                .with("bias", bias)
                .each("seed", settings.seeds())
                .plan();
        Optional<ImageFolder> folder = context.data().map(ImageFolder::new);
        Trial<CifarCell, CifarFit> trial = new Threaded<>(
                context.threads(),
                new CifarTrial(
                        context.data().map(Path::toString).orElse(""),
                        context.scratch().toString()));
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

    Section section() {
        return Section.of("Figure 6: images", this::report, sweep());
    }

    private void report(Results results, SectionWriter page) {
        Rows<CifarCell, CifarFit> trained = results.of(sweep());
        CifarFit any = trained.list().getFirst().result();
        Choice rate =
                trained.metric("validation error", fit -> 1 - fit.validation()).least("rate");
        Metric test = trained.metric("test accuracy", CifarFit::test);
        page.text(
                "Convolutions of 5 x 5 with ReLUs, the first two with max pooling, and a dense readout, trained by Adam on the cross-entropy. Our"
                        + " choices where the paper is silent: random crops of 24 x 24 and random mirroring in training, the central crop in evaluation,"
                        + " each image standardised (which undoes changes of brightness; those of contrast are left out); batches of 128; truncated normal"
                        + " weights with standard deviation 1/√(fan-in); 1,000 training images held out to choose rate and step.");
        page.note(format(
                "Trained on %,d images and tested on %,d (standard error about %.1f points); the paper has 50,000 and 10,000.",
                any.trained(), any.tested(), 100 * error(0.7, any.tested())));
        page.note(rate);
        PublishedNumbers published = page.published("malach-fig6-cifar10-cnn");
        page.reproductions(
                "Figure 6 is reproduced", published.origin(), compared(rate.of(test), any.tested(), published));
        page.figure(figure(rate.of(test), any.tested(), published));
        Metric[] measured = {
            test,
            trained.metric("test accuracy at the last step", CifarFit::lastTest),
            trained.metric("best held-out accuracy", CifarFit::validation),
            trained.metric("step of the best", CifarFit::bestStep),
            trained.metric("last held-out accuracy", fit -> fit.evaluations().getLast())
        };
        page.details("Trainings", Metric.beside("depth, channels, rate", measured));
        page.details(
                "Minutes",
                trained.metricOf("minutes", row -> row.seconds() / 60).table("depth, channels", "rate"));
        page.summary(measured);
    }

    /** The standard error of an accuracy on so many images. */
    private static double error(double accuracy, int images) {
        return Math.sqrt(accuracy * (1 - accuracy) / images);
    }

    private static Metric of(Metric test, PublishedNumbers.Row row) {
        return test.where("depth", row.whole("hidden_layers")).where("channels", row.whole("channels"));
    }

    /** Over seeds, of one seed with two standard errors on the test images. */
    private static Interval interval(Metric test, int tested) {
        Interval ours = test.overSeeds();
        double reach = 2 * error(ours.mean(), tested);
        return ours.n() != 1
                ? ours
                : new Interval(ours.mean(), ours.mean() - reach, ours.mean() + reach, Double.NaN, 1, ours.level());
    }

    List<Reproduction> compared(Metric test, int tested, PublishedNumbers published) {
        List<Reproduction> rows = new ArrayList<>();
        for (PublishedNumbers.Row row : published.rows()) {
            String what = "depth " + row.whole("hidden_layers") + ", " + row.whole("channels") + " channels";
            double value = row.number("accuracy");
            Interval ours = interval(of(test, row), tested);
            if (ours.n() == 0) {
                rows.add(Reproduction.notRun(what, value, "image.depths or image.channels leave it out"));
            } else if (settings.steps() < PAPER_STEPS) {
                rows.add(Reproduction.notComparable(
                        what, value, ours, format("%,d steps, the paper 60,000", settings.steps())));
            } else {
                boolean few = ours.n() < Interval.LEAST_TESTED;
                rows.add(Reproduction.of(
                                what,
                                value,
                                ours,
                                few ? TOLERANCE : tolerance(value, ours, tested),
                                few
                                        ? "two standard errors on 1,000 images, and 40,000 training images instead of 50,000"
                                        : "prediction interval of our seeds, and the errors of our test images and of the paper's")
                        .ifMissed(
                                "rate, readout and augmentation are not published; rates 0.0005 to 0.005 would tell"));
            }
        }
        return rows;
    }

    /** All seeds are tested on the same images, so that their spread does not hold the images' error. */
    private static double tolerance(double published, Interval ours, int tested) {
        double run = ours.halfWidth() * Math.sqrt(ours.n() + 1);
        double images = 2 * error(published, tested);
        double theirs = 2 * error(published, PAPER_IMAGES);
        return Math.sqrt(run * run + images * images + theirs * theirs);
    }

    private Figure figure(Metric test, int tested, PublishedNumbers published) {
        Panel ours = Panel.of("Ours", "channels", "test accuracy").log2X();
        Panel theirs = Panel.of("Published", "channels", "test accuracy").log2X();
        for (int depth : settings.depths()) {
            List<PublishedNumbers.Row> rows = published.rows().stream()
                    .filter(row -> row.whole("hidden_layers") == depth
                            && !of(test, row).isEmpty())
                    .toList();
            double[] channels =
                    rows.stream().mapToDouble(row -> row.whole("channels")).toArray();
            if (!rows.isEmpty()) {
                ours.line(
                        "depth " + depth,
                        channels,
                        rows.stream()
                                .map(row -> interval(of(test, row), tested))
                                .toList());
                theirs.line(
                        "depth " + depth,
                        channels,
                        rows.stream().mapToDouble(row -> row.number("accuracy")).toArray());
            }
        }
        return Figure.of(
                        "images",
                        "Test accuracy on CIFAR-10 by number of channels, of the networks trained here. Bars: 95 % intervals over seeds, of one"
                                + " seed two standard errors on our test images.",
                        ours,
                        theirs)
                .withSharedY();
    }
}
