package fathom.experiments.localglobal;

import fathom.experiments.localglobal.DepthTrial.Alignment;
import fathom.experiments.localglobal.DepthTrial.DepthCase;
import fathom.experiments.localglobal.DepthTrial.DepthResult;
import fathom.runs.settings.Key;
import module fathom.experiments;
import module java.base;

/** Does the loss decide what depth does? Logistic and squared loss crossed with k, d and N, on the same samples. */
record LossSection(LossSettings losses, LocalGlobalSettings all, Context context) {

    static final String LOGISTIC = "logistic";
    static final String SQUARED = "squared";

    /** All that varies; a loss implies its rates. */
    private static final String[] KEYS = {"k", "d", "N", "target", "depth", "loss"};

    /** What users set; {@code batch}, {@code epochs}, {@code folds}, {@code initialiser} and {@code testPoints} are those of the other sections. */
    record LossSettings(
            @Key(value = "orders of the targets", symbol = "k", min = 1, empty = "leaves the section out")
            List<Integer> k,

            @Key(value = "input dimensions, each with every order", symbol = "d", min = 2)
            List<Integer> d,

            @Key(value = "training samples", symbol = "N", min = 2)
            List<Integer> N,

            @Key(value = "width of the hidden layers", symbol = "H", min = 1)
            int H,

            @Key(value = "hidden layers", symbol = "L", min = 1, max = 1000)
            List<Integer> depths,

            @Key("learning rates of the logistic loss") List<Double> logistic,

            @Key("learning rates of the squared loss") List<Double> squared,

            @Key("one sample of data and one initialisation each")
            List<Long> seeds) {

        LossSettings {
            for (int order : k) {
                for (int dimension : d) {
                    Require.between("losses.k", order, 1, dimension - 1);
                }
            }
            logistic.forEach(rate -> Require.positive("losses.logistic", rate));
            squared.forEach(rate -> Require.positive("losses.squared", rate));
            depths = depths.stream().sorted().toList();
        }
    }

    private static final String TEXT =
            "The same samples and the same initial weights, trained once with each loss; each loss has a grid of learning rates of its own."
                    + " Every effect is a paired difference over seeds with Student's 95 % interval.";

    private static final String MECHANISM =
            "Readout is R² of the target's value (for the local target the product itself) from the last hidden layer, by least squares on"
                    + " held-out points. Mass is the share of the first layer's squared weights on the k entries that the local target reads; about"
                    + " k/d before training. Both say what the hidden layers have learned, whatever the last layer makes of it.";

    Section section() {
        return Section.of("Does the loss decide?", this::report, losses.k.isEmpty() ? List.of() : List.of(sweep()));
    }

    Sweep<DepthCase, DepthResult> sweep() {
        List<DepthCase> plan = new Plan<>("loss");
        List<Search> searches =
                List.of(all.search(losses.H, LOGISTIC, losses.logistic), all.search(losses.H, SQUARED, losses.squared));
        for (int order : losses.k) {
            for (int dimension : losses.d) {
                for (int samples : losses.N) {
                    for (long seed : losses.seeds) {
                        TargetProblem problem = new TargetProblem(order, dimension, samples, all.testPoints(), seed);
                        for (String target : Words.TARGETS) {
                            losses.depths.forEach(depth -> searches.forEach(
                                    search -> plan.add(new DepthCase(problem, target, depth, search, List.of()))));
                        }
                    }
                }
            }
        }
        return DepthTrial.sweep("loss", plan, context.threads());
    }

    private int shallow() {
        return losses.depths.getFirst();
    }

    private int deep() {
        return losses.depths.getLast();
    }

