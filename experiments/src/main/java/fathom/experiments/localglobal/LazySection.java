package fathom.experiments.localglobal;

import fathom.experiments.localglobal.LazyTrial.LazyCase;
import fathom.experiments.localglobal.LazyTrial.LazyResult;
import fathom.experiments.localglobal.LazyTrial.LazyTraining;
import fathom.experiments.localglobal.RegressionTrial.RegressionCase;
import fathom.experiments.localglobal.RegressionTrial.RegressionResult;
import fathom.experiments.localglobal.RegressionTrial.TargetScore;
import fathom.experiments.protocol.Threaded;
import fathom.runs.settings.Key;
import module fathom.experiments;
import module java.base;

/**
 * Claim 5: does the difference between local and global targets fade as training becomes lazy?
 *
 * @param batch samples in a step
 * @param validation share of the samples on which the rate is chosen
 * @param testPoints fresh points
 */
public record LazySection(LazySettings lazy, int batch, double validation, int testPoints, Context context) {

    /** A dissociation of less than this counts as gone. */
    static final double MARGIN = 0.02;

    /** Test points on which the tangent kernel is watched. */
    private static final int PROBES = 64;

    /** What users set. */
    public record LazySettings(
            @Key(
                    value = "output scales, at width lazy.H",
                    symbol = "alpha",
                    was = "alphas",
                    empty = "leaves this sweep out")
            List<Double> alphas,

            @Key(
                    value = "widths, at output scale lazy.widthAlpha",
                    min = 1,
                    max = 1 << 14,
                    was = "widths",
                    empty = "leaves this sweep out")
            List<Integer> widths,

            @Key(value = "output scale at which the width is swept", was = "widthAlpha")
            double widthAlpha,

            @Key(value = "order of the targets", symbol = "k", min = 1)
            int k,

            @Key(value = "input dimension", symbol = "d", min = 2)
            int d,

            @Key(value = "training samples", symbol = "N", min = 2)
            int N,

            @Key(value = "width at which alpha is swept", symbol = "H", min = 1)
            int H,

            @Key(value = "hidden layers", symbol = "L", min = 1, max = 1000)
            List<Integer> depths,

            @Key("learning rates to choose from, as shares of the largest stable one")
            List<Double> rates,

            @Key(value = "limit of each training", unit = "epochs", min = 1)
            int epochs,

            @Key(value = "samples and initialisations", min = 1, max = 10_000)
            int seeds) {

        public LazySettings {
            alphas.forEach(alpha -> Require.positive("lazy.alphas", alpha));
            rates.forEach(rate -> Require.positive("lazy.rates", rate));
            Require.positive("lazy.widthAlpha", widthAlpha);
            Require.between("lazy.k", k, 1, d - 1);
            alphas = alphas.stream().sorted().toList();
            widths = widths.stream().sorted().toList();
            depths = depths.stream().sorted().toList();
        }

        /** One of the two sweeps; empty where there is nothing to compare. */
        Metric alphaSweep(Metric metric) {
            return metric.where("width", H)
                    .whereKeys(keys -> alphas.contains(((Number) keys.get("alpha")).doubleValue()));
        }

        Metric widthSweep(Metric metric) {
            return metric.where("alpha", widthAlpha)
                    .whereKeys(keys -> widths.contains(((Number) keys.get("width")).intValue()));
        }
    }

    private static final String TEXT =
            "A wide network whose output is large compared with the change that its weights must produce barely moves them: training is lazy,"
                    + " the network is linear in its weights, and its tangent kernel stays constant. Two sweeps lead there: the output scale alpha and"
                    + " the width. If the difference between local and global targets comes from feature learning, it fades along both, towards"
                    + " regression with the limiting kernel. The dissociation is [error(L=deep) − error(L=shallow)] on the global target minus the"
                    + " same on the local one.";

    private static final String ORDERS =
            "Drift is |K1 − K0| / |K0| (Frobenius) of the tangent kernel on test points between initialisation and the end of training; alignment is"
                    + " the cosine between the two kernels. For smooth models drift is of order 1/alpha (Chizat, Oyallon and Bach 2019). In the width"
                    + " n the first bounds were n^(-1/2) (Jacot, Gabriel and Hongler 2018; Lee et al. 2019); the order is 1/n for smooth activations"
                    + " (Huang and Yau 2020; Dyer and Gur-Ari 2020). For ReLU a share n^(-1/2) of the units crosses its kink at a training point,"
                    + " with random effects on the kernel, which gives n^(-3/4). Alignment with the labels is centred and, on so few points, rough.";

