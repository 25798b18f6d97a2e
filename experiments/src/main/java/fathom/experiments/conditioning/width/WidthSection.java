package fathom.experiments.conditioning.width;

import static fathom.experiments.conditioning.layer.Shown.format;

import fathom.experiments.conditioning.bounds.MatrixTrial;
import fathom.experiments.conditioning.bounds.MatrixTrial.MatrixCell;
import fathom.experiments.conditioning.bounds.MatrixTrial.MatrixPoint;
import fathom.experiments.conditioning.bounds.MatrixTrial.MatrixResult;
import fathom.experiments.conditioning.layer.Inputs;
import fathom.experiments.conditioning.layer.Shown;
import fathom.experiments.conditioning.width.WidthTrial.WidthCell;
import fathom.experiments.conditioning.width.WidthTrial.WidthResult;
import fathom.runs.Plan;
import fathom.runs.Sweep;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.report.Numbers;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import fathom.runs.results.Rows;
import fathom.runs.settings.Key;
import fathom.runs.settings.Require;
import fathom.runs.statistics.Interval;
import fathom.runs.verdict.Region;
import fathom.runs.verdict.Ruling;
import fathom.runs.verdict.Verdict;
import fathom.simd.math.DoubleFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The measurement that the paper does not have: condition numbers at finite width.
 *
 * @param delta separation of the first two inputs
 * @param seeds one set of inputs and one network of each width, each
 */
public record WidthSection(WidthSettings settings, double delta, List<Long> seeds, Context context) implements Section {

    /** What users set. */
    public record WidthSettings(
            @Key(
                    value = "activations as they are, or batch(...) or layer(...) around one",
                    empty = "leaves the section out",
                    example = "selu,layer(gelu)",
                    was = "networks")
            List<String> networks,

            @Key(value = "widths of their hidden layers", min = 1, max = 16_384, was = "widths")
            List<Integer> widths,

            @Key(value = "inputs, of as many dimensions; at most the smallest width", min = 2)
            int inputs,

            @Key(value = "hidden layers", symbol = "L", min = 1, max = 10_000)
            List<Integer> depths) {

        public WidthSettings {
            Shown.activations(
                    "width.networks",
                    networks.stream().map(RandomNetwork::inner).toList());
            widths = widths.stream().sorted().toList();
            depths = depths.stream().sorted().toList();
            Require.between("width.inputs", inputs, 2, widths.getFirst());
        }
    }

    private static final String METHOD =
            "Kernels of random networks at initialisation: the Gram matrix of the last layer (NNGP) and the tangent kernel of all weights for one"
                    + " output (NTK). batch(...) normalises each unit's argument over the inputs, layer(...) each input's representation over"
                    + " the units. At infinite width depth improves conditioning; at finite width fluctuations of the order depth / width work"
                    + " against it. The limit is computed on the same inputs. A batch-normalised network has another limit, which depends on"
                    + " the whole batch, and its tangent kernel here holds the batch's statistics fixed.";

    /** Decimal logarithms of the condition numbers at one depth; infinite where a matrix is singular to rounding. */
    private record Logs(int depth, double nngp, double ntk) {}

    /** Whether the limit of a network has a normalised activation: inside layer(...) it has, by lemma 1 of the paper. */
    private static boolean centred(String network) {
        return network.startsWith("layer(")
                || network.startsWith("normalised(")
                || network.startsWith("normrelu")
                || network.startsWith("selu");
    }

    private static boolean hasLimit(String network) {
        return !network.startsWith("batch(");
    }

    private Sweep<WidthCell, WidthResult> finite() {
        List<WidthCell> plan = new Plan<>("width");
        for (String network : settings.networks) {
            for (int width : settings.widths) {
                seeds.forEach(seed -> plan.add(
                        new WidthCell(network, width, settings.inputs, settings.inputs, delta, seed, settings.depths)));
            }
        }
        return Sweep.of("width", WidthCell.class, WidthResult.class, plan, new WidthTrial(context.threads()))
                .withCost(WidthCell::cost)
                .withBytes(WidthCell::bytes)
                .withLabel(WidthCell::label);
    }

