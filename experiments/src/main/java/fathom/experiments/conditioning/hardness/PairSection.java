package fathom.experiments.conditioning.hardness;

import static fathom.experiments.conditioning.layer.Shown.format;

import fathom.experiments.conditioning.hardness.PairTrial.PairCell;
import fathom.experiments.conditioning.hardness.PairTrial.PairPoint;
import fathom.experiments.conditioning.hardness.PairTrial.PairResult;
import fathom.experiments.conditioning.layer.CorrelationMap;
import fathom.experiments.conditioning.layer.Shown;
import fathom.runs.Plan;
import fathom.runs.Sweep;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import fathom.runs.results.Rows;
import fathom.runs.settings.Key;
import fathom.runs.statistics.Interval;
import fathom.runs.verdict.Verdict;
import fathom.simd.math.DoubleFunctions;
import java.util.ArrayList;
import java.util.List;

/**
 * Section 5 of the paper, theorem 53: random deep networks seen through pairs of inputs.
 *
 * @param cube dimension of the half cube
 * @param seeds values of an interval
 */
public record PairSection(PairSettings settings, int cube, List<Long> seeds, Context context) implements Section {

    /** What users set. */
    public record PairSettings(
            @Key(
                    value = "activations of random networks that are seen through pairs of inputs",
                    empty = "leaves the section out",
                    was = "pairActivations")
            List<String> activations,

            @Key(value = "widths of their layers", min = 1, max = 1 << 20, was = "pairWidths")
            List<Integer> widths,

            @Key(value = "hidden layers", symbol = "L", min = 1, max = 10_000, was = "pairDepths")
            List<Integer> depths,

            @Key(value = "networks behind each value of an interval", min = 1, was = "pairDraws")
            int draws) {

        public PairSettings {
            Shown.activations("pairs.activations", activations);
            widths = widths.stream().sorted().toList();
            depths = depths.stream().sorted().toList();
        }
    }

    private static final String METHOD =
            "Section 5 of the paper: to an algorithm that learns by statistical queries, such as gradient descent, random deep networks look"
                    + " alike. Inputs are uniform on half of {−1, 1}^d, each layer is brought to length 1, and the target is the sign of the"
                    + " output. Theorem 53 says that the expected correlation of a pair of inputs falls exponentially with depth, hence"
                    + " theorem 54: with constant probability over the weights the sign cannot be learned with fewer than e^Ω(L) queries."
                    + " The units' arguments are drawn from their exact distribution given the layer below, which needs no weights.";

    private Sweep<PairCell, PairResult> sweep() {
        List<PairCell> plan = new Plan<>("pairs");
        for (String activation : settings.activations) {
            for (int width : settings.widths) {
                seeds.forEach(
                        seed -> plan.add(new PairCell(activation, width, cube, settings.draws, seed, settings.depths)));
            }
        }
        return Sweep.of("pairs", PairCell.class, PairResult.class, plan, new PairTrial(context.threads()))
                .withCost(PairCell::cost)
                .withLabel(PairCell::label);
    }

    @Override
    public String title() {
        return "Random deep networks: pairs of inputs, theorem 53";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return List.of(sweep());
    }

    @Override
    public void report(Results results, SectionWriter page) {
        Rows<PairCell, PairPoint> points = results.of(sweep()).each("depth", PairResult::points, PairPoint::depth);
        Metric near = points.metric("expected correlation", PairPoint::near);
        Metric size = points.metric("its size", PairPoint::nearSize);
        page.verdict(verdict(near));
        page.text(METHOD);
        page.figure(figure(near, size));
        page.details(
                "Expected correlation of the nearest pair, cosine 1 − 2/d = " + new HalfCube(cube).correlation(1)
                        + ", over " + seeds.size() + " × " + settings.draws + " networks",
                near.table("activation, width", "depth"));
        page.details(
                "The same at infinite width",
                points.where(row -> row.configuration().width() == settings.widths.getFirst()
                                && row.configuration().seed() == seeds.getFirst())
                        .metricOf(
                                "infinite width",
                                row -> limit(
                                        row.configuration().activation(),
                                        row.result().depth()))
                        .meanOver("seed")
                        .table("activation", "depth"));
        page.summary(Shown.plain(near, size));
    }

