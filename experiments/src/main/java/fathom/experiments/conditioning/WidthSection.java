package fathom.experiments.conditioning;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.conditioning.MatrixTrial.MatrixCell;
import fathom.experiments.conditioning.MatrixTrial.MatrixPoint;
import fathom.experiments.conditioning.MatrixTrial.MatrixResult;
import fathom.experiments.conditioning.WidthTrial.WidthCell;
import fathom.experiments.conditioning.WidthTrial.WidthPoint;
import fathom.experiments.conditioning.WidthTrial.WidthResult;
import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;
import fathom.runs.Plan;
import fathom.runs.Sweep;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Grid;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.report.Numbers;
import fathom.runs.results.Metric;
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

/**
 * The measurement that the paper does not have: condition numbers at finite width.
 *
 * @param delta separation of the first two inputs
 * @param seeds one set of inputs and one network of each width, each
 */
record WidthSection(WidthSettings settings, double delta, List<Long> seeds, Context context) {

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

    /** Moments of published constants, such as selu's, are exact to more digits than this. */
    private static final double MOMENTS = 1e-6;

    private static final String METHOD =
            "Kernels of random networks at initialisation: the Gram matrix of the last layer (NNGP) and the tangent kernel of all weights for one"
                    + " output (NTK). batch(...) normalises each unit's argument over the inputs, layer(...) each input's representation over"
                    + " the units. At infinite width depth improves conditioning; at finite width fluctuations of the order depth / width work"
                    + " against it. The limit is computed on the same inputs. A batch-normalised network has another limit, which depends on"
                    + " the whole batch; its tangent kernel here holds the batch's statistics fixed.";

    /** Whether the limit of a network has mean 0 and second moment 1: inside layer(...) it has, by lemma 1 of the paper. */
    static boolean centred(String network) {
        if (network.startsWith("layer(")) {
            return true;
        }
        DualActivation phi = new DualActivation(Nonlinearity.parse(RandomNetwork.inner(network)));
        return Math.abs(phi.mean(1)) < MOMENTS && Math.abs(phi.secondMoment(1) - 1) < MOMENTS;
    }

    private static boolean hasLimit(String network) {
        return !network.startsWith("batch(");
    }

    Section section() {
        Sweep<WidthCell, WidthResult> finite = finite();
        Sweep<MatrixCell, MatrixResult> infinite = infinite();
        return Section.of(
                "Networks of finite width",
                (results, page) -> report(
                        results.of(finite).each("depth", WidthResult::points, WidthPoint::depth),
                        results.of(infinite)
                                .each("depth", MatrixResult::points, MatrixPoint::depth)
                                .map(point -> new WidthPoint(
                                        point.depth(), log(point.condition()), log(point.tangentCondition()))),
                        page),
                finite,
                infinite);
    }

    private Sweep<WidthCell, WidthResult> finite() {
        List<WidthCell> plan = Grid.of(WidthCell.class)
                .each("network", settings.networks)
                .each("width", settings.widths)
                .with("n", settings.inputs)
                .with("d", settings.inputs)
                .with("delta", delta)
                .each("seed", seeds)
                .with("depths", settings.depths)
                .plan();
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

    private void report(Rows<WidthCell, WidthPoint> networks, Rows<MatrixCell, WidthPoint> limits, SectionWriter page) {
        Metric nngp = networks.metric("log10 nngp condition", WidthPoint::nngp);
        Metric ntk = networks.metric("log10 ntk condition", WidthPoint::ntk);
        Metric limit = limits.metric("limit of log10 nngp condition", WidthPoint::nngp);
        Metric tangentLimit = limits.metric("limit of log10 ntk condition", WidthPoint::ntk);
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

    /** The change at infinite width, in words between two others; nothing where there is no limit. */
    private String limit(String before, Metric limits, String network, String after) {
        return hasLimit(network)
                ? before
                        + format("%.3f", change(of(limits, network)).overSeeds().mean())
                        + after
                : "";
    }

    private String answer(Metric ntk, Metric limits, Verdict verdict) {
        if (verdict.outcome() == Ruling.NOT_TESTED) {
            return "Not answered by these settings: that takes at least 3 seeds.";
        }
        String network = settings.networks.getFirst();
        int narrow = settings.widths.getFirst();
        long better = verdict.tests().stream()
                .filter(test -> verdict.of(test) == Ruling.SUPPORTED)
                .count();
        long narrowBetter = change(ntk.where("width", narrow)).by("network").stream()
                .map(Metric::overSeeds)
                .filter(interval -> interval.n() >= Interval.LEAST_TESTED && interval.high() < 0)
                .count();
        return format(
                "%s: from L = %d to L = %d the NTK's condition number falls in %d of %d networks of width %d%s; for %s its log10 changes by"
                        + " %s%s.",
                switch (verdict.outcome()) {
                    case SUPPORTED -> "Yes, in wide networks";
                    case IN_PART -> "In some wide networks";
                    default -> "Not shown at these widths";
                },
                first(),
                last(),
                better,
                verdict.tests().size(),
                widest(),
                narrow == widest() ? "" : ", in " + narrowBetter + " of width " + narrow,
                network,
                Numbers.words(change(ntk.where("width", widest()).where("network", network))
                        .overSeeds()),
                limit(", by ", limits, network, " at infinite width"));
    }

    /** Whether the deepest networks of the largest width are better conditioned than the shallowest, seed by seed. */
    private Verdict depth(String kernel, Metric logs, Metric limits) {
        Verdict verdict = Verdict.of("Depth improves the condition number of the " + kernel + " at finite width too")
                .scope("width " + widest() + "; L = " + first() + " and " + last() + "; " + scope());
        for (Metric one : logs.where("width", widest()).by("network")) {
            String network = one.at("network").toString();
            int deep = one.where("depth", last()).size();
            int singular = deep - one.where("depth", last()).finite().size();
            if (one.where("depth", first()).finite().size()
                    < one.where("depth", first()).size()) {
                verdict = verdict.part(network, Ruling.NOT_TESTED, "singular to rounding at L = " + first());
            } else if (singular > 0) {
                verdict = verdict.part(
                        network,
                        deep >= Interval.LEAST_TESTED ? Ruling.CONTRADICTED : Ruling.NOT_TESTED,
                        "singular to rounding at L = " + last() + " in " + singular + " seeds");
            } else {
                verdict = verdict.test(
                        network + ", change of log10" + limit(" (", limits, network, " at infinite width)"),
                        change(one).overSeeds(),
                        Region.below(0));
            }
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
                    .log2X()
                    .lines("width ", Shown.regular(logs.where("network", network)), "width", "depth");
            panels.add(
                    hasLimit(network)
                            ? panel.curve("infinite width", Shown.regular(of(limits, network)), "depth")
                            : panel);
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
