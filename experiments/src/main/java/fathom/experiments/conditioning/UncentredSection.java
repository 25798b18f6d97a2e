package fathom.experiments.conditioning;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.conditioning.FixedPoint.Phase;
import fathom.experiments.conditioning.UncentredTrial.UncentredCell;
import fathom.experiments.conditioning.UncentredTrial.UncentredPoint;
import fathom.experiments.conditioning.UncentredTrial.UncentredResult;
import fathom.runs.Sweep;
import fathom.runs.experiment.Grid;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.report.Table;
import fathom.runs.results.Metric;
import fathom.runs.results.Rows;
import fathom.runs.settings.Key;
import fathom.runs.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Theorem 12, on activations that are not centred, beside exact values. */
record UncentredSection(UncentredSettings settings, List<Double> deltas, List<Integer> depths) {

    /** What users set. */
    public record UncentredSettings(
            @Key(
                    value = "activations of theorem 12, normalised to second moment 1 alone",
                    empty = "leaves the section out",
                    example = "gelu,silu",
                    was = "uncentred")
            List<String> activations) {

        public UncentredSettings {
            Shown.activations("uncentred.activations", activations);
        }
    }

    private static final double RATE = 0.02;

    private static final String METHOD =
            "If an activation has second moment 1 and a mean other than 0, the correlation of any two inputs tends to ρ̄, the smallest fixed point of"
                    + " its dual. Theorem 12 bounds the way there by the coefficient of non-affinity μ̃ = 1 − a_0² − a_1². Its first case (ρ̄ < 1)"
                    + " and its third (ρ̄ = 1, s'(1) = 1, such as plain ReLU) are checked at the correlations 1 − δ and δ − 1; the third where"
                    + " μ̃ (L − L0') ≥ 1/2, below which its formula is no bound. In the second case (ρ̄ = 1, s'(1) < 1) the base"
                    + " max(1 − μ̃ (1 − ρ̄)/2, s'(ρ̄)) is 1, so that the theorem says no more than |K − 1| ≤ 1; convexity of s gives s'(1)^(L − L0'),"
                    + " which is checked instead. Centred activations have L0 = ∞ here: theorem 3 is theirs.";

    /** The two correlations at one depth. */
    private record Step(FixedPoint fixed, double delta, UncentredPoint point) {

        double exact() {
            return point.distance(fixed.rhobar());
        }

        double formula() {
            return fixed.bound(point.depth(), delta);
        }

        double convex() {
            return fixed.convex(point.depth());
        }

        /** The theorem's bound; NaN where it says nothing. */
        double bound() {
            return point.asserted() && fixed.phase() != Phase.ORDERED ? formula() : Double.NaN;
        }

        /** The third case's formula where it is not asserted. */
        double voidFormula() {
            return !point.asserted() && fixed.phase() == Phase.MARGINAL ? formula() : Double.NaN;
        }
    }

    Section section() {
        List<UncentredCell> plan = Grid.of(UncentredCell.class)
                .each("activation", settings.activations)
                .each("delta", deltas)
                .with("depths", depths)
                .plan();
        Sweep<UncentredCell, UncentredResult> sweep = Sweep.of(
                        "uncentred", UncentredCell.class, UncentredResult.class, plan, new UncentredTrial())
                .withCost(cell -> 1e6)
                .withLabel(UncentredCell::label);
        return Section.of(
                "Activations that are not centred: theorem 12",
                (results, page) -> report(results.of(sweep), page),
                sweep);
    }

    private void report(Rows<UncentredCell, UncentredResult> trials, SectionWriter page) {
        Rows<UncentredCell, Step> steps = trials.expand(
                "depth",
                row -> row.result().points().stream()
                        .map(point -> new Step(
                                row.result().fixedPoint(), row.configuration().delta(), point))
                        .toList(),
                (index, step) -> step.point.depth());
        Rows<UncentredCell, Step> shown = steps.where("delta", deltas.getFirst());
        page.verdicts(verdicts(trials, steps));
        page.text(METHOD);
        page.table("Fixed points and the depths of theorem 12", fixedPoints(trials));
        page.figure(distances(shown));
        page.figure(Shown.slack(
                "uncentred-slack",
                "How loose theorem 12 is: its bound over the exact distance where it is asserted.",
                steps.metric("", step -> step.exact() > 1e-12 ? step.bound() / step.exact() : Double.NaN)));
        page.details(
                "Distance to the fixed point, its bounds, and the ratio of successive distances, which tends to s'(ρ̄); δ = "
                        + deltas.getFirst() + " (NaN: nothing is said)",
                Metric.beside(
                        "activation, depth",
                        shown.metric("distance", Step::exact),
                        shown.metric("theorem 12", Step::bound),
                        shown.metric("ours", Step::convex),
                        shown.metric("ratio", step -> step.point.rate()),
                        shown.metric("s'(ρ̄)", step -> step.fixed.slope())));
        page.summary(Shown.plain(
                steps.metric("distance", Step::exact),
                steps.where(row -> row.result().point.asserted()).metric("theorem 12", Step::formula)));
    }

