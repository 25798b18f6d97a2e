package fathom.experiments.kernelregression;

import static fathom.experiments.kernelregression.KernelRegressions.SMALLEST_RIDGE;

import fathom.experiments.kernelregression.CurveTrial.CurveCell;
import fathom.experiments.kernelregression.CurveTrial.CurveResult;
import fathom.experiments.kernelregression.CurveTrial.CurveResult.Point;
import fathom.experiments.protocol.Threaded;
import fathom.runs.settings.Key;
import module fathom.experiments;
import module java.base;

/**
 * Figure 1, left and middle: kernel ridge regression of the indicator of a cap on S^3, on the authors' own draw and on fresh ones.
 *
 * @param seeds one fresh draw each
 * @param testPoints of a fresh draw
 */
record CurveSection(CurveSettings settings, List<Long> seeds, int testPoints, Context context) {

    /** What users set. */
    public record CurveSettings(
            @Key(
                    value = "kernels: nngp(depth=L), ntk(depth=L), nngp_b, ntk_b, laplace",
                    empty = "leaves figure 1, left and middle, out",
                    example = "ntk_b,ntk(depth=3)",
                    was = "kernels")
            List<String> kernels,

            @Key(
                    value = "training points of the authors' own draw",
                    symbol = "n",
                    unit = "points",
                    min = 1,
                    max = 10_000,
                    empty = "leaves that draw out",
                    was = "publishedN")
            List<Integer> publishedN,

            @Key(
                    value = "training points of fresh draws",
                    symbol = "n",
                    unit = "points",
                    min = 1,
                    max = 46_340,
                    empty = "leaves fresh draws out",
                    was = "freshN")
            List<Integer> freshN,

            @Key(
                    value = "exponents of the smallest ridge, one panel each",
                    min = SMALLEST_RIDGE,
                    max = CurveCell.LARGEST_RIDGE,
                    was = "smallestRidges")
            List<Integer> smallestRidges) {

        public CurveSettings {
            kernels.forEach(KernelName::parse);
            publishedN = publishedN.stream().sorted().toList();
            freshN = freshN.stream().sorted().toList();
        }

        /** The exponent of the smallest ridge of all panels. */
        int smallestRidge() {
            return smallestRidges.stream().mapToInt(Integer::intValue).min().orElseThrow();
        }
    }

    private static final String METHOD =
            "The target is f1 = 1 where w·x ≥ 0.7 on the sphere S³, else 0. Ridges are 1e-2, 1e-3, ... down to the smallest of a panel. The ridge is"
                    + " chosen on the test points, in the paper and here: the errors are those of an oracle. The authors' draw is NumPy's"
                    + " RandomState(42): 20,000 normal points first, then w. Intervals on fresh draws are Student's, 95 %, over draws of points and"
                    + " w; kernels are compared draw by draw. Depth counts hidden layers; the paper's L is one more.";

    Section section() {
        return Section.of("Figure 1, left and middle: kernels on the sphere", this::report, sweep());
    }

    Sweep<CurveCell, CurveResult> sweep() {
        List<CurveCell> plan = new Plan<>("curve");
        int smallest = settings.smallestRidge();
        for (String kernel : settings.kernels()) {
            if (!settings.publishedN().isEmpty()) {
                plan.add(new CurveCell(
                        CurveCell.PUBLISHED,
                        0,
                        kernel,
                        settings.publishedN(),
                        SphereSample.PUBLISHED_POINTS,
                        smallest));
            }
            if (!settings.freshN().isEmpty()) {
                seeds.forEach(seed -> plan.add(
                        new CurveCell(CurveCell.FRESH, seed, kernel, settings.freshN(), testPoints, smallest)));
            }
        }
        return Sweep.of(
                        "curve",
                        CurveCell.class,
                        CurveResult.class,
                        plan,
                        new Threaded<>(context.threads(), new CurveTrial()))
                .withCost(CurveCell::cost)
                .withBytes(CurveCell::bytes)
                .withLabel(CurveCell::label);
    }

