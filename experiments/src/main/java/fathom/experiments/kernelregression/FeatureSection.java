package fathom.experiments.kernelregression;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.kernelregression.FeatureTrial.FeatureCell;
import fathom.experiments.kernelregression.FeatureTrial.FeatureResult;
import fathom.experiments.kernelregression.FeatureTrial.FeatureResult.Point;
import fathom.experiments.protocol.Threaded;
import fathom.runs.settings.Key;
import module fathom.experiments;
import module java.base;

/**
 * Figure 1, right: random features, with new weights for the test points as published, and with the weights of the fit.
 *
 * @param seeds one draw each
 * @param testPoints on which the error is measured
 */
record FeatureSection(FeatureSettings settings, List<Long> seeds, int testPoints, Context context) {

    /** What users set. */
    public record FeatureSettings(
            @Key(
                    value = "training points of random features",
                    symbol = "n",
                    unit = "points",
                    min = 1,
                    max = 2_000_000,
                    empty = "leaves figure 1, right, out",
                    was = "featureN")
            List<Integer> n,

            @Key(value = "how often the features are drawn for each n", min = 1, was = "repetitions")
            int repetitions) {

        public FeatureSettings {
            n = n.stream().sorted().toList();
        }
    }

    /** The variance of f2 on S^3, the error of predicting its mean: by quadrature in the angle. */
    static final double VARIANCE = 0.0098187;

    private static final String METHOD =
            "The target is f2 = exp(-(1 - w·x)^(3/2)) + exp(-(1 + w·x)^(3/2)) on S³. The published code draws the features of the training points and"
                    + " those of the test points in two calls, each with random weights of its own, so the coefficients are fitted to features that the"
                    + " test points do not have. The left panel repeats that; the right one shares the weights. Both use the same fits.";

    Section section() {
        return Section.of("Figure 1, right: random features", this::report, sweep());
    }

    Sweep<FeatureCell, FeatureResult> sweep() {
        List<FeatureCell> plan = new Plan<>("features");
        if (!settings.n().isEmpty()) {
            for (FeatureModel model : FeatureModel.values()) {
                seeds.forEach(seed ->
                        plan.add(new FeatureCell(model, seed, settings.n(), settings.repetitions(), testPoints)));
            }
        }
        return Sweep.of(
                        "features",
                        FeatureCell.class,
                        FeatureResult.class,
                        plan,
                        new Threaded<>(context.threads(), new FeatureTrial()))
                .withCost(FeatureCell::cost)
                .withBytes(FeatureCell::bytes)
                .withLabel(FeatureCell::label);
    }

    private void report(Results results, SectionWriter page) {
        Rows<FeatureCell, Point> points = results.of(sweep())
                .key("model", row -> row.configuration().model().paperName())
                .each("n", FeatureResult::points, Point::n);
        Metric published = points.metric("squared error as published", Point::asPublished);
        Metric corrected = points.metric("squared error corrected", Point::corrected);
        PublishedNumbers numbers = page.published("bietti-fig1-random-features-as-published");
        page.verdict(shallow(published, corrected));
        page.reproductions(
                "Figure 1, right: the published errors, done as published",
                numbers.origin(),
                reproductions(published, numbers));
        page.reproductions("Moments of f2, the target", "Ours are integrals over S³.", moments());
        page.verdict(fault(published, corrected, numbers));
        page.lead(Figure.of(
                "random-features",
                "Test error of random features: with new weights for the test points, as published (left), and with the weights of the fit"
                        + " (right); mean over draws with 95 % intervals. Dashed: the error of predicting the mean.",
                panel("as published", published),
                panel("corrected", corrected)));
        page.text(METHOD);
        page.details("Squared errors as published", published.table("n", "model"));
        page.details("Squared errors, corrected", corrected.table("n", "model"));
        page.summary(published, corrected);
    }

    private static Panel panel(String title, Metric error) {
        return CurveSection.axes(title)
                .yRange(3e-5, 1)
                .lines("", error, "model", "n")
                .level("predicting the mean", VARIANCE);
    }

    private int largest() {
        return settings.n().getLast();
    }

    private String scope() {
        return "S³; n = " + largest() + "; " + settings.repetitions() + " repetitions";
    }

    private Verdict shallow(Metric published, Metric corrected) {
        String two = FeatureModel.TWO_LAYER.paperName();
        Verdict verdict = Verdict.of(
                        "With about √n random features one hidden layer has a smaller error than two, although it has fewer weights")
                .scope(scope());
        for (Metric error : List.of(published, corrected)) {
            verdict = verdict.tests(
                    error.name().replace("squared error ", "") + ": change of the error against " + two + ", %,",
                    error.where("n", largest()).over("model", two).map(ratio -> 100 * (ratio - 1)),
                    Region.above(0));
        }
        return verdict;
    }