    Section section() {
        return Section.of(
                "From feature learning to lazy training",
                this::report,
                lazy.alphas.isEmpty() && lazy.widths.isEmpty() ? List.of() : List.of(networks(), limits()));
    }

    Sweep<LazyCase, LazyResult> networks() {
        LazyTraining training =
                new LazyTraining(lazy.rates, lazy.epochs, batch, validation, Math.min(PROBES, testPoints));
        List<LazyCase> plan = new Plan<>("lazy");
        lazy.alphas.forEach(alpha -> add(plan, lazy.H, alpha, training));
        lazy.widths.stream()
                .filter(width -> width != lazy.H || !lazy.alphas.contains(lazy.widthAlpha))
                .forEach(width -> add(plan, width, lazy.widthAlpha, training));
        return Sweep.of(
                        "lazy",
                        LazyCase.class,
                        LazyResult.class,
                        plan,
                        new Threaded<>(context.threads(), new LazyTrial()))
                .withCost(LazyCase::cost)
                .withBytes(LazyCase::bytes)
                .withLabel(LazyCase::label);
    }

    private void add(List<LazyCase> plan, int width, double alpha, LazyTraining training) {
        for (String target : Words.TARGETS) {
            for (int depth : lazy.depths) {
                for (long seed = 1; seed <= lazy.seeds; seed++) {
                    plan.add(new LazyCase(problem(seed), target, depth, width, alpha, training));
                }
            }
        }
    }

    /** The limit of infinite width, or of infinite alpha after averaging over initialisations. */
    Sweep<RegressionCase, RegressionResult> limits() {
        List<RegressionCase> plan = lazy.depths.stream()
                .flatMap(depth -> LongStream.rangeClosed(1, lazy.seeds)
                        .mapToObj(seed -> new RegressionCase(problem(seed), Words.TARGETS, Words.NTK, depth, 0)))
                .collect(Plan.of("lazy limit"));
        return RegressionTrial.sweep("lazy limit", plan, context.threads());
    }

    private TargetProblem problem(long seed) {
        return new TargetProblem(lazy.k, lazy.d, lazy.N, testPoints, seed);
    }

    private int shallow() {
        return lazy.depths.getFirst();
    }

    private int deep() {
        return lazy.depths.getLast();
    }

    private void report(Results results, SectionWriter page) {
        Rows<LazyCase, LazyResult> networks = results.of(networks());
        Rows<LazyCase, KernelChange> changes =
                networks.where(row -> row.result().change() != null).map(LazyResult::change);
        Metric error = networks.metric("test error", LazyResult::error);
        Metric drift = changes.metric("kernel drift", KernelChange::drift);
        Metric limit = results.of(limits())
                .each("target", RegressionResult::scores, TargetScore::target)
                .metric("test error", TargetScore::error);
        Metric dissociation = Effects.dissociation(error, shallow(), deep());
        Metric limiting = Effects.dissociation(limit, shallow(), deep());
        page.verdict(verdict(dissociation, drift, limiting));
        page.text(TEXT);
        new LazyFigures(lazy, error, drift, dissociation, limit, limiting).write(page);
        page.text(ORDERS);
        String keys = "alpha, width, target, depth";
        page.table(
                "Dissociation, L = " + shallow() + " to " + deep(),
                Metric.beside(
                        "alpha, width", dissociation, drift.meanOver("target").meanOver("depth")));
        page.details(
                "Test error and change of the tangent kernel",
                Metric.beside(
                        keys,
                        error,
                        drift,
                        changes.metric("alignment with initialisation", KernelChange::alignment),
                        changes.metric("alignment with labels before", KernelChange::labelsBefore),
                        changes.metric("after", KernelChange::labelsAfter),
                        networks.share(
                                "share at training error 0",
                                result -> result.outcome().equals("interpolated")),
                        networks.share(
                                "share diverged", result -> result.outcome().equals("diverged"))));
        page.details("Test error of regression with the limiting kernel", limit.table("target", "depth"));
        if (lazy.rates.size() > 2) {
            page.note(networks.expand("factor", row -> row.result().validationErrors(), (i, e) -> lazy.rates.get(i))
                    .metric("validation error", Double::doubleValue)
                    .least("factor"));
        }
        page.bullets(setUp());
        page.summary(error, drift, dissociation, limit, limiting);
    }