    private Sweep<MatrixCell, MatrixResult> infinite() {
        int n = settings.inputs;
        List<MatrixCell> plan = settings.networks.stream()
                .filter(WidthSection::hasLimit)
                .flatMap(network -> seeds.stream()
                        .map(seed -> new MatrixCell(
                                RandomNetwork.inner(network),
                                centred(network),
                                Inputs.NEAR,
                                n,
                                n,
                                delta,
                                seed,
                                settings.depths)))
                .distinct()
                .collect(Plan.of("limit"));
        return Sweep.of("limit", MatrixCell.class, MatrixResult.class, plan, new MatrixTrial(context.threads(), ""))
                .withCost(MatrixCell::cost)
                .withLabel(cell -> "limit of " + cell.label());
    }

    @Override
    public String title() {
        return "Networks of finite width";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return List.of(finite(), infinite());
    }

    @Override
    public void report(Results results, SectionWriter page) {
        Rows<WidthCell, Logs> networks = results.of(finite())
                .expand(
                        "depth",
                        row -> IntStream.range(0, settings.depths.size())
                                .mapToObj(i -> new Logs(
                                        settings.depths.get(i),
                                        row.result().logConditions().get(i),
                                        row.result().tangentLogConditions().get(i)))
                                .toList(),
                        (i, logs) -> logs.depth());
        Rows<MatrixCell, Logs> limits = results.of(infinite())
                .each("depth", MatrixResult::points, MatrixPoint::depth)
                .map(point -> new Logs(point.depth(), log(point.condition()), log(point.tangentCondition())));
        Metric nngp = networks.metric("log10 nngp condition", Logs::nngp);
        Metric ntk = networks.metric("log10 ntk condition", Logs::ntk);
        Metric limit = limits.metric("limit of log10 nngp condition", Logs::nngp);
        Metric tangentLimit = limits.metric("limit of log10 ntk condition", Logs::ntk);
        Verdict tangent = depth("NTK", ntk, tangentLimit);
        if (!ntk.isEmpty() && settings.depths.size() > 1) {
            page.answer(answer(ntk, tangentLimit, tangent));
            page.verdicts(List.of(tangent, depth("NNGP kernel", nngp, limit)));
        }
        if (!ntk.isEmpty() && settings.widths.size() > 1) {
            page.verdict(width(ntk));
        }
        page.lead(byDepth("widths-ntk", "tangent kernel (all weights, one output)", ntk, tangentLimit));
        page.text(METHOD);
        page.figure(byDepth("widths-nngp", "last layer's Gram matrix", nngp, limit));
        String caption = "log10 of the condition number, " + seeds.size() + " seeds (NaN: singular to rounding): ";
        page.details(caption + "NTK", Shown.regular(ntk).table("network, width", "depth"));
        page.details(caption + "NNGP kernel", Shown.regular(nngp).table("network, width", "depth"));
        page.details(
                caption + "NTK, infinite width", Shown.regular(tangentLimit).table("activation, centred", "depth"));
        page.details(
                caption + "NNGP kernel, infinite width", Shown.regular(limit).table("activation, centred", "depth"));
        page.summary(Shown.plain(nngp, ntk, limit, tangentLimit));
    }

    private static double log(double condition) {
        return DoubleFunctions.log(condition) / WidthTrial.LOG_TEN;
    }

    private int first() {
        return settings.depths.getFirst();
    }

    private int last() {
        return settings.depths.getLast();
    }

    private int widest() {
        return settings.widths.getLast();
    }

    private String scope() {
        return settings.inputs + " inputs, δ = " + delta + "; " + seeds.size() + " seeds";
    }

    private static Metric of(Metric limits, String network) {
        return limits.where("activation", RandomNetwork.inner(network)).where("centred", centred(network));
    }

    private Metric change(Metric logs) {
        return logs.minus("depth", first()).where("depth", last());
    }

    private Interval limitOf(Metric limits, String network) {
        return change(of(limits, network)).overSeeds();
    }

