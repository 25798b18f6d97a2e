package fathom.experiments.conditioning;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.conditioning.PairTrial.PairCell;
import fathom.experiments.conditioning.PairTrial.PairPoint;
import fathom.experiments.conditioning.PairTrial.PairResult;
import fathom.runs.Sweep;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Grid;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.results.Metric;
import fathom.runs.results.Row;
import fathom.runs.results.Rows;
import fathom.runs.settings.Key;
import fathom.runs.statistics.Interval;
import fathom.runs.verdict.Verdict;
import fathom.simd.math.DoubleFunctions;
import java.util.List;

/**
 * Section 5 of the paper, theorem 53: random deep networks seen through pairs of inputs.
 *
 * @param cube dimension of the half cube
 * @param seeds values of an interval
 */
record PairSection(PairSettings settings, int cube, List<Long> seeds, Context context) {

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
                    + " alike. Inputs are uniform on half of {−1, 1}^d, each layer is scaled to length 1, and the target is the sign of the"
                    + " output. Theorem 53: the expected correlation of a pair of inputs falls exponentially with depth. Hence theorem 54: with"
                    + " constant probability over the weights the sign cannot be learned with fewer than e^Ω(L) queries. The units' arguments are"
                    + " drawn from their exact distribution given the layer below, which needs no weights.";

    Section section() {
        List<PairCell> plan = Grid.of(PairCell.class)
                .each("activation", settings.activations)
                .each("width", settings.widths)
                .with("d", cube)
                .with("draws", settings.draws)
                .each("seed", seeds)
                .with("depths", settings.depths)
                .plan();
        Sweep<PairCell, PairResult> sweep = Sweep.of(
                        "pairs", PairCell.class, PairResult.class, plan, new PairTrial(context.threads()))
                .withCost(PairCell::cost)
                .withLabel(PairCell::label);
        return Section.of(
                "Random deep networks: pairs of inputs, theorem 53",
                (results, page) -> report(results.of(sweep).each("depth", PairResult::points, PairPoint::depth), page),
                sweep);
    }

    private void report(Rows<PairCell, PairPoint> points, SectionWriter page) {
        Metric near = points.metric("expected correlation", PairPoint::near);
        Metric size = points.metric("its size", PairPoint::nearSize);
        Metric limit = points.where(row -> row.configuration().width() == settings.widths.getFirst()
                        && row.configuration().seed() == seeds.getFirst())
                .metricOf("infinite width", this::limit)
                .meanOver("seed");
        page.verdict(verdict(near));
        page.text(METHOD);
        page.figure(figure(near, size, limit));
        page.details(
                "Expected correlation of the nearest pair, cosine 1 − 2/d = " + new HalfCube(cube).correlation(1)
                        + ", over " + seeds.size() + " × " + settings.draws + " networks",
                near.table("activation, width", "depth"));
        page.details("The same at infinite width", limit.table("activation", "depth"));
        page.summary(Shown.plain(near, size));
    }

    /** s^(L)(1 - 2/d): the nearest pair at infinite width. */
    private double limit(Row<PairCell, PairPoint> row) {
        CorrelationMap map = CorrelationMap.centred(row.configuration().activation());
        return new HalfCube(cube).kernels(map, row.result().depth())[1];
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
            Object[] used = one.by("depth").stream()
                    .filter(metric -> {
                        Interval interval = metric.overSeeds();
                        return interval.n() > 1 && interval.low() > 0 && interval.mean() < 0.5;
                    })
                    .map(metric -> metric.at("depth"))
                    .toArray();
            double rate = used.length >= 3
                    ? -one.where("depth", used)
                            .meanOver("seed")
                            .map(DoubleFunctions::log)
                            .slope("depth")
                            .values()[0]
                    : Double.NaN;
            double limit =
                    -DoubleFunctions.log(CorrelationMap.centred(activation).slope(0));
            verdict = verdict.check(
                    activation,
                    used.length >= 3 && seeds.size() >= 3,
                    rate > 0.5 * limit,
                    used.length < 3
                            ? "E ρ is below 1/2 and its interval excludes 0 at fewer than three of the depths"
                            : format(
                                    "%.3f a layer over L = %s to %s; −log s'(0) = %.3f",
                                    rate, used[0], used[used.length - 1], limit));
        }
        return verdict;
    }

    /** A panel for each activation: E rho of the nearest pair by depth and width, its limit, and the mean size of rho. */
    private Figure figure(Metric near, Metric size, Metric limit) {
        return new Figure(
                "pairs",
                "Theorem 53: the correlation of the nearest pair of the half cube (cosine 1 − 2/d, d = " + cube
                        + ") under random networks against depth, means over networks with 95 % intervals. The expected correlation falls"
                        + " exponentially; the size of a single network's correlation stays above the order of one over the root of the width.",
                3,
                near.by("activation").stream()
                        .map(one -> {
                            String activation = one.at("activation").toString();
                            return Panel.of(activation, "hidden layers L", "correlation of a pair")
                                    .logY()
                                    .yRange(1e-5, 1.2)
                                    .lines("E ρ, width ", one, "width", "depth")
                                    .lines("E |ρ|, width ", size.where("activation", activation), "width", "depth")
                                    .curve("infinite width", limit.where("activation", activation), "depth");
                        })
                        .toList());
    }
}