    /** It is there where features are learned, it falls, and at the lazy end it is gone. */
    private Verdict verdict(Metric dissociation, Metric drift, Metric limiting) {
        Verdict verdict = Verdict.of(
                        "Claim 5: the difference comes from feature learning and fades as training becomes lazy")
                .scope("k = " + lazy.k + "; d = " + lazy.d + "; N = " + lazy.N + "; L = " + Numbers.list(lazy.depths)
                        + "; alpha = " + Numbers.list(lazy.alphas) + "; widths " + Numbers.list(lazy.widths));
        if (lazy.depths.size() < 2) {
            return verdict.needs("The test needs two depths (lazy.depths).");
        }
        if (lazy.alphas.size() >= 2) {
            double rich = lazy.alphas.getFirst();
            double last = lazy.alphas.getLast();
            Metric atRich = lazy.alphaSweep(dissociation).where("alpha", rich);
            Metric atLast = lazy.alphaSweep(dissociation).where("alpha", last);
            verdict = verdict.test("dissociation(alpha=" + rich + ")", atRich.overSeeds(), Region.above(0))
                    .test(
                            "dissociation(alpha=" + rich + ") − dissociation(alpha=" + last + ")",
                            atRich.minus(atLast).overSeeds(),
                            Region.above(0))
                    .test("dissociation(alpha=" + last + ")", atLast.overSeeds(), Region.atMost(MARGIN));
            verdict = slopes(verdict, "alpha", lazy.alphas, lazy.alphaSweep(drift), "−1 for smooth models");
        }
        if (lazy.widths.size() >= 2) {
            int narrow = lazy.widths.getFirst();
            int wide = lazy.widths.getLast();
            verdict = verdict.test(
                    "dissociation(width=" + narrow + ") − dissociation(width=" + wide + ") at alpha = "
                            + lazy.widthAlpha,
                    lazy.widthSweep(dissociation)
                            .where("width", narrow)
                            .minus(lazy.widthSweep(dissociation).where("width", wide))
                            .overSeeds(),
                    Region.above(0));
            verdict = slopes(
                    verdict,
                    "width",
                    lazy.widths,
                    lazy.widthSweep(drift),
                    "at most −1/2 by the bounds, −1 for smooth models");
        }
        Interval limit = limiting.overSeeds();
        return limit.n() < 2
                ? verdict
                : verdict.remark("Regression with the limiting kernel on the same samples has dissociation "
                        + Effects.words(limit) + ".");
    }

    /** The exponent of the drift over the lazier half of a sweep, mean over targets. */
    private static Verdict slopes(
            Verdict verdict, String key, List<? extends Number> swept, Metric drift, String expected) {
        Verdict more = verdict;
        List<? extends Number> half = swept.subList((swept.size() - 1) / 2, swept.size());
        if (half.size() >= 2) {
            Metric exponents = drift.where(key, half.toArray())
                    .map(DoubleFunctions::log)
                    .slope(key, DoubleFunctions::log)
                    .finite()
                    .meanOver("target");
            for (Metric exponent : exponents.by("depth")) {
                more = more.remark(
                        "L = " + exponent.at("depth") + ": the kernel's drift scales as " + key + "^p with p = "
                                + Effects.words(exponent.overSeeds()) + " for " + key + " = " + half.getFirst() + " to "
                                + half.getLast() + "; expected: " + expected + ".");
            }
        }
        return more;
    }

    private List<String> setUp() {
        return List.of(
                "Model g = alpha (f(x) − f(x) at initialisation); f in the NTK parameterisation with effective weights of variance 2 / fan-in and"
                        + " trained biases that start at 0. Squared loss on labels, batches of " + batch
                        + ", until the training error is 0, at most " + lazy.epochs + " epochs.",
                "Inputs scaled to length sqrt d, where the limit of infinite width is the NTK with trained biases. "
                        + lazy.seeds + " seeds, each with fresh samples and weights.",
                "Learning rates: shares " + Numbers.list(lazy.rates)
                        + " of 2 B / lambda_max of the initial tangent kernel on a batch of B, where a step ceases to be stable; the rate thus falls"
                        + " as 1 / alpha^2. The share is chosen on a validation split.");
    }
}
