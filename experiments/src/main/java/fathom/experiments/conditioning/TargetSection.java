package fathom.experiments.conditioning;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.conditioning.LearnTrial.LearnCell;
import fathom.experiments.conditioning.LearnTrial.LearnResult;
import fathom.experiments.conditioning.LearnTrial.Learner;
import fathom.runs.Sweep;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Grid;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.report.Numbers;
import fathom.runs.report.Table;
import fathom.runs.results.Metric;
import fathom.runs.results.Rows;
import fathom.runs.settings.Key;
import fathom.runs.statistics.GridEdge;
import fathom.runs.verdict.Region;
import fathom.runs.verdict.Ruling;
import fathom.runs.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Section 5 of the paper, theorem 54: whether gradient descent learns random deep networks.
 *
 * @param cube dimension of the half cube
 * @param learner how networks are trained on the targets
 */
record TargetSection(TargetSettings settings, int cube, Learner learner, Context context) {

    /** What users set. */
    public record TargetSettings(
            @Key(value = "activation of the random networks to be learned", was = "target")
            String activation,

            @Key(value = "width of their layers", min = 1, max = 16_384, was = "targetWidth")
            int width,

            @Key(
                    value = "their hidden layers",
                    symbol = "L",
                    min = 1,
                    max = 10_000,
                    empty = "leaves the section out",
                    was = "targetDepths")
            List<Integer> depths,

            @Key(value = "seeds of target and samples, one target each", was = "targets")
            List<Long> seeds,

            @Key(value = "labelled points", unit = "samples", min = 10, max = 20_000, was = "samples")
            int samples,

            @Key(value = "other points, on which learners are judged", min = 1, was = "testPoints")
            int testPoints) {

        public TargetSettings {
            Shown.activations("targets.activation", List.of(activation));
            depths = depths.stream().sorted().toList();
        }
    }

    private static final String METHOD =
            "Networks learn such targets by plain mini-batch gradient descent on the logistic loss: two hidden layers of ReLU, and as many layers"
                    + " as the target has, with layer normalisation. A fifth of the samples chooses among all rates and both kinds. Beside them"
                    + " stand the least-squares fit of a linear function, and kernel regression with the target's own kernel of infinite width,"
                    + " which knows the distribution of targets: nearly the best that the samples allow. Correlations are means of y sgn g(x) on"
                    + " points outside the sample.";

    Section section() {
        List<LearnCell> plan = Grid.of(LearnCell.class)
                .with("activation", settings.activation)
                .each("depth", settings.depths)
                .with("width", settings.width)
                .with("d", cube)
                .with("samples", settings.samples)
                .with("testPoints", settings.testPoints)
                .each("seed", settings.seeds)
                .with("learner", learner)
                .plan();
        Sweep<LearnCell, LearnResult> sweep = Sweep.of(
                        "learn", LearnCell.class, LearnResult.class, plan, new LearnTrial(context.threads()))
                .withCost(LearnCell::cost)
                .withBytes(LearnCell::bytes)
                .withLabel(LearnCell::label);
        return Section.of(
                "Random deep networks: learning them, theorem 54",
                (results, page) -> report(results.of(sweep), page),
                sweep);
    }

    private void report(Rows<LearnCell, LearnResult> trials, SectionWriter page) {
        Metric descent = trials.metric("gradient descent", LearnResult::descent);
        Metric linear = trials.metric("linear", LearnResult::linear);
        Metric kernel = trials.metric("kernel", LearnResult::kernel);
        Metric queries = trials.where("seed", settings.seeds.getFirst())
                .metricOf(
                        "1 / mean squared correlation of two targets",
                        row -> queries(row.configuration().depth()))
                .meanOver("seed");
        page.verdicts(verdicts(descent, linear, kernel));
        page.text(METHOD);
        page.figure(figure(descent, linear, kernel, queries));
        page.table(
                "Correlation with the target on " + settings.testPoints + " points outside the " + settings.samples
                        + " samples; d = " + cube + ", " + settings.seeds.size() + " targets of width " + settings.width
                        + " at each depth",
                Metric.beside(
                        "depth",
                        descent,
                        trials.metric("on its training points", LearnResult::trainingCorrelation),
                        linear.named("best linear fit"),
                        kernel.named("target's kernel"),
                        trials.metric("constant", LearnResult::constant)));
        Metric rate = trials.metric("chosen rate", LearnResult::rate);
        page.table("Targets by chosen learning rate", rates(trials));
        long edge = Arrays.stream(rate.values())
                .filter(value -> GridEdge.of(value, learner.rates()) != GridEdge.NONE)
                .count();
        page.note(
                edge == 0
                        ? ""
                        : edge + " of " + rate.size() + " chosen learning rates lie at the edge of the grid "
                                + Shown.list(learner.rates()) + "; a better rate may lie outside it.");
        page.summary(descent, linear, kernel, rate);
    }

