package fathom.experiments.fractal;

import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.FractalTrial.FractalCell;
import fathom.runs.report.Numbers;
import fathom.runs.results.Metric;
import fathom.runs.statistics.Interval;
import fathom.runs.verdict.Region;
import fathom.runs.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the paper says of trained networks, as tests on differences of test accuracies, paired by seed. */
record NetworkClaims(FractalSettings c, TrainedNetworks networks) {

    /** Accuracies that differ by less count as equal where a claim says "no effect". */
    private static final double MARGIN = 0.02;

    private static final String SIERPINSKY = "sierpinsky";

    List<Verdict> verdicts() {
        return List.of(depth(), parameters(), curve(), sierpinsky());
    }

    /** One sentence for the top of the report. */
    String answer() {
        String system = c.systems().getFirst();
        int width = c.widths().getLast();
        Interval depth = gain(system, width).overSeeds();
        Interval curve = onCurves(system, width, c.curve())
                .minus(onCurves(system, width, finest()))
                .overSeeds();
        if (depth.n() < Interval.LEAST_TESTED || curve.n() < Interval.LEAST_TESTED) {
            return "Not answered by these settings: that takes two depths, two curves and at least 3 seeds.";
        }
        boolean helps = depth.low() > 0;
        boolean hurts = curve.low() > 0;
        return String.format(
                Locale.ROOT,
                "%s: on the coarse curve #%s depth %s, accuracy(L=%d) − accuracy(L=%d) = %s; the fine curve #%s %s"
                        + " the deep network %s (%s, width %d).",
                helps && hurts ? "Yes, as far as trained networks show" : "Not shown here",
                c.curve(),
                helps ? "helps" : "does not visibly help",
                c.deepest(),
                c.shallowest(),
                Numbers.words(depth),
                finest(),
                hurts ? "costs" : "does not visibly cost",
                Numbers.words(curve),
                Systems.title(system),
                width);
    }

    private Metric at(String system, int depth, int width) {
        return networks.first()
                .where("system", Systems.title(system))
                .where("depth", depth)
                .where("width", width);
    }

    private Metric gain(String system, int width) {
        return c.depths().size() < 2
                ? none(system, width)
                : at(system, c.deepest(), width).minus(at(system, c.shallowest(), width));
    }

    /** A difference that nobody measured. */
    private Metric none(String system, int width) {
        return at(system, c.deepest(), width).whereKeys(keys -> false);
    }

    private Verdict depth() {
        Verdict verdict = Verdict.of("Deeper networks achieve better accuracy on fractals with a coarse curve")
                .scope(scope("curve #" + c.curve() + "; L = " + list(c.depths())));
        for (String system : c.systems()) {
            for (int width : c.widths()) {
                if (c.depths().size() > 1) {
                    verdict = verdict.test(
                            String.format(
                                    Locale.ROOT,
                                    "accuracy(L=%d) − accuracy(L=%d), %s, width %d,",
                                    c.deepest(),
                                    c.shallowest(),
                                    Systems.title(system),
                                    width),
                            gain(system, width).overSeeds(),
                            Region.above(0));
                }
                for (int i = 1; i < c.depths().size(); i++) {
                    int below = c.depths().get(i - 1);
                    int above = c.depths().get(i);
                    Interval step = at(system, above, width)
                            .minus(at(system, below, width))
                            .overSeeds();
                    verdict = verdict.remark(
                            step.testable() && step.high() < 0
                                    ? String.format(
                                            Locale.ROOT,
                                            "Not at every step: %s, width %d, accuracy(L=%d) − accuracy(L=%d) = %s.",
                                            Systems.title(system),
                                            width,
                                            above,
                                            below,
                                            Numbers.words(step))
                                    : "");
                }
            }
        }
        return verdict;
    }