    /** s^(L)(1 - 2/d): the nearest pair at infinite width. */
    private double limit(String activation, int depth) {
        return new HalfCube(cube).kernels(CorrelationMap.centred(activation), depth)[1];
    }

    /** The slope of log E rho over depth, where the interval excludes 0 and the first layers are over. */
    private Verdict verdict(Metric near) {
        int width = settings.widths.getLast();
        Verdict verdict = Verdict.of(
                        "Theorem 53: the expected correlation of the nearest pair falls exponentially with depth under random networks")
                .scope("d = " + cube + "; width " + width + "; " + seeds.size() + " × " + settings.draws + " networks")
                .rule(
                        "Supported if the least-squares rate of log E ρ, over the depths at which E ρ < 1/2 and its 95 % interval excludes 0,"
                                + " is at least half of −log s'(0), the rate at infinite width.");
        for (Metric one : near.where("width", width).by("activation")) {
            String activation = one.at("activation").toString();
            List<Metric> used = one.by("depth").stream()
                    .filter(metric -> {
                        Interval interval = metric.overSeeds();
                        return interval.n() > 1 && interval.low() > 0 && interval.mean() < 0.5;
                    })
                    .toList();
            double slope = slope(used);
            double limit =
                    -DoubleFunctions.log(CorrelationMap.centred(activation).slope(0));
            verdict = verdict.check(
                    activation,
                    used.size() >= 3 && seeds.size() >= 3,
                    -slope > 0.5 * limit,
                    used.size() < 3
                            ? "E ρ is below 1/2 and its interval excludes 0 at fewer than three of the depths"
                            : format(
                                    "%.3f a layer over L = %s to %s; −log s'(0) = %.3f",
                                    -slope,
                                    used.getFirst().at("depth"),
                                    used.getLast().at("depth"),
                                    limit));
        }
        return verdict;
    }

    private static double slope(List<Metric> points) {
        double n = points.size();
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (Metric point : points) {
            double depth = point.numberAt("depth");
            double log = DoubleFunctions.log(point.overSeeds().mean());
            x += depth;
            y += log;
            xx += depth * depth;
            xy += depth * log;
        }
        return (n * xy - x * y) / (n * xx - x * x);
    }

    /** A panel for each activation: E rho of the nearest pair by depth and width, its limit, and the mean size of rho. */
    private Figure figure(Metric near, Metric size) {
        List<Panel> panels = new ArrayList<>();
        double[] depths = settings.depths.stream().mapToDouble(depth -> depth).toArray();
        for (String activation : settings.activations) {
            Panel panel = Panel.of(activation, "hidden layers L", "correlation of a pair")
                    .logY()
                    .yRange(1e-5, 1.2);
            for (Metric metric : near.where("activation", activation).by("width")) {
                Shown.line(panel, "E ρ, width " + metric.at("width"), metric, "depth");
            }
            for (Metric metric : size.where("activation", activation).by("width")) {
                Shown.line(panel, "E |ρ|, width " + metric.at("width"), metric, "depth");
            }
            panel.curve(
                    "infinite width",
                    depths,
                    settings.depths.stream()
                            .mapToDouble(depth -> limit(activation, depth))
                            .toArray());
            panels.add(panel);
        }
        return new Figure(
                "pairs",
                "Theorem 53: the correlation of the nearest pair of the half cube (cosine 1 − 2/d, d = " + cube
                        + ") under random networks against depth, means over networks with 95 % intervals. The expected correlation falls"
                        + " exponentially; the size of a single network's correlation does not fall below the order of one over the root of"
                        + " the width.",
                3,
                panels);
    }
}
