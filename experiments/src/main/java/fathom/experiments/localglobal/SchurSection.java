package fathom.experiments.localglobal;

import fathom.experiments.localglobal.ValueTrial.ValueCase;
import fathom.experiments.localglobal.ValueTrial.ValueResult;
import fathom.experiments.localglobal.ValueTrial.ValueScore;
import fathom.experiments.protocol.Threaded;
import fathom.runs.settings.Key;
import module fathom.experiments;
import module java.base;

/** Claim 4 in the form in which it is exact, measured until the interval is decisive. */
public record SchurSection(SchurSettings schur, List<String> kernels, List<Integer> depths, Context context) {

    /** Relative squared errors that differ by less than this count as equal. */
    static final double MARGIN = 0.02;

    private static final int PAIRS = 8;
    private static final int TEST_POINTS = 1500;

    /** What users set. */
    public record SchurSettings(
            @Key(value = "orders of the values", symbol = "k", min = 1, empty = "leaves the section out")
            List<Integer> k,

            @Key(value = "input dimension", symbol = "d", min = 2)
            int d,

            @Key(value = "training samples", symbol = "N", min = 2, max = 10_000)
            List<Integer> N,

            @Key(value = "r of K + N r I; 0 interpolates", symbol = "r", min = 0, max = 1e9)
            List<Double> ridges,

            @Key(value = "samples of points", min = 1, max = 10_000)
            int seeds) {

        public SchurSettings {
            for (int order : k) {
                Require.between("schur.k", order, 1, d - 1);
            }
            N = N.stream().sorted().toList();
            ridges = ridges.stream().sorted().toList();
        }
    }

    private static final String TEXT =
            "Products of different entries are harmonic polynomials of degree k, and rotations mix all of them. By Schur's lemma a"
                    + " rotation-invariant kernel has the same expected squared error on local and global targets of equal norm, at every N, depth"
                    + " and ridge. Targets here are values on the sphere, where the kernel sees all that they depend on; errors are relative to the"
                    + " mean square of the target, so that predicting 0 scores 1. Each sample of points serves " + PAIRS
                    + " local and " + PAIRS
                    + " global targets, the same in other coordinates; their mean is one value of the paired test.";

    private static final String LABELS =
            "Labels are the signs of these values and are not harmonic: the lemma says nothing about them, and this table is descriptive.";

    Section section() {
        return Section.of(
                "Regression of the values: Schur's lemma",
                this::report,
                schur.k.isEmpty() || kernels.isEmpty() || depths.isEmpty() ? List.of() : List.of(sweep()));
    }

    Sweep<ValueCase, ValueResult> sweep() {
        List<ValueCase> plan = Grid.of(ValueCase.class)
                .with("orders", schur.k)
                .with("d", schur.d)
                .each("N", schur.N)
                .with("testPoints", TEST_POINTS)
                .with("pairs", PAIRS)
                .with("kernels", kernels)
                .with("depths", depths)
                .with("ridges", schur.ridges)
                .each("seed", LongStream.rangeClosed(1, schur.seeds).boxed().toList())
                .plan();
        return Sweep.of(
                        "values",
                        ValueCase.class,
                        ValueResult.class,
                        plan,
                        new Threaded<>(context.threads(), new ValueTrial()))
                .withCost(ValueCase::cost)
                .withBytes(ValueCase::bytes)
                .withLabel(ValueCase::label);
    }

    private void report(Results results, SectionWriter page) {
        Rows<ValueCase, ValueScore> scores = results.of(sweep())
                .each("kernel", ValueResult::scores, ValueScore::kernel)
                .key("depth", row -> row.result().depth())
                .key("ridge", row -> row.result().ridge())
                .key("k", row -> row.result().k());
        Metric local = scores.metric("local", ValueScore::local);
        Metric global = scores.metric("global", ValueScore::global);
        Metric difference = local.minus(global);
        Metric localLabels = scores.metric("local", ValueScore::localLabels);
        Metric globalLabels = scores.metric("global", ValueScore::globalLabels);
        Metric labels = localLabels.minus(globalLabels);
        page.verdict(verdict(local, difference));
        page.figure(figure(difference));
        page.text(TEXT);
        String keys = "k, N, kernel, depth, ridge";
        page.details(
                "Squared error over mean square, " + schur.seeds + " samples",
                Metric.beside(keys, local, global, difference));
        page.text(LABELS);
        page.details("Share of wrong labels", Metric.beside(keys, localLabels, globalLabels, labels));
        page.summary(
                difference.named("local − global squared error"),
                local.named("local squared error"),
                labels.named("local − global label error"));
    }

    private Verdict verdict(Metric local, Metric difference) {
        return Verdict.of(
                        "Claim 4, values: kernel regression has the same expected squared error on local and global targets")
                .scope("k = " + Numbers.list(schur.k) + "; d = " + schur.d + "; N = " + Numbers.list(schur.N) + "; L = "
                        + Numbers.list(depths) + "; r = " + Numbers.list(schur.ridges))
                .tests(
                        "local − global, mean over N, L and ridges",
                        difference.meanOver("N").meanOver("depth").meanOver("ridge"),
                        Region.within(MARGIN))
                .remark(singly(local, difference));
    }

    /** How many of the single intervals exclude 0, the exact value, and how much of the targets was learned. */
    private static String singly(Metric local, Metric difference) {
        String[] keys = {"k", "N", "kernel", "depth", "ridge"};
        List<Interval> cells =
                difference.by(keys).stream().map(Metric::overSeeds).toList();
        long away = cells.stream().filter(interval -> !interval.contains(0)).count();
        double largest = cells.stream()
                .mapToDouble(interval -> Math.abs(interval.mean()))
                .max()
                .orElse(0);
        double least = local.by(keys).stream()
                .mapToDouble(cell -> cell.overSeeds().mean())
                .min()
                .orElse(1);
        return Numbers.format(
                "%s of the %d single intervals exclude%s the exact value 0; about %.0f would by chance (those of one k and N share their points and go together). The largest difference of means is %.4f;"
                        + " the best regression learns %.0f %% of the local target.",
                away == 0 ? "None" : Long.toString(away),
                cells.size(),
                away == 1 ? "s" : "",
                0.05 * cells.size(),
                largest,
                100 * (1 - least));
    }

    /** Local less global error by depth, a panel for each order and number of samples, a line for each kernel at the first ridge. */
    private Figure figure(Metric difference) {
        double ridge = schur.ridges.getFirst();
        List<Panel> panels = difference.where("ridge", ridge).by("k", "N").stream()
                .map(at -> Panel.of(at.words(List.of("k", "N")), "hidden layers L", "local − global error")
                        .yRange(-2 * MARGIN, 2 * MARGIN)
                        .lines("", at, "kernel", "depth")
                        .level("0", 0)
                        .level("margin", MARGIN)
                        .level("−margin", -MARGIN))
                .toList();
        return new Figure(
                "values",
                "Squared error of kernel regression on local values minus that on global values of equal norm, relative to their mean square;"
                        + " ridge " + ridge + ", mean over " + schur.seeds
                        + " samples with 95 % intervals. Schur's lemma: the expectation is 0 everywhere.",
                2,
                panels);
    }
}
