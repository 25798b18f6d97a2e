package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.NetworkTrial.NetworkCell;
import fathom.experiments.normalisedrelu.NetworkTrial.NetworkResult;
import fathom.experiments.normalisedrelu.NetworkTrial.NetworkResult.Look;
import fathom.experiments.normalisedrelu.Trainings.Series;
import fathom.experiments.protocol.DataSets;
import fathom.experiments.protocol.Threaded;
import module fathom.experiments;
import module java.base;

/**
 * Do deep networks train without normalisation layers once their activation is normalised? N. Agarwal, P. Awasthi and S. Kale, ALT 2021,
 * section 7: fully connected and residual networks with NormReLU, beside batch normalisation, layer normalisation, SELU and plain ReLU.
 */
public record NormReluSection(NormReluSettings settings, Context context, String unavailable) {

    /** The experiment. */
    public static final Experiment<NormReluSettings> EXPERIMENT = Experiment.of(
                    "normalised-relu",
                    "Do deep networks train without normalisation layers once their ReLU is normalised?",
                    NormReluSettings.class,
                    NormReluSection::sections)
            .titled("Do deep networks train without normalisation layers?")
            .source("Agarwal, Awasthi and Kale (ALT 2021), section 7")
            .resources(NormReluSection.class::getResourceAsStream)
            .preset(
                    "quick",
                    "five networks of depth 32 and 64 on a mixture that needs no file; under five minutes on two cores")
            .preset("smoke", "a few seconds; shows that everything works")
            .preset("images", "Fashion-MNIST and CIFAR-10 (--data DIR), three seeds; an hour or two on two cores")
            .preset(
                    "residual",
                    "ResNet-32's shape with 4 to 16 channels on CIFAR-10 (--data DIR); an hour or two on two cores")
            .preset(
                    "section7",
                    "one epoch of 39,000 CIFAR-10 images (--data DIR), depth 32, width 512; about an hour of one core")
            .preset("paper", "the paper's sizes on CIFAR-10 (--data DIR), ten seeds; years");

    private static final String METHOD =
            "Batch and layer normalisation make deep networks trainable. At infinite width the paper explains why: an activation with mean 0 and"
                    + " second moment 1 under a standard normal lets the cosine of two inputs fall from layer to layer, so that kernels are well"
                    + " conditioned, and normalisation layers do this to any activation. Then the activation alone should do. NormReLU is a ReLU,"
                    + " shifted and scaled to mean 0 and second moment 1. Each network has the learning rate of least mean validation error; differences are"
                    + " paired by seed on the same examples. A training that diverged counts as guessing.";

    private static final String COSINES =
            "Mean cosine of two test inputs behind every layer, not centred. Near 1 all inputs look alike to the following layers. Batch"
                    + " normalisation, which has no such limit for two inputs, is shown with settled running averages.";

    private static List<Section> sections(NormReluSettings settings, Context context) {
        String unavailable = unavailable(settings, context);
        return List.of(
                new NormReluSection(settings, context, unavailable).section(),
                new BeginningSection(settings, context, unavailable).section());
    }

    /** Why these data sets cannot be read, empty if they can; damaged files are the user's error. */
    private static String unavailable(NormReluSettings settings, Context context) {
        for (String set : settings.data()) {
            if (set.equals(Problem.MIXTURE)) {
                continue;
            }
            if (context.data().isEmpty() || !new ImageFolder(context.data().get()).has(set)) {
                return "data=" + set + " needs the published files"
                        + context.data()
                                .map(folder -> ", which are not in " + folder.resolve(set))
                                .orElse("")
                        + ": give the folder that holds " + set
                        + "/ by --data DIR or FATHOM_DATA, or take data=mixture, which needs no file";
            }
            try {
                Split.of(
                        settings.problem(
                                new Inputs(set, false), false, settings.seeds().getFirst()),
                        context.data().get().toString());
            } catch (IOException e) {
                throw new UserError(e.getMessage(), e);
            }
        }
        return "";
    }

    static Sweep<NetworkCell, NetworkResult> sweep(NormReluSettings settings, Context context, String unavailable) {
        DataSets files = new DataSets(context.data().map(ImageFolder::new));
        return Sweep.of(
                        "network",
                        NetworkCell.class,
                        NetworkResult.class,
                        settings.trainings(),
                        new Threaded<>(
                                context.threads(),
                                new NetworkTrial(
                                        BeginningSection.folder(context),
                                        context.scratch().toString())))
                .withCost(NetworkCell::cost)
                .withBytes(NetworkTrial::bytes)
                .withLabel(NetworkCell::label)
                .withData(cell -> files.files(cell.problem().data()))
                .unavailable(unavailable);
    }

    Section section() {
        return Section.of(
                "Trained networks",
                this::report,
                sweep(settings, context, unavailable),
                BeginningSection.limits(settings, context, unavailable));
    }