    private void report(Results results, SectionWriter page) {
        Rows<CurveCell, Point> points = results.of(sweep()).each("n", CurveResult::points, Point::n);
        Metric error = error(points);
        CurveClaims claims = new CurveClaims(settings, points, error);
        page.answer(claims.answer());
        claims.verdicts().forEach(page::verdict);
        PublishedNumbers published = page.published("bietti-fig1-kernels");
        page.reproductions(
                "Figure 1, left and middle: the published errors, on the authors' own draw",
                published.origin(),
                claims.reproductions(published));
        page.reproductions("Moments of f1, the target", "Ours are integrals over S³.", moments());
        page.verdicts(claims.errata(published));
        List<Panel> changes = claims.changes();
        if (!changes.isEmpty()) {
            page.lead(Figure.of(
                    "depth-changes",
                    "Change of the test error from the kernel of one hidden layer (with bias) to deeper ones of its family and to Laplace, at n = "
                            + settings.freshN().getLast()
                            + ": mean over fresh draws, paired, with 95 % intervals. Changes within ±5 % count as none.",
                    changes));
        }
        Metric fresh = error.where("draw", CurveCell.FRESH);
        if (!fresh.isEmpty()) {
            page.lead(figure(
                    "fresh-draws",
                    "Test error on fresh draws of points and target: mean over draws with 95 % intervals, most of which is the spread between"
                            + " draws that all kernels share. Dashed: the error that the eigenvalues alone predict, at the ridge that is best"
                            + " on average.",
                    fresh,
                    true));
        }
        Metric authors = error.where("draw", CurveCell.PUBLISHED);
        if (!authors.isEmpty()) {
            page.lead(figure(
                    "published-draw",
                    "Test error of kernel ridge regression on the authors' own draw, as in figure 1, left and middle.",
                    authors,
                    false));
        }
        page.text(METHOD);
        page.note(points.where("draw", CurveCell.FRESH)
                .expand("ridge", row -> row.result().errors(), (i, value) -> "1e" + (CurveCell.LARGEST_RIDGE - i))
                .metric("squared error", Double::doubleValue)
                .least("ridge"));
        for (Metric panel : error.by("draw", "smallestRidge")) {
            page.details(
                    "Squared errors, " + panel.at("draw") + " draw, ridges to 1e" + panel.at("smallestRidge"),
                    panel.table("kernel", "n"));
        }
        page.summary(error);
    }

    /** The least error over the ridges of each panel. */
    private Metric error(Rows<CurveCell, Point> points) {
        List<Integer> ridges = settings.smallestRidges();
        return points.expand(
                        "smallestRidge",
                        row -> ridges.stream().map(row.result()::best).toList(),
                        (i, value) -> ridges.get(i))
                .metric("squared error", Double::doubleValue);
    }

    private Figure figure(String name, String caption, Metric error, boolean withTheory) {
        List<Panel> panels = new ArrayList<>();
        for (int ridge : settings.smallestRidges()) {
            Panel panel = axes("ridges to 1e" + ridge);
            for (Metric kernel : error.where("smallestRidge", ridge).by("kernel")) {
                String label = (String) kernel.at("kernel");
                panel.line(label, kernel, "n");
                if (withTheory && Theory.SHOWN.contains(label)) {
                    Theory theory = Theory.of(label, ridge);
                    double[] n = kernel.curve("n").x();
                    double[] predicted = DoubleStream.of(n)
                            .map(one -> theory.error((int) one))
                            .toArray();
                    panel.curve("theory, " + label, n, predicted).alike("theory, " + label, label);
                }
            }
            panels.add(panel);
        }
        return new Figure(name, caption, 2, panels);
    }

    /** Axes of a learning curve. */
    static Panel axes(String title) {
        return Panel.of(title, "training points n", "squared error").logX().logY();
    }

    static List<Reproduction> moments() {
        double mean = SphereTarget.CAP.moment(0, 1);
        return List.of(
                Reproduction.of("f1: mean", 0.0941, mean, 5e-5, "rounding"),
                Reproduction.of("f1: error of predicting its mean", 0.085, mean - mean * mean, 5e-4, "rounding"));
    }
}
