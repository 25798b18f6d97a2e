package fathom.experiments.conditioning;

import fathom.experiments.conditioning.NormTrial.NormCell;
import fathom.experiments.conditioning.NormTrial.NormPoint;
import fathom.experiments.conditioning.NormTrial.NormResult;
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
import fathom.runs.settings.Require;
import fathom.runs.verdict.PublishedNumbers;
import fathom.runs.verdict.Reproduction;
import fathom.runs.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Theorems 13, 38 and 60, on inputs of other lengths, beside exact values. */
record LengthSection(LengthSettings settings, List<Double> deltas, List<Integer> depths) {

    /** What users set. */
    public record LengthSettings(
            @Key(
                    value = "odd sigmoidal activations (theorems 13 and 38) or NormReLUs (theorem 60)",
                    empty = "leaves the section out",
                    example = "tanh,erf",
                    was = "normActivations")
            List<String> activations,

            @Key(
                    value = "squared lengths of inputs, taken in pairs",
                    symbol = "|x|^2",
                    min = 0.5,
                    max = 2,
                    example = "0.5,1,2",
                    was = "lengths")
            List<Double> squares) {

        public LengthSettings {
            Shown.activations("lengths.activations", activations);
            activations.forEach(
                    name -> Require.that(
                            covers(name),
                            "lengths.activations",
                            name,
                            "an odd, smooth activation that is increasing and concave on the positive numbers, such as tanh, or a normrelu"));
            squares = squares.stream().sorted().toList();
        }
    }

    private static final int STEPS = 60;

    private static final String METHOD =
            "Where inputs do not have length 1, lengths must return to it before correlations fall. Theorem 38 says how fast, for odd"
                    + " activations that are increasing and concave on the positive numbers: | |x|² − 1 | shrinks by 1 − α in each layer. Theorem 13"
                    + " then bounds correlations from a depth L̂ on; as printed L̂ has the factor α, where theorems 38 and 60 ask for 1/α, and"
                    + " both readings are shown. Theorem 60 is the same for NormReLU, with closed forms, for |x|² in [1/2, 2] and δ above δ'.";

    /** Whether one of the theorems holds for an activation. */
    static boolean covers(String activation) {
        return NormRelu.is(activation) || NormMap.sigmoidal(activation);
    }

    Section section() {
        List<NormCell> plan = Grid.of(NormCell.class)
                .each("activation", settings.activations)
                .each("other", settings.squares)
                .each("q", settings.squares)
                .each("delta", deltas)
                .with("depths", depths)
                .plan(cell -> cell.q() < cell.other());
        Sweep<NormCell, NormResult> sweep = Sweep.of("norm", NormCell.class, NormResult.class, plan, new NormTrial())
                .withCost(cell -> 1e8)
                .withLabel(NormCell::label);
        return Section.of(
                "Inputs of other lengths: theorems 13, 38 and 60",
                (results, page) -> report(results.of(sweep), page),
                sweep);
    }

    private void report(Rows<NormCell, NormResult> trials, SectionWriter page) {
        Rows<NormCell, NormPoint> points = trials.each("depth", NormResult::points, NormPoint::depth);
        Rows<NormCell, NormPoint> farthest =
                points.where("q", settings.squares.getFirst()).where("other", settings.squares.getLast());
        Rows<NormCell, NormPoint> shown = farthest.where("delta", deltas.getFirst());
        page.verdicts(verdicts(points));
        page.text(METHOD);
        page.table("Rates and depths", depthTable(trials));
        page.figure(lengths(points.where("delta", deltas.getFirst())));
        page.figure(correlations(shown));
        page.figure(Shown.slack(
                "lengths-slack",
                "How loose theorem 13 (with 1/α) and theorem 60 are: bound over exact correlation, for the lengths farthest apart.",
                farthest.metric("", point -> point.bound() / Math.max(Math.abs(point.correlation()), 1e-14))));
        page.figure(normRelu());
        page.details(
                "Exact values and bounds, |x|² = " + settings.squares.getFirst() + ", |y|² = "
                        + settings.squares.getLast() + ", δ = " + deltas.getFirst() + " (NaN: nothing is said)",
                Metric.beside(
                        "activation, depth",
                        shown.metric("| |x|² − 1 |", point -> Math.abs(point.length() - 1)),
                        shown.metric("theorem 38", NormPoint::lengthBound),
                        shown.metric("correlation", NormPoint::correlation),
                        shown.metric("bound", NormPoint::bound),
                        shown.metric("theorem 13 as printed", NormPoint::printed)));
        page.summary(Shown.plain(
                points.metric("|x|^2", NormPoint::length),
                points.metric("theorem 38", NormPoint::lengthBound),
                points.metric("correlation", NormPoint::correlation),
                points.where(row -> !Double.isNaN(row.result().bound())).metric("bound", NormPoint::bound)));
    }