    private String answer(Metric ntk, Metric limits, Verdict verdict) {
        String network = settings.networks.getFirst();
        Interval change =
                change(ntk.where("width", widest()).where("network", network)).overSeeds();
        long better = verdict.tests().stream()
                .filter(test -> verdict.of(test) == Ruling.SUPPORTED)
                .count();
        String words = switch (verdict.outcome()) {
            case SUPPORTED -> "Yes, in wide networks";
            case IN_PART -> "In some wide networks";
            case NOT_TESTED -> "Not answered by fewer than three seeds";
            default -> "Not shown at these widths";
        };
        int narrow = settings.widths.getFirst();
        long narrowBetter = change(ntk.where("width", narrow)).by("network").stream()
                .map(Metric::overSeeds)
                .filter(interval -> interval.n() >= Interval.LEAST_TESTED && interval.high() < 0)
                .count();
        return format(
                "%s: from L = %d to L = %d the NTK's condition number falls in %d of %d networks of width %d%s; for %s its log10 changes by"
                        + " %s%s.",
                words,
                first(),
                last(),
                better,
                verdict.tests().size(),
                widest(),
                narrow == widest() ? "" : ", in " + narrowBetter + " of width " + narrow,
                network,
                Numbers.words(change),
                hasLimit(network)
                        ? format(
                                ", by %.3f at infinite width",
                                limitOf(limits, network).mean())
                        : "");
    }

    /** Whether the deepest networks of the largest width are better conditioned than the shallowest, seed by seed. */
    private Verdict depth(String kernel, Metric logs, Metric limits) {
        Verdict verdict = Verdict.of("Depth improves the condition number of the " + kernel + " at finite width too")
                .scope("width " + widest() + "; L = " + first() + " and " + last() + "; " + scope());
        for (String network : settings.networks) {
            Metric one = logs.where("width", widest()).where("network", network);
            long singular = java.util.Arrays.stream(one.where("depth", last()).values())
                    .filter(log -> !Double.isFinite(log))
                    .count();
            boolean before = java.util.Arrays.stream(one.where("depth", first()).values())
                    .allMatch(Double::isFinite);
            if (one.isEmpty()) {
                continue;
            }
            verdict = singular > 0 || !before
                    ? verdict.part(
                            network,
                            before && one.where("depth", last()).size() >= 3 ? Ruling.CONTRADICTED : Ruling.NOT_TESTED,
                            before
                                    ? "singular to rounding at L = " + last() + " in " + singular + " seeds"
                                    : "singular to rounding at L = " + first())
                    : verdict.test(
                            network + ", change of log10"
                                    + (hasLimit(network)
                                            ? format(
                                                    " (%.2f at infinite width)",
                                                    limitOf(limits, network).mean())
                                            : ""),
                            change(one).overSeeds(),
                            Region.below(0));
        }
        return verdict;
    }

    /** Whether the widest of the deepest networks are better conditioned than the narrowest, seed by seed. */
    private Verdict width(Metric ntk) {
        int narrow = settings.widths.getFirst();
        Verdict verdict = Verdict.of("Width helps: deep networks have better conditioned NTKs the wider they are")
                .scope("width " + widest() + " against " + narrow + "; L = " + last() + "; " + scope());
        Metric gain = ntk.where("depth", last()).minus("width", narrow).where("width", widest());
        for (Metric one : gain.by("network")) {
            verdict = verdict.test(one.at("network") + ", difference of log10", one.overSeeds(), Region.below(0));
        }
        return verdict;
    }

    /** A panel for each network: log10 of the condition number by depth, a line for each width, and the limit. */
    private Figure byDepth(String name, String kernel, Metric logs, Metric limits) {
        List<Panel> panels = new ArrayList<>();
        for (String network : settings.networks) {
            Panel panel = Panel.of(network, "hidden layers L", "log10 of the condition number")
                    .log2X();
            for (Metric metric : Shown.regular(logs.where("network", network)).by("width")) {
                Shown.line(panel, "width " + metric.at("width"), metric, "depth");
            }
            if (hasLimit(network)) {
                Shown.curve(panel, "infinite width", Shown.regular(of(limits, network)), "depth");
            }
            panels.add(panel);
        }
        return new Figure(
                name,
                "Condition number of the " + kernel + " of " + settings.inputs
                        + " inputs in random networks of finite width against depth: means over " + seeds.size()
                        + " seeds with 95 % intervals. Depths with a singular matrix are left out. Dashed: infinite width on the same inputs.",
                3,
                panels);
    }
}