    private void report(Results results, SectionWriter page) {
        Trainings trainings = new Trainings(settings, results.of(sweep(settings, context, unavailable)));
        TrainedClaims claims = new TrainedClaims(trainings);
        TrainedFigures figures = new TrainedFigures(
                trainings, BeginningSection.limits(results, BeginningSection.limits(settings, context, unavailable)));
        page.answer(claims.answer());
        page.lead(figures.leads());
        page.text(METHOD);
        page.verdicts(claims.verdicts());
        page.bullets(claims.rankings());
        new PublishedTrainings(trainings).write(page);
        for (Protocol protocol : settings.protocols()) {
            for (Body body : settings.bodies()) {
                page.figure(figures.curves(protocol, body));
                page.figure(figures.profiles(protocol, body));
            }
        }
        page.text(COSINES);
        edges(trainings).forEach(page::note);
        page.table(
                "Accuracies",
                Metric.beside(
                        keys(trainings.accuracy()),
                        trainings.rates(),
                        trainings.accuracy(),
                        trainings.trainingAccuracy(1),
                        trainings.trainingAccuracy(3)));
        page.details("Mean cosines of two test inputs", cosines(trainings, figures));
        page.details("Validation errors by learning rate", rates(trainings.validation()));
        page.details("Share of trainings that diverged", rates(trainings.diverged()));
        page.heading("How the networks are trained");
        page.bullets(setUp());
        page.summary(
                trainings.looks("training loss", Look::trainingLoss),
                trainings.looks("training error", Look::trainingError),
                trainings.looks("validation error", Look::validationError),
                trainings.looks("test loss", Look::testLoss),
                trainings.looks("test error", Look::testError),
                trainings.cosines(),
                figures.limits());
    }

    private static List<String> edges(Trainings trainings) {
        return trainings.series().stream()
                .filter(series -> !series.of(trainings.validation()).isEmpty())
                .map(series -> {
                    String warning = trainings.choice(series).edgeWarning();
                    return warning.isEmpty() ? "" : series.words() + ": " + warning;
                })
                .filter(warning -> !warning.isEmpty())
                .toList();
    }

    /** The keys that tell networks apart, in so far as these differ. */
    private static String keys(Metric metric) {
        return Stream.of("data", "centred", "batch", "momentum", "kind", "depth", "network")
                .filter(key -> key.equals("network") || metric.values(key).size() > 1)
                .collect(Collectors.joining(", "));
    }

    private static Table rates(Metric metric) {
        return metric.table(keys(metric), "rate");
    }

    private static Interval known(Metric metric) {
        return metric.isEmpty() ? null : metric.overSeeds();
    }

    private Table cosines(Trainings trainings, TrainedFigures figures) {
        Table table = Table.of(
                "data",
                "network",
                "activation",
                "inputs",
                "last layer before the training",
                "infinite width",
                "after 1 epoch",
                "at the end");
        for (Series series : trainings.series()) {
            Body body = series.body();
            Metric first = series.of(trainings.cosines()).where("epoch", 0);
            table.row(
                    series.protocol().words(),
                    body.name(),
                    series.network(),
                    known(first.where("layer", 0)),
                    known(first.where("layer", body.marked())),
                    known(figures.limit(series).where("layer", body.marked())),
                    known(trainings.cosine(series, 1)),
                    known(trainings.cosine(series, settings.epochs(body))));
        }
        return table;
    }

    private static String list(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }

    private List<String> setUp() {
        List<String> items = new ArrayList<>();
        Mixture mixture = settings.mixture();
        if (settings.data().contains(Problem.MIXTURE)) {
            items.add("Mixture: ten classes of " + mixture.clusters()
                    + " clusters, centres uniform on the unit sphere in "
                    + mixture.dimension() + " dimensions, noise of length " + mixture.noise()
                    + ", all inputs shifted by a common vector of length " + mixture.offset()
                    + ", which gives them a large mean cosine, as images have.");
        }
        items.add(
                "Inputs are scaled to length √d, which gives untrained networks of the paper's theory. Where they are centred, each channel has mean 0 and standard"
                        + " deviation 1 on the training examples before. The paper does not say how it prepared them.");
        items.add(settings.examples().training() + " training examples (residual networks: "
                + settings.residual().training() + "), or as many as a published set holds; "
                + settings.examples().validation() + " choose learning rates, "
                + settings.examples().test() + " test.");
        items.add("Cross-entropy, gradient descent with momentum "
                + list(settings.descent().momentum()) + ", weight decay "
                + settings.descent().weightDecay() + ", batches of "
                + list(settings.descent().batch())
                + ". The paper gives none of these; residual networks were published so.");
        items.add("The learning rate is multiplied by " + settings.descent().decay() + " after each of "
                + settings.descent().phases()
                + " equal parts of a training; in the paper after each 100 of 300 epochs.");
        items.add("Initial weights: " + settings.descent().initialiser()
                + ", which preserves the second moment from layer to layer for any activation; biases 0. The paper's theory has Gaussian"
                + " weights; it says nothing of its experiments' initial weights.");
        items.add(
                "Batch normalisation stands before the activation, layer normalisation after it, as in the paper's lemma 1. c = -1.5975 gives"
                        + " NormReLU the scale of SELU.");
        if (!settings.residual().networks().isEmpty()) {
            items.add("Residual networks are those of He et al. for CIFAR-10 with "
                    + settings.residual().channels()
                    + " channels in the first stage instead of 16, and a 1 × 1 convolution as the shortcut where the shape changes. Without"
                    + " normalisation each sum is divided by √2. No data augmentation.");
        }
        items.add("Each seed has its own examples and initial weights, the same examples for all networks.");
        return items;
    }
}
