package fathom.experiments.conditioning;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.conditioning.RiskTrial.RiskCell;
import fathom.experiments.conditioning.RiskTrial.RiskResult;
import fathom.ntk.dual.Nonlinearity;
import fathom.runs.Sweep;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Grid;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.results.Choice;
import fathom.runs.results.Metric;
import fathom.runs.results.Rows;
import fathom.runs.settings.Key;
import fathom.runs.settings.Require;
import fathom.runs.verdict.Region;
import fathom.runs.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Theorem 17, on benign overfitting.
 *
 * @param seeds one sample each
 */
record RiskSection(RiskSettings settings, List<Long> seeds, Context context) {

    /** What users set. */
    public record RiskSettings(
            @Key("activation of the kernel, continuous, normalised")
            String activation,

            @Key(value = "dimension of the inputs", symbol = "d", min = 3, max = 1000)
            int d,

            @Key(value = "numbers of samples", symbol = "n", min = 2, max = 20_000, empty = "leaves the section out")
            List<Integer> sizes,

            @Key(value = "hidden layers of kernels beside that of the theorem", symbol = "L", min = 1, max = 10_000)
            List<Integer> depths,

            @Key(value = "labels have uniform noise in ±noise", min = 0, max = 0.2, was = "noise")
            double noise,

            @Key(value = "theorem 17 holds with probability 1 - gamma, 0 < gamma < 1/2", was = "gamma")
            double gamma,

            @Key(value = "points on which the excess risk is measured", min = 1)
            int points) {

        public RiskSettings {
            Shown.activations("risk.activation", List.of(activation));
            Require.that(
                    Nonlinearity.parse(activation).differentiable(),
                    "risk.activation",
                    activation,
                    "a continuous activation");
            Require.that(gamma > 0 && gamma < 0.5, "risk.gamma", gamma, "between 0 and 1/2, both excluded");
            sizes = sizes.stream().sorted().toList();
            depths = depths.stream().sorted().toList();
        }
    }

    /** In a cell's configuration: the depth that the theorem sets. */
    private static final int THEOREM = 0;

    private static final double ALIKE = 0.1;

    private static final String METHOD =
            "Theorem 17 sets a depth, which grows with the number n of samples, at which the interpolant of least norm has an excess risk of the"
                    + " order (log(n/γ)/n) |v*|², v* being the best predictor in the kernel's space. That space, and with it |v*|, depends on"
                    + " the depth. Here inputs are uniform on the sphere, the target f is (2/5) (P_1 + P_2) of the first coordinate (harmonics"
                    + " of degree 1 and 2, so that |f| follows from two eigenvalues), and labels have uniform noise. f lies in the space of"
                    + " every depth, so v* = f. Beside the excess risk stand the interpolant's norm, |v*|, and the risk of predicting 0.";

    Section section() {
        List<RiskCell> plan = Grid.of(RiskCell.class)
                .with("activation", settings.activation)
                .with("d", settings.d)
                .each(
                        "depth",
                        Stream.concat(settings.depths.stream(), Stream.of(THEOREM))
                                .toList())
                .each("n", settings.sizes)
                .with("noise", settings.noise)
                .with("gamma", settings.gamma)
                .with("testPoints", settings.points)
                .each("seed", seeds)
                .plan();
        Sweep<RiskCell, RiskResult> sweep = Sweep.of(
                        "risk", RiskCell.class, RiskResult.class, plan, new RiskTrial(context.threads()))
                .withCost(RiskCell::cost)
                .withBytes(RiskCell::bytes)
                .withLabel(RiskCell::label);
        return Section.of("Benign overfitting: theorem 17", (results, page) -> report(results.of(sweep), page), sweep);
    }

    private void report(Rows<RiskCell, RiskResult> trials, SectionWriter page) {
        Rows<RiskCell, RiskResult> theorem = trials.where("depth", THEOREM);
        Metric excess = Shown.regular(trials.metric("excess risk", RiskResult::excess));
        double zero = trials.list().getFirst().result().zero();
        page.verdicts(verdicts(theorem, excess, page));
        page.text(METHOD);
        page.figure(figure(trials, excess, zero));
        page.table(
                format(
                        "Excess risk of the interpolant, %s, d = %d, noise ±%s, %d samples of each size; predicting 0 has %.4f."
                                + " Depth 0 stands for that of theorem 17.",
                        settings.activation, settings.d, settings.noise, seeds.size(), zero),
                excess.table("depth", "n"));
        page.table(
                "At the depth that theorem 17 sets",
                Metric.beside(
                        "n",
                        exact(theorem, "depth", RiskResult::depth),
                        excess.where("depth", THEOREM),
                        exact(theorem, "predicting 0", RiskResult::zero),
                        theorem.metric("|v_S|²", RiskResult::norm),
                        exact(theorem, "|v*|²", RiskResult::targetNorm),
                        exact(theorem, "bound, constant 1", RiskResult::bound),
                        exact(theorem, "largest off-diagonal entry", RiskResult::largest),
                        exact(theorem, "operator", RiskResult::operator),
                        exact(theorem, "lemma 55", RiskResult::operatorBound)));
        page.summary(
                excess, trials.metric("|v_S|^2", RiskResult::norm), trials.metric("|v*|^2", RiskResult::targetNorm));
    }