    private void report(Results results, SectionWriter page) {
        Rows<DepthCase, DepthResult> rows = results.of(sweep());
        Rows<DepthCase, Alignment> alignments = rows.map(DepthResult::alignment);
        Metric error = rows.metric("test error", DepthResult::error).keeping(KEYS);
        Metric rate = rows.metric("learning rate", DepthResult::rate).keeping(KEYS);
        Metric fallbacks = rows.metric("fallbacks", DepthResult::fallbacks).keeping(KEYS);
        Metric readout = alignments.metric("readout", Alignment::readout).keeping(KEYS);
        Metric mass = alignments.metric("mass", Alignment::mass).keeping(KEYS);
        page.text(TEXT);
        if (shallow() < deep()) {
            Metric change = Effects.change(error, shallow(), deep()).named(difference());
            page.answer(answer(change));
            page.lead(figure(change));
            for (String target : Words.TARGETS) {
                page.verdict(verdict(change, LOGISTIC, target));
                page.verdict(verdict(change, SQUARED, target));
            }
            page.verdict(byLoss(
                    "Ours: depth helps more on the local target with squared loss than with logistic loss", change));
            page.verdict(byLoss(
                    "Ours: at L = " + shallow()
                            + " the hidden layer holds less of the product with squared loss than with logistic loss",
                    readout.where("depth", shallow())));
            page.table(difference(), change, "target, k, d, N", "loss");
        }
        page.table("Test error", error, "target, k, d, N, loss", "depth");
        page.heading("What the hidden layers learned");
        page.text(MECHANISM);
        page.table("Readout", readout, "target, k, d, N, loss", "depth");
        page.table("Mass, local target", mass.where("target", Words.LOCAL), "k, d, N, loss", "depth");
        page.table("Mean learning rate of the final training", rate, "target, k, d, N, loss", "depth");
        page.details("Rates, outcomes and epochs; in brackets the number of seeds", TrainingSection.table(rows));
        page.note(TrainingSection.fallbacks(rows));
        page.summary(error, rate, fallbacks, readout, mass);
    }

    private String difference() {
        return Effects.difference("error", shallow(), deep());
    }

    private Verdict byLoss(String statement, Metric metric) {
        Metric local = metric.where("target", Words.LOCAL);
        return Verdict.of(statement)
                .scope(scope())
                .tests(
                        metric.name() + ", squared − logistic",
                        local.where("loss", SQUARED).minus(local.where("loss", LOGISTIC)),
                        Region.below(0));
    }

    private String scope() {
        return "k = " + Numbers.list(losses.k) + "; d = " + Numbers.list(losses.d) + "; N = " + Numbers.list(losses.N)
                + "; H = " + losses.H + "; L = " + shallow() + " and " + deep();
    }

    private Verdict verdict(Metric change, String loss, String target) {
        boolean local = target.equals(Words.LOCAL);
        return Verdict.of("Ours: with " + loss + " loss depth " + (local ? "helps" : "hurts") + " on the " + target
                        + " target, at every k, d and N")
                .scope(scope())
                .tests(change.where("target", target).where("loss", loss), local ? Region.below(0) : Region.above(0));
    }

    private String answer(Metric change) {
        return "From L = " + shallow() + " to " + deep() + " " + counts(change, SQUARED) + "; "
                + counts(change, LOGISTIC) + ".";
    }

    private static String counts(Metric change, String loss) {
        return "with " + loss + " loss depth helps on the local target at "
                + count(change, loss, Words.LOCAL, one -> one.high() < 0)
                + " sizes and hurts on the global one at "
                + count(change, loss, Words.GLOBAL, one -> one.low() > 0);
    }

    /** At how many sizes the whole interval lies on one side of 0. */
    private static String count(Metric change, String loss, String target, Predicate<Interval> side) {
        List<Metric> sizes = change.where("loss", loss).where("target", target).by("k", "d", "N");
        return sizes.stream().map(Metric::overSeeds).filter(side).count() + " of " + sizes.size();
    }

    private Figure figure(Metric change) {
        List<Panel> panels = new ArrayList<>();
        for (String target : Words.TARGETS) {
            Panel panel = Panel.forest(target + " target", difference()).upright("no change", 0);
            change.where("target", target)
                    .by("k", "d", "N", "loss")
                    .forEach(one ->
                            panel.effect(one.at("loss") + " loss", one.words(List.of("k", "d", "N")), one.overSeeds()));
            panels.add(panel);
        }
        return Figure.of(
                "losses",
                "Change of the test error from L = " + shallow() + " to " + deep()
                        + " by loss, paired by seed, with 95 % intervals. Left of 0 depth helps.",
                panels);
    }
}