    /** The deepest network against the shallower one that has the next larger number of parameters, at most twice as many. */
    private Verdict parameters() {
        Verdict verdict = Verdict.of("Deeper networks use their parameters more efficiently")
                .scope(scope("curve #" + c.curve() + "; L = " + list(c.depths())));
        for (String system : c.systems()) {
            int dimension = Systems.system(system, c.d()).dimension();
            for (int width : c.widths()) {
                long own = FractalCell.parameters(dimension, c.deepest(), width);
                int[] other = c.depths().stream()
                        .filter(depth -> depth < c.deepest())
                        .flatMap(depth -> c.widths().stream().map(wider -> new int[] {depth, wider}))
                        .filter(shape -> parameters(dimension, shape) >= own && parameters(dimension, shape) <= 2 * own)
                        .min(Comparator.comparingLong(shape -> parameters(dimension, shape)))
                        .orElse(null);
                if (other != null) {
                    verdict = verdict.test(
                            String.format(
                                    Locale.ROOT,
                                    "accuracy(L=%d, width %d, %d parameters) − accuracy(L=%d, width %d, %d parameters), %s,",
                                    c.deepest(),
                                    width,
                                    own,
                                    other[0],
                                    other[1],
                                    parameters(dimension, other),
                                    Systems.title(system)),
                            at(system, c.deepest(), width)
                                    .minus(at(system, other[0], other[1]))
                                    .overSeeds(),
                            Region.above(0));
                }
            }
        }
        return verdict.remark(
                "Each test compares the deepest network with the shallower one that has the next larger number of parameters,"
                        + " at most twice as many. Where there is none, nothing is tested.");
    }

    private static long parameters(int dimension, int[] shape) {
        return FractalCell.parameters(dimension, shape[0], shape[1]);
    }

    private Verdict curve() {
        Verdict verdict = Verdict.of(
                        "A fine approximation curve degrades deep networks on all fractals but Sierpinsky's")
                .scope(scope("L = " + c.deepest() + "; curves #" + c.curve() + " and #" + finest()));
        for (String system : c.systems()) {
            if (!system.equals(SIERPINSKY)) {
                verdict = curves(verdict, system, c.widths(), Region.above(0));
            }
        }
        return verdict;
    }

    private Verdict sierpinsky() {
        Verdict verdict = Verdict.of("On Sierpinsky's triangle the curve has no effect when the network is wide")
                .scope("L = " + c.deepest() + "; width " + c.widths().getLast() + ", 400 in the paper; margin "
                        + MARGIN);
        return c.systems().contains(SIERPINSKY)
                ? curves(verdict, SIERPINSKY, List.of(c.widths().getLast()), Region.within(MARGIN))
                : verdict;
    }

    private Verdict curves(Verdict verdict, String system, List<Integer> widths, Region region) {
        if (finest().equals(c.curve())) {
            return verdict.remark("This needs a curve that is finer than the first.");
        }
        Verdict all = verdict;
        for (int width : widths) {
            all = all.test(
                    String.format(
                            Locale.ROOT,
                            "accuracy(curve #%s) − accuracy(curve #%s), %s, width %d,",
                            c.curve(),
                            finest(),
                            Systems.title(system),
                            width),
                    onCurves(system, width, c.curve())
                            .minus(onCurves(system, width, finest()))
                            .overSeeds(),
                    region);
        }
        return all;
    }

    private Metric onCurves(String system, int width, String curve) {
        Metric deep = TrainedNetworks.joint(networks.test())
                .where("system", Systems.title(system))
                .where("depth", c.deepest())
                .where("width", width);
        return deep.where("curve", curve);
    }

    /** The curve with the least P(n - 1). */
    private String finest() {
        return c.curves().stream()
                .min(Comparator.comparingDouble(
                        curve -> Systems.curve(curve, c.n()).value(c.n() - 1)))
                .orElseThrow();
    }

    private String scope(String more) {
        return String.join(", ", c.systems().stream().map(Systems::title).toList()) + ", n = " + c.n() + "; " + more
                + "; width " + list(c.widths())
                + String.format(Locale.ROOT, "; %,d steps", c.steps());
    }

    private static String list(List<Integer> values) {
        return values.size() > 2 && values.getLast() - values.getFirst() == values.size() - 1
                ? values.getFirst() + " to " + values.getLast()
                : values.toString().replaceAll("[\\[\\]]", "");
    }
}
