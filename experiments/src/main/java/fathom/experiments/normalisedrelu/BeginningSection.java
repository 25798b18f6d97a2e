package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.BeginningTrial.BeginningCell;
import fathom.experiments.normalisedrelu.BeginningTrial.BeginningResult;
import fathom.experiments.normalisedrelu.LimitTrial.LimitCell;
import fathom.experiments.normalisedrelu.LimitTrial.LimitResult;
import fathom.experiments.protocol.DataSets;
import fathom.experiments.protocol.Threaded;
import module fathom.experiments;
import module java.base;

/** Before any training: what fresh and infinitely wide networks do to the cosine of two inputs. */
record BeginningSection(NormReluSettings settings, Context context, String unavailable) {

    /** What a finite width may be from an infinite one in a mean cosine. */
    static final double WIDTH_MARGIN = 0.05;

    private static final String DRAW = "draw";

    Section section() {
        return Section.of("Before the training", this::report, fresh(), limits(settings, context, unavailable));
    }

    private String folder() {
        return folder(context);
    }

    static String folder(Context context) {
        return context.data().map(Path::toString).orElse("");
    }

    private static DataSets files(Context context) {
        return new DataSets(context.data().map(ImageFolder::new));
    }

    private int deepest() {
        return settings.connected().depths().getLast();
    }

    /** Untrained networks of the greatest depth; batch normalisation needs a batch, and is left out. */
    Sweep<BeginningCell, BeginningResult> fresh() {
        List<BeginningCell> plan = new Plan<>("beginning");
        long seed = settings.seeds().getFirst();
        for (Inputs inputs : settings.inputs()) {
            for (String name : networks(settings)) {
                for (int width : settings.fresh().widths()) {
                    plan.add(new BeginningCell(
                            settings.problem(inputs, false, seed),
                            name,
                            new Body(Body.CONNECTED, deepest(), width),
                            settings.fresh().draws(),
                            settings.descent().initialiser()));
                }
            }
        }
        DataSets files = files(context);
        return Sweep.of(
                        "beginning",
                        BeginningCell.class,
                        BeginningResult.class,
                        plan,
                        new Threaded<>(context.threads(), new BeginningTrial(folder())))
                .withCost(BeginningCell::cost)
                .withBytes(BeginningTrial::bytes)
                .withLabel(BeginningCell::label)
                .withData(cell -> files.files(cell.problem().data()))
                .unavailable(unavailable);
    }

    /** Infinitely wide networks of the greatest depth, of which the others are the beginning. */
    static Sweep<LimitCell, LimitResult> limits(NormReluSettings settings, Context context, String unavailable) {
        List<LimitCell> plan = new Plan<>("limit");
        for (Inputs inputs : settings.inputs()) {
            for (String name : networks(settings)) {
                for (long seed : settings.seeds()) {
                    plan.add(new LimitCell(
                            settings.problem(inputs, false, seed),
                            name,
                            settings.connected().depths().getLast(),
                            settings.descent().initialiser()));
                }
            }
        }
        DataSets files = files(context);
        return Sweep.of(
                        "limit",
                        LimitCell.class,
                        LimitResult.class,
                        plan,
                        new Threaded<>(context.threads(), new LimitTrial(folder(context))))
                .withCost(cell -> 1e9)
                .withLabel(LimitCell::label)
                .withData(cell -> files.files(cell.problem().data()))
                .unavailable(unavailable);
    }

    private static List<String> networks(NormReluSettings settings) {
        return settings.connected().networks().stream()
                .filter(name -> !new NetworkName(name).batch())
                .toList();
    }

    /** Mean cosines at infinite width by layer. */
    static Metric limits(Results results, Sweep<LimitCell, LimitResult> sweep) {
        return results.of(sweep)
                .each("layer", LimitResult::overlaps)
                .metric("mean cosine at infinite width", Double::doubleValue);
    }

    private void report(Results results, SectionWriter page) {
        Metric fresh = results.of(fresh())
                .each(DRAW, BeginningResult::overlaps)
                .each("layer", Function.identity())
                .metric("mean cosine", Double::doubleValue);
        Metric limits = limits(results, limits(settings, context, unavailable))
                .where(Metric.SEED, settings.seeds().getFirst());
        page.verdict(claim(fresh, limits));
        for (Inputs inputs : settings.inputs()) {
            if (!inputs.of(fresh).isEmpty()) {
                page.figure(figure(inputs, inputs.of(fresh), inputs.of(limits)));
            }
        }
        page.summary(fresh.meanOver(DRAW));
    }

    /** Fresh networks of the greatest width: do they separate inputs, and are they where infinitely wide ones are? */
    private Verdict claim(Metric fresh, Metric limits) {
        Verdict verdict = Verdict.of(
                        "Before training, normalised activations separate inputs and plain ReLU brings them together")
                .remark("Theorems 3 and 12, which speak of infinite width.");
        if (settings.fresh().widths().isEmpty()) {
            return verdict.remark("Not tested: fresh.widths is empty.");
        }
        int width = settings.fresh().widths().getLast();
        for (Inputs inputs : settings.inputs()) {
            for (String network : networks(settings)) {
                Metric here = inputs.of(fresh).where("network", network).where("width", width);
                Metric limit = inputs.of(limits).where("network", network);
                for (int depth : settings.connected().depths()) {
                    verdict = claim(
                            verdict, inputs.words() + ", " + network + ", layer " + depth, network, depth, here, limit);
                }
            }
        }
        return verdict.scope(settings.inputs().stream().map(Inputs::words).collect(Collectors.joining(", ")) + "; "
                + settings.fresh().draws() + " fresh networks of width " + width);
    }

    private static Verdict claim(
            Verdict verdict, String words, String network, int depth, Metric fresh, Metric limits) {
        Metric layer = fresh.where("layer", depth);
        Metric limit = limits.where("layer", depth);
        if (layer.isEmpty() || limit.isEmpty()) {
            return verdict;
        }
        Metric change = layer.minus(fresh.where("layer", 0));
        Verdict tested = verdict;
        if (new NetworkName(network).normRelu()) {
            tested = tested.test(words + ": cosine − cosine of the inputs", change.over(DRAW), Region.below(0));
        }
        if (NetworkName.RELU.equals(network)) {
            tested = tested.test(words + ": cosine − cosine of the inputs", change.over(DRAW), Region.above(0));
        }
        double exact = limit.overSeeds().mean();
        return tested.test(
                words + ": cosine − exact value at infinite width",
                layer.map(cosine -> cosine - exact).over(DRAW),
                Region.within(WIDTH_MARGIN));
    }

    private Figure figure(Inputs inputs, Metric fresh, Metric limits) {
        List<Panel> panels = new ArrayList<>();
        for (String network : networks(settings)) {
            Panel panel = Panel.of(network, "layer", "mean cosine").yRange(-0.05, 1.02);
            for (int width : settings.fresh().widths()) {
                TrainedFigures.overDraws(
                        panel, "width " + width, fresh.where("network", network).where("width", width), deepest());
            }
            panels.add(panel.curve("infinite width", limits.where("network", network), "layer"));
        }
        return new Figure(
                "beginnings-" + inputs.fileName(),
                "Mean cosine of two test inputs (" + inputs.words() + ") by layer before training: means over "
                        + settings.fresh().draws()
                        + " networks of each width with 95 % intervals, and exact values at infinite width.",
                2,
                panels);
    }
}