    private List<Verdict> verdicts(Rows<NormCell, NormPoint> points) {
        String scope = "|x|² = " + Shown.list(settings.squares) + "; δ = " + Shown.list(deltas) + "; L = "
                + Shown.range(depths);
        Rows<NormCell, NormPoint> odd = points.where(row -> !row.configuration().normRelu());
        Rows<NormCell, NormPoint> relu = points.where(row -> row.configuration().normRelu());
        ToDoubleFunction<NormPoint> length = point -> Math.min(
                point.lengthBound() - Math.abs(point.length() - 1),
                point.otherBound() - Math.abs(point.otherLength() - 1));
        ToDoubleFunction<NormPoint> correlation = point -> point.bound() - Math.abs(point.correlation());
        List<Verdict> all = new ArrayList<>();
        if (!odd.isEmpty()) {
            all.add(Slack.bound(
                    "Theorem 38: | |x|² − 1 | falls at least as (1 − α)^L for odd sigmoidal activations",
                    scope,
                    odd.metric("", length)));
            all.add(Slack.bound(
                    "Theorem 13 with L̂ = (1/α) log(...) bounds correlations of inputs of other lengths",
                    scope,
                    odd.metric("", correlation)));
            all.add(Slack.bound(
                    "Theorem 13 as printed, with L̂ = α log(...), bounds them too",
                    scope,
                    odd.metric("", point -> point.printed() - Math.abs(point.correlation()))));
        }
        if (!relu.isEmpty()) {
            Verdict claim = Slack.bound("Theorem 60 bounds lengths and correlations under NormReLU", scope);
            claim = Slack.at(claim, "lengths, with α'", relu.metric("", length));
            all.add(Slack.at(claim, "correlations", relu.metric("", correlation)));
        }
        return all;
    }

    private static Table depthTable(Rows<NormCell, NormResult> trials) {
        Table table = Table.of("activation", "|x|²", "|y|²", "δ", "μ", "α−", "α+", "δ'", "L̂", "L̂ as printed");
        trials.stream().forEach(row -> {
            NormCell cell = row.configuration();
            NormResult result = row.result();
            table.row(
                    cell.activation(),
                    cell.q(),
                    cell.other(),
                    cell.delta(),
                    result.mu(),
                    result.alphaMinus(),
                    result.alphaPlus(),
                    result.loss(),
                    result.warmUp(),
                    result.warmUpPrinted());
        });
        return table;
    }

    /** A panel for each activation: distances of squared lengths from 1, one line for each starting length. */
    private Figure lengths(Rows<NormCell, NormPoint> points) {
        double least = settings.squares.getFirst();
        List<Panel> panels = new ArrayList<>();
        for (String activation : settings.activations) {
            Panel panel = Shown.layers(activation, "| |x|² − 1 |").yRange(1e-12, 2);
            for (double square : settings.squares) {
                boolean first = square == least;
                Rows<NormCell, NormPoint> one = points.where("activation", activation)
                        .where("q", least)
                        .where("other", first ? settings.squares.getLast() : square);
                if (square != 1 && !one.isEmpty()) {
                    String start = "|x|² = " + square;
                    ToDoubleFunction<NormPoint> length =
                            point -> Math.abs((first ? point.length() : point.otherLength()) - 1);
                    Metric bound = one.metric("", first ? NormPoint::lengthBound : NormPoint::otherBound);
                    panel.line(start, one.metric("", length), "depth")
                            .curve("theorem 38, " + start, bound, "depth")
                            .alike("theorem 38, " + start, start);
                }
            }
            panels.add(panel);
        }
        return new Figure(
                "lengths",
                "Theorem 38: how squared lengths return to 1. Dashed: the bound (1 − α)^L | |x|² − 1 |.",
                3,
                panels);
    }