    /** The mean over seeds of what hardly depends on them. */
    private static Metric exact(Rows<RiskCell, RiskResult> rows, String name, ToDoubleFunction<RiskResult> value) {
        return rows.metric(name, value).meanOver("seed");
    }

    private List<Verdict> verdicts(Rows<RiskCell, RiskResult> theorem, Metric excess, SectionWriter page) {
        int few = settings.sizes.getFirst();
        int many = settings.sizes.getLast();
        String sampled = settings.activation + ", d = " + settings.d + "; " + seeds.size() + " samples";
        String all = "n = " + Shown.list(settings.sizes) + "; " + sampled;
        String at = "n = " + many + "; " + sampled;
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(Slack.bound(
                "Theorem 17 with the constant 1: at its depth the excess risk is at most (log(n/γ)/n) |v*|²",
                all,
                theorem.metric("", result -> result.bound() - result.excess())));
        verdicts.add(Slack.bound(
                "Lemma 55: the covariance operator is at most 8 log N / N, N = n²",
                all,
                theorem.metric("", result -> result.operatorBound() - result.operator())));
        if (theorem.isEmpty()) {
            return verdicts;
        }
        double least =
                theorem.metric("", result -> result.bound() / result.zero()).min();
        verdicts.add(Verdict.of("Theorem 17 says something: its bound is below the risk of predicting 0")
                .scope(all)
                .rule("Supported if that is so at any n computed.")
                .check(
                        "",
                        least < 1,
                        format(
                                "at its best the bound, with the constant 1, is %.2g times the risk of predicting 0",
                                least))
                .remark(
                        "The depth that makes kernel matrices nearly the identity makes |v*| huge, so that |v*| = o(√n), without which the"
                                + " theorem says nothing, fails."));
        Metric deep = excess.where("depth", THEOREM);
        if (few != many) {
            verdicts.add(Verdict.of("Theorem 17: at its depth the excess risk falls with n")
                    .scope("n = " + many + " against " + few + "; " + sampled)
                    .test(
                            "difference of excess risks",
                            deep.minus("n", few).where("n", many).overSeeds(),
                            Region.below(0)));
        }
        verdicts.add(Verdict.of(
                        "At the depth of theorem 17 the interpolant is no better and no worse than predicting 0 (not in the paper)")
                .scope(at)
                .test(
                        "excess risk / risk of 0 on the same points − 1",
                        theorem.metric("", result -> result.excess() / result.testedZero() - 1)
                                .where("n", many)
                                .overSeeds(),
                        Region.within(ALIKE)));
        Metric others = excess.where("n", many)
                .finite()
                .whereKeys(keys -> !keys.get("depth").equals((long) THEOREM));
        if (!others.isEmpty()) {
            Choice best = others.leastMean("depth");
            verdicts.add(Verdict.of("A shallower kernel interpolates with a smaller excess risk (not in the paper)")
                    .scope(at)
                    .test(
                            "the best of those run, L = "
                                    + best.chosen().values().iterator().next() + ", minus that of theorem 17",
                            best.of(others).minus(deep.where("n", many)).overSeeds(),
                            Region.below(0))
                    .remark("The depth was chosen on the same samples."));
            page.note(best);
        }
        return verdicts;
    }

    /** Excess risk by n; norms by depth; the theorem's bound beside what it bounds. */
    private Figure figure(Rows<RiskCell, RiskResult> trials, Metric excess, double zero) {
        int n = settings.sizes.getLast();
        Rows<RiskCell, RiskResult> theorem = trials.where("depth", THEOREM);
        Rows<RiskCell, RiskResult> largest =
                trials.where("n", n).where(row -> row.configuration().depth() != THEOREM);
        Metric deep = excess.where("depth", THEOREM);
        return Figure.of(
                "overfitting",
                "Theorem 17: excess risk of the interpolant of least norm under noise against the number of samples, for kernels of several"
                        + " depths, with 95 % intervals; squared norms of the interpolant and of the best predictor in the kernel's space; and the"
                        + " theorem's bound at its own depth.",
                Panel.of("excess risk", "samples n", "E (v_S − f)²")
                        .log2X()
                        .logY()
                        .lines(
                                "L = ",
                                excess.whereKeys(keys -> !keys.get("depth").equals((long) THEOREM)),
                                "depth",
                                "n")
                        .line("depth of theorem 17", deep, "n")
                        .level("predicting 0", zero),
                Panel.of("norms at n = " + n, "hidden layers L", "squared norm")
                        .log2X()
                        .logY()
                        .line("interpolant |v_S|²", Shown.regular(largest.metric("", RiskResult::norm)), "depth")
                        .line("best predictor |v*|²", largest.metric("", RiskResult::targetNorm), "depth"),
                Panel.of("at the depth of theorem 17", "samples n", "risk")
                        .log2X()
                        .logY()
                        .line("excess risk", deep, "n")
                        .curve("theorem 17, constant 1", theorem.metric("", RiskResult::bound), "n")
                        .level("predicting 0", zero));
    }
}