    private List<Verdict> verdicts(Rows<UncentredCell, UncentredResult> trials, Rows<UncentredCell, Step> steps) {
        String scope = "δ = " + Shown.list(deltas) + "; L = " + Shown.range(depths);
        List<Verdict> all = new ArrayList<>();
        all.add(Slack.bound(
                "Theorem 12 bounds the distance to the fixed point if ρ̄ < 1",
                scope,
                in(steps, Phase.CONTRACTING, step -> step.bound() - step.exact())));
        all.add(Slack.bound(
                "Theorem 12 bounds the distance to 1 if ρ̄ = 1, s'(1) = 1 and μ̃ (L − L0') ≥ 1/2",
                scope,
                in(steps, Phase.MARGINAL, step -> Math.min(step.bound(), 1) - step.exact())));
        Metric elsewhere = in(steps, Phase.MARGINAL, step -> Math.min(step.voidFormula(), 1) - step.exact())
                .finite();
        if (!elsewhere.isEmpty()) {
            long broken = Arrays.stream(elsewhere.values())
                    .filter(slack -> slack < -Slack.ROUNDING)
                    .count();
            all.add(Verdict.of("Correction to theorem 12: its third case needs μ̃ (L − L0') ≥ 1/2")
                    .scope(scope)
                    .rule("Supported if the formula lies below the exact distance at some smaller depth beyond L0'.")
                    .check("", broken > 0, "below at " + broken + " of " + elsewhere.size() + " places"));
        }
        Metric convex = in(steps, Phase.ORDERED, step -> step.convex() - step.exact());
        if (!convex.isEmpty()) {
            all.add(Slack.at(
                    Slack.bound(
                            "Correction to theorem 12: |K − 1| ≤ s'(1)^(L − L0') if ρ̄ = 1 and s'(1) < 1, where it says only |K − 1| ≤ 1",
                            scope),
                    Shown.list(convex.values("activation")),
                    convex));
        }
        Metric errors = trials.where(row -> row.result().fixedPoint().phase() != Phase.MARGINAL
                        && row.result().fixedPoint().slope() > 0)
                .metric("", UncentredSection::rateError)
                .finite();
        all.add(Verdict.of("Kernels of activations that are not centred tend to the fixed point at the rate s'(ρ̄)")
                .scope(scope)
                .rule(
                        "Supported if the last ratio of successive distances above rounding is within 2 % of s'(ρ̄) wherever that is below 1.")
                .check(
                        "",
                        !errors.isEmpty(),
                        errors.max() < RATE,
                        format("the farthest of %d is off by %.2g %%", errors.size(), 100 * errors.max())));
        return all;
    }

    private static Metric in(Rows<UncentredCell, Step> steps, Phase phase, ToDoubleFunction<Step> slack) {
        return steps.where(row -> row.result().fixed.phase() == phase).metric("", slack);
    }

    /** |rate / s'(rhobar) - 1| at the last depth that has a rate; NaN for none. */
    private static double rateError(UncentredResult result) {
        return result.points().stream()
                .mapToDouble(UncentredPoint::rate)
                .filter(rate -> !Double.isNaN(rate))
                .map(rate -> Math.abs(rate / result.fixedPoint().slope() - 1))
                .reduce(Double.NaN, (before, last) -> last);
    }

    private static Table fixedPoints(Rows<UncentredCell, UncentredResult> trials) {
        Table table = Table.of("activation", "μ̃", "s(0)", "ρ̄", "s'(ρ̄)", "case", "δ", "L0'", "asserted from L");
        trials.stream().forEach(row -> {
            FixedPoint fixed = row.result().fixedPoint();
            double delta = row.configuration().delta();
            table.row(
                    row.configuration().activation(),
                    fixed.nonAffinity(),
                    fixed.atZero(),
                    fixed.rhobar(),
                    fixed.slope(),
                    fixed.phase().name().toLowerCase(Locale.ROOT),
                    delta,
                    fixed.positiveFrom(),
                    fixed.phase() == Phase.ORDERED ? "void" : Math.ceil(fixed.appliesFrom(delta)));
        });
        return table;
    }

    /** A panel for each activation: distance to the fixed point and the bounds. */
    private Figure distances(Rows<UncentredCell, Step> rows) {
        List<Panel> panels = new ArrayList<>();
        for (Metric exact : rows.metric("", Step::exact).by("activation")) {
            String name = exact.at("activation").toString();
            Rows<UncentredCell, Step> one = rows.where("activation", name);
            Panel panel = Shown.layers(name, "|K − fixed point|")
                    .yRange(1e-12, 3)
                    .line("exact", exact, "depth")
                    .curve("theorem 12", one.metric("", Step::bound), "depth")
                    .curve("ours", one.metric("", Step::convex), "depth");
            Metric formula = one.metric("", Step::voidFormula).finite();
            panels.add(
                    formula.isEmpty()
                            ? panel
                            : panel.points(
                                    "third case where void",
                                    formula.curve("depth").x(),
                                    formula.curve("depth").mean()));
        }
        return new Figure(
                "uncentred",
                "Theorem 12: distance of the kernel of two inputs to its fixed point against depth, the larger of those from the correlations"
                        + " 1 − δ and δ − 1, δ = " + deltas.getFirst()
                        + ". Dashed: the bound where it is asserted; \"ours\" is s'(1)^(L − L0') where the second case is void; points: the"
                        + " third case's formula where it is no bound.",
                3,
                panels);
    }
}