    /** An erratum: both ways against the variance of the target, for one hidden layer and for the best of all curves. */
    private Verdict fault(Metric published, Metric corrected, PublishedNumbers numbers) {
        double asPublished = best(published);
        double shared = best(corrected);
        // Where shared weights do not get below the variance either, n is too small to tell.
        Ruling ruling = Double.isInfinite(asPublished) || asPublished > VARIANCE && shared >= VARIANCE
                ? Ruling.OPEN
                : asPublished > VARIANCE ? Ruling.SUPPORTED : Ruling.CONTRADICTED;
        double least = numbers.rows().stream()
                .mapToDouble(row -> row.number("test_mse"))
                .min()
                .orElseThrow();
        return Verdict.of(
                        "Fault in figure 1, right: test features are computed with other random weights than training features")
                .scope(scope())
                .rule(
                        "Supported if, done as published, errors stay above the variance of the target, which predicting its mean gives, and with"
                                + " shared weights they fall below it.")
                .test(relative("as published"), overVariance(published), Region.above(0))
                .test(relative("shared weights"), overVariance(corrected), Region.below(0))
                .part(
                        "best of all curves",
                        ruling,
                        format(
                                "%.4f as published, %.2g with shared weights, variance %.4f; least of all published points %.4f",
                                asPublished, shared, VARIANCE, least));
    }

    private static String relative(String what) {
        return FeatureModel.TWO_LAYER.paperName() + ", " + what + ": error over the variance, less 1,";
    }

    private Interval overVariance(Metric error) {
        return error.where("model", FeatureModel.TWO_LAYER.paperName())
                .where("n", largest())
                .map(value -> value / VARIANCE - 1)
                .overSeeds();
    }

    private double best(Metric error) {
        return error.where("n", largest()).by("model").stream()
                .mapToDouble(model -> model.overSeeds().mean())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * A published curve is one more draw of the distribution from which ours are, so it lies within a prediction interval.
     *
     * <pre>
     * |published - mean| ≤ 3.29 s mean sqrt(1 + 1 / D)
     * </pre>
     *
     * s is the relative standard deviation between our D draws, pooled over all n of a model.
     */
    private static List<Reproduction> reproductions(Metric error, PublishedNumbers published) {
        List<Reproduction> rows = new ArrayList<>();
        for (Metric model : error.by("model")) {
            List<Metric> sizes = model.by("n");
            double spread = Math.sqrt(sizes.stream()
                    .map(Metric::overSeeds)
                    .mapToDouble(interval -> interval.standardDeviation() / interval.mean())
                    .map(relative -> relative * relative)
                    .average()
                    .orElse(Double.NaN));
            for (PublishedNumbers.Row row : published.rows()) {
                sizes.stream()
                        .filter(size -> row.text("model").equals(model.at("model"))
                                && size.numberAt("n") == row.whole("n")
                                && size.size() > 1)
                        .forEach(size -> {
                            Interval ours = size.overSeeds();
                            rows.add(Reproduction.of(
                                            row.text("model") + ", n = " + row.whole("n"),
                                            row.number("test_mse"),
                                            ours,
                                            KernelRegressions.WIDE
                                                    * spread
                                                    * ours.mean()
                                                    * Math.sqrt(1 + 1.0 / size.size()),
                                            "99.9 % prediction interval for one more draw")
                                    .ifMissed("the spread is that of few draws: more seeds settle it"));
                        });
            }
        }
        return rows;
    }

    /** The numbers beside f2 were found on the authors' draw of 20,000 points. */
    static List<Reproduction> moments() {
        SphereTarget target = SphereTarget.BUMPS;
        double mean = target.moment(0, 1);
        double square = target.moment(0, 2);
        double variance = square - mean * mean;
        double wide = KernelRegressions.WIDE / Math.sqrt(2.0 * SphereSample.PUBLISHED_POINTS);
        double spread = Math.sqrt(target.moment(0, 4) - square * square);
        double fourth = Math.sqrt(target.moment(mean, 4) - variance * variance);
        String sampled = "99.9 % of the means of 20,000 points";
        return List.of(
                Reproduction.of("f2: mean", 0.8473, mean, wide * Math.sqrt(variance), sampled),
                Reproduction.of("f2: variance", 0.009855, variance, wide * fourth, sampled),
                Reproduction.of("f2: mean square", 0.7279, square, wide * spread, sampled));
    }
}