    private List<Verdict> verdicts(Metric descent, Metric linear, Metric kernel) {
        int first = settings.depths.getFirst();
        int last = settings.depths.getLast();
        String scope = "d = " + cube + "; " + settings.samples + " samples; width " + settings.width + "; "
                + settings.seeds.size() + " targets";
        String at = "L = " + last + "; " + scope;
        Metric deep = descent.where("depth", last);
        List<Verdict> all = new ArrayList<>();
        if (first != last) {
            all.add(Verdict.of("Gradient descent learns deeper random networks less well")
                    .scope("L = " + last + " against " + first + "; " + scope)
                    .test(
                            "difference of correlations",
                            descent.minus("depth", first).where("depth", last).overSeeds(),
                            Region.below(0)));
        }
        all.add(Verdict.of("On deep targets gradient descent does no better than the best linear fit")
                .scope(at)
                .test(
                        "gradient descent − linear fit",
                        deep.minus(linear.where("depth", last)).overSeeds(),
                        Region.atMost(0)));
        all.add(Verdict.of(
                        "It is gradient descent that fails and not the sample: the target's own kernel does better on it")
                .scope(at)
                .test(
                        "kernel − gradient descent",
                        kernel.where("depth", last).minus(deep).overSeeds(),
                        Region.above(0)));
        all.add(Verdict.of("Theorem 54: the number of queries grows as e^Ω(L)")
                .scope(at)
                .part(
                        "",
                        Ruling.OPEN,
                        format(
                                "no measurement at d = %d decides: one over the mean squared correlation of two targets, to which the number"
                                        + " of queries is proportional, is %.4g at L = %d and cannot exceed 2^(d−1) = %d at any depth",
                                cube, queries(last), last, new HalfCube(cube).points())));
        return all;
    }

    /** One over the mean squared correlation of two independent targets of infinite width. */
    private double queries(int depth) {
        return 1 / new HalfCube(cube).meanSquare(CorrelationMap.centred(settings.activation), depth);
    }

    private Table rates(Rows<LearnCell, LearnResult> trials) {
        List<String> columns = new ArrayList<>(List.of("depth"));
        learner.rates().forEach(rate -> columns.add("rate " + Numbers.words(rate)));
        columns.add("1 / mean squared correlation of two targets");
        Table table = Table.of(columns.toArray(String[]::new));
        for (int depth : settings.depths) {
            Map<Double, Long> counts = trials.where("depth", depth).counts(LearnResult::rate);
            List<Object> row = new ArrayList<>(List.of(depth));
            learner.rates().forEach(rate -> row.add(counts.getOrDefault(rate, 0L)));
            row.add(queries(depth));
            table.row(row.toArray());
        }
        return table;
    }

    private Figure figure(Metric descent, Metric linear, Metric kernel, Metric queries) {
        return Figure.of(
                "learning",
                "Learning random deep networks: correlation with the target outside the sample against the target's depth, means over "
                        + settings.seeds.size()
                        + " targets with 95 % intervals; and one over the mean squared correlation of two independent targets, to which the"
                        + " number of statistical queries is proportional.",
                Panel.of(
                                "d = " + cube + ", " + settings.samples + " samples",
                                "target's hidden layers",
                                "correlation with the target")
                        .log2X()
                        .yRange(-0.1, 1)
                        .line("gradient descent", descent, "depth")
                        .line("best linear fit", linear, "depth")
                        .line("target's kernel", kernel, "depth")
                        .level("chance", 0),
                Panel.of("two random targets", "target's hidden layers", "1 / mean squared correlation")
                        .log2X()
                        .logY()
                        .line("infinite width, exact", queries, "depth")
                        .level("2^(d−1)", new HalfCube(cube).points()));
    }
}
