package fathom.experiments.conditioning.hardness;

import static fathom.experiments.conditioning.layer.Shown.format;

import fathom.experiments.conditioning.hardness.LearnTrial.LearnCell;
import fathom.experiments.conditioning.hardness.LearnTrial.LearnResult;
import fathom.experiments.conditioning.hardness.LearnTrial.Learner;
import fathom.experiments.conditioning.layer.CorrelationMap;
import fathom.experiments.conditioning.layer.Shown;
import fathom.runs.Plan;
import fathom.runs.Sweep;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.report.Numbers;
import fathom.runs.report.Table;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import fathom.runs.results.Rows;
import fathom.runs.settings.Key;
import fathom.runs.statistics.GridEdge;
import fathom.runs.verdict.Region;
import fathom.runs.verdict.Ruling;
import fathom.runs.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Section 5 of the paper, theorem 54: whether gradient descent learns random deep networks.
 *
 * @param cube dimension of the half cube
 * @param learner how networks are trained on the targets
 */
public record TargetSection(TargetSettings settings, int cube, Learner learner, Context context) implements Section {

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
            "Networks are asked to learn such targets by plain mini-batch gradient descent on the logistic loss: two hidden layers of ReLU, and as"
                    + " many layers as the target has, with layer normalisation; a fifth of the samples chooses among all rates and both"
                    + " kinds. Beside them stand the least-squares fit of a linear function, and kernel regression with the target's own"
                    + " kernel of infinite width, which knows the distribution of targets: nearly the best that the samples allow."
                    + " Correlations are means of y sgn g(x) on points outside the sample.";

    private Sweep<LearnCell, LearnResult> sweep() {
        List<LearnCell> plan = new Plan<>("learn");
        for (int depth : settings.depths) {
            settings.seeds.forEach(seed -> plan.add(new LearnCell(
                    settings.activation,
                    depth,
                    settings.width,
                    cube,
                    settings.samples,
                    settings.testPoints,
                    seed,
                    learner)));
        }
        return Sweep.of("learn", LearnCell.class, LearnResult.class, plan, new LearnTrial(context.threads()))
                .withCost(LearnCell::cost)
                .withBytes(LearnCell::bytes)
                .withLabel(LearnCell::label);
    }

    @Override
    public String title() {
        return "Random deep networks: learning them, theorem 54";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return List.of(sweep());
    }

    @Override
    public void report(Results results, SectionWriter page) {
        Rows<LearnCell, LearnResult> trials = results.of(sweep());
        Metric descent = trials.metric("gradient descent", LearnResult::descent);
        Metric linear = trials.metric("linear", LearnResult::linear);
        Metric kernel = trials.metric("kernel", LearnResult::kernel);
        page.verdicts(verdicts(descent, linear, kernel));
        page.text(METHOD);
        page.figure(figure(descent, linear, kernel));
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
        page.table("Learning rates that validation chose", rates(trials));
        long edge = trials.stream()
                .filter(row -> GridEdge.of(row.result().rate(), learner.rates()) != GridEdge.NONE)
                .count();
        page.note(
                edge == 0
                        ? ""
                        : edge + " of " + trials.list().size() + " chosen learning rates lie at the edge of the grid "
                                + Shown.list(learner.rates()) + "; a better rate may lie outside it.");
        page.summary(descent, linear, kernel, trials.metric("chosen rate", LearnResult::rate));
    }

    private List<Verdict> verdicts(Metric descent, Metric linear, Metric kernel) {
        int first = settings.depths.getFirst();
        int last = settings.depths.getLast();
        String scope = "d = " + cube + "; " + settings.samples + " samples; width " + settings.width + "; "
                + settings.seeds.size() + " targets";
        List<Verdict> all = new ArrayList<>();
        if (first != last) {
            all.add(Verdict.of("Gradient descent learns deeper random networks less well")
                    .scope("L = " + last + " against " + first + "; " + scope)
                    .test(
                            "difference of correlations",
                            descent.minus("depth", first).where("depth", last).overSeeds(),
                            Region.below(0)));
        }
        Metric deep = descent.where("depth", last);
        String at = "L = " + last + "; " + scope;
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
                                "not decided by a measurement at d = %d: one over the mean squared correlation of two targets, to which the"
                                        + " number of queries is proportional, is %.4g at L = %d and cannot exceed 2^(d−1) = %d at any depth",
                                cube, queries(last), last, new HalfCube(cube).points())));
        return all;
    }

    /** One over the mean squared correlation of two independent targets of infinite width. */
    private double queries(int depth) {
        return 1 / new HalfCube(cube).meanSquare(CorrelationMap.centred(settings.activation), depth);
    }

    private Table rates(Rows<LearnCell, LearnResult> trials) {
        Table table = Table.of("depth", "rates chosen (targets)", "1 / mean squared correlation of two targets");
        for (int depth : settings.depths) {
            Map<Double, Long> counts = trials.where("depth", depth).counts(LearnResult::rate);
            if (!counts.isEmpty()) {
                table.row(
                        depth,
                        counts.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(entry -> {
                                    String edge = GridEdge.of(entry.getKey(), learner.rates())
                                            .words();
                                    return Numbers.words(entry.getKey()) + " (" + entry.getValue()
                                            + (edge.isEmpty() ? "" : ", " + edge) + ")";
                                })
                                .collect(Collectors.joining(", ")),
                        queries(depth));
            }
        }
        return table;
    }

    private Figure figure(Metric descent, Metric linear, Metric kernel) {
        Panel panel = Panel.of(
                        "d = " + cube + ", " + settings.samples + " samples",
                        "target's hidden layers",
                        "correlation with the target")
                .log2X()
                .yRange(-0.1, 1);
        Shown.line(panel, "gradient descent", descent, "depth");
        Shown.line(panel, "best linear fit", linear, "depth");
        Shown.line(panel, "target's kernel", kernel, "depth");
        panel.level("chance", 0);
        double[] depths = settings.depths.stream().mapToDouble(depth -> depth).toArray();
        Panel queries = Panel.of("two random targets", "target's hidden layers", "1 / mean squared correlation")
                .log2X()
                .logY()
                .line(
                        "infinite width, exact",
                        depths,
                        settings.depths.stream().mapToDouble(this::queries).toArray())
                .level("2^(d−1)", new HalfCube(cube).points());
        return Figure.of(
                "learning",
                "Learning random deep networks: correlation with the target outside the sample against the target's depth, means over "
                        + settings.seeds.size()
                        + " targets with 95 % intervals; and one over the mean squared correlation of two independent targets, to which the"
                        + " number of statistical queries is proportional.",
                panel,
                queries);
    }
}