    /** A panel for each activation: the correlation by depth from the farthest pair of lengths, and the bounds. */
    private Figure correlations(Rows<NormCell, NormPoint> points) {
        List<Panel> panels = new ArrayList<>();
        for (Metric exact :
                points.metric("", point -> Math.abs(point.correlation())).by("activation")) {
            String name = exact.at("activation").toString();
            boolean relu = NormRelu.is(name);
            Rows<NormCell, NormPoint> one = points.where("activation", name);
            Panel panel = Shown.layers(name, "correlation")
                    .yRange(1e-6, 2)
                    .line("exact", exact, "depth")
                    .curve(relu ? "theorem 60" : "theorem 13 with 1/α", one.metric("", NormPoint::bound), "depth");
            panels.add(
                    relu ? panel : panel.curve("theorem 13 as printed", one.metric("", NormPoint::printed), "depth"));
        }
        return new Figure(
                "lengths-correlations",
                "Theorems 13 and 60: the correlation of two inputs with |x|² = " + settings.squares.getFirst()
                        + " and |y|² = " + settings.squares.getLast() + " against depth, δ = " + deltas.getFirst()
                        + ". Dashed: the bounds from L̂ on.",
                3,
                panels);
    }

    /** Figure 6 of the paper: the norm map of NormReLU and its bias. */
    private static Figure normRelu() {
        NormRelu relu = new NormRelu(-1.5975);
        double[] g = IntStream.rangeClosed(0, STEPS)
                .mapToDouble(i -> 0.5 + 1.5 * i / STEPS)
                .toArray();
        return Figure.of(
                "normrelu",
                "Figure 6 of the paper, from closed forms: what a layer of NormReLU (c = −1.5975) makes of the squared length g, its slope,"
                        + " and the share of the mean in the second moment.",
                Panel.of("length", "g = |x|²", "s_l(g)")
                        .curve("s_l", g, of(g, relu::value))
                        .curve("g", g, g),
                Panel.of("slope", "g = |x|²", "s_l'(g)").curve("s_l'", g, of(g, relu::slope)),
                Panel.of("bias", "g = |x|²", "a_0(g)² / s_l(g)").curve("bias", g, of(g, relu::bias)));
    }

    private static double[] of(double[] x, DoubleUnaryOperator f) {
        return Arrays.stream(x).map(f).toArray();
    }

    /** The numbers of the paper's figure 6 and of theorem 60, beside NormReLU's closed forms. */
    static List<Reproduction> published(PublishedNumbers numbers) {
        NormRelu relu = new NormRelu(-1.5975);
        return numbers.rows().stream()
                .map(row -> {
                    String name = row.text("quantity");
                    double ours = switch (name) {
                        case "lambda" -> relu.lambda();
                        case "b" -> relu.b();
                        case "mu" -> relu.mu();
                        case "s_l(1/2)" -> relu.value(0.5);
                        case "s_l'(1)" -> relu.slope(1);
                        case "bias(1/2)" -> relu.bias(0.5);
                        case "bias(2)" -> relu.bias(2);
                        case "alpha-" -> relu.alphaMinus();
                        case "alpha+" -> relu.alphaPlus();
                        case "delta'" -> relu.separation();
                        default -> throw new IllegalArgumentException(name);
                    };
                    return Reproduction.of(
                            "NormReLU: " + name + " (" + row.text("source") + ")",
                            row.number("value"),
                            ours,
                            row.number("units") * row.unit("value"),
                            row.text("reason"));
                })
                .toList();
    }
}
