package fathom.experiments.fractal;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.FractalTrial.FractalCell;
import module fathom.experiments;
import module java.base;

/** What the paper says of trained networks, as tests on differences of test accuracies, paired by seed. */
record NetworkClaims(FractalSettings c, TrainedNetworks networks) {

    /** Accuracies that differ by less count as equal where a claim says "no effect". */
    private static final double MARGIN = 0.02;

    private static final String SIERPINSKY = "Sierpinsky";

    List<Verdict> verdicts() {
        return List.of(depth(), parameters(), curve(), sierpinsky());
    }

    /** One sentence for the top of the report. */
    String answer() {
        String system = Systems.title(c.systems().getFirst());
        int width = c.widths().getLast();
        Interval depth = at(gain(c.deepest(), c.shallowest()), system, width);
        if (!depth.testable() || c.shallowest() == c.deepest()) {
            return "Not answered by these settings: that takes two depths and at least 3 seeds.";
        }
        boolean helps = depth.low() > 0;
        String coarse = format(
                "on the coarse curve #%s depth %s, %s = %s (%s, width %d)",
                c.curve(),
                helps ? "helps" : "does not visibly help",
                difference(c.deepest(), c.shallowest()),
                Numbers.words(depth),
                system,
                width);
        if (finest().equals(c.curve())) {
            return "Half an answer: " + coarse + "; a fine curve was not run.";
        }
        Interval curve = at(cost(), system, width);
        boolean hurts = curve.low() > 0;
        return format(
                "%s: %s; the fine curve #%s %s the deep network %s.",
                helps && hurts ? "Yes, as far as trained networks show" : "Not shown here",
                coarse,
                finest(),
                hurts ? "costs" : "does not visibly cost",
                Numbers.words(curve));
    }

    private static Interval at(Metric difference, String system, int width) {
        return difference.where("system", system).where("width", width).overSeeds();
    }

    private Metric joint(String curve, int depth) {
        return networks.test()
                .where("procedure", FractalCell.JOINT)
                .where("curve", curve)
                .where("depth", depth);
    }

    /** accuracy(L=deep) − accuracy(L=shallow) on the first curve, for each system and width. */
    private Metric gain(int deep, int shallow) {
        return joint(c.curve(), deep).minus(joint(c.curve(), shallow));
    }

    /** accuracy on the first curve − accuracy on the finest, of the deepest networks. */
    private Metric cost() {
        return joint(c.curve(), c.deepest()).minus(joint(finest(), c.deepest()));
    }

    private static String difference(int deep, int shallow) {
        return "accuracy(L=" + deep + ") − accuracy(L=" + shallow + ")";
    }

    private Verdict depth() {
        Verdict verdict = Verdict.of("Deeper networks achieve better accuracy on fractals with a coarse curve")
                .scope(scope("curve #" + c.curve() + "; L = " + Numbers.list(c.depths())));
        if (c.depths().size() < 2) {
            return verdict;
        }
        verdict = verdict.tests(
                difference(c.deepest(), c.shallowest()), gain(c.deepest(), c.shallowest()), Region.above(0));
        for (int i = 1; i < c.depths().size(); i++) {
            int below = c.depths().get(i - 1);
            int above = c.depths().get(i);
            for (Metric one : gain(above, below).by("system", "width")) {
                Interval step = one.overSeeds();
                verdict = verdict.remark(
                        step.testable() && step.high() < 0
                                ? "Not at every step: " + difference(above, below) + ", "
                                        + one.words(List.of("system", "width")) + ": " + Numbers.words(step) + "."
                                : "");
            }
        }
        return verdict;
    }

    /** A network's shape on a system. */
    private record Network(int depth, int width, long parameters) {

        String words() {
            return format("accuracy(L=%d, width %d, %d parameters)", depth, width, parameters);
        }
    }

    private Network network(String system, int depth, int width) {
        int dimension = Systems.system(system, c.d()).dimension();
        return new Network(depth, width, FractalCell.parameters(dimension, depth, width));
    }

    /** The deepest network against the shallower one that has the next larger number of parameters, at most twice as many. */
    private Verdict parameters() {
        Verdict verdict = Verdict.of("Deeper networks use their parameters more efficiently")
                .scope(scope("curve #" + c.curve() + "; L = " + Numbers.list(c.depths())));
        for (String system : c.systems()) {
            for (int width : c.widths()) {
                Network deep = network(system, c.deepest(), width);
                Network other = c.depths().stream()
                        .filter(depth -> depth < c.deepest())
                        .flatMap(depth -> c.widths().stream().map(one -> network(system, depth, one)))
                        .filter(one -> one.parameters >= deep.parameters && one.parameters <= 2 * deep.parameters)
                        .min(Comparator.comparingLong(Network::parameters))
                        .orElse(null);
                if (other != null) {
                    Metric accuracy = networks.first(system);
                    verdict = verdict.test(
                            deep.words() + " − " + other.words() + ", " + Systems.title(system) + ",",
                            accuracy.where("depth", deep.depth)
                                    .where("width", width)
                                    .minus(accuracy.where("depth", other.depth).where("width", other.width))
                                    .overSeeds(),
                            Region.above(0));
                }
            }
        }
        return verdict.remark(
                "Each test compares the deepest network with the shallower one that has the next larger number of parameters,"
                        + " at most twice as many. Where there is none, nothing is tested.");
    }

    private Verdict curve() {
        boolean one = finest().equals(c.curve());
        return curves(
                Verdict.of("A fine approximation curve degrades deep networks on all fractals but Sierpinsky's")
                        .scope(scope("L = " + c.deepest() + (one ? "; curve #" : "; curves #") + c.curve()
                                + (one ? "" : " and #" + finest()))),
                keys -> !keys.get("system").equals(SIERPINSKY),
                Region.above(0));
    }

    private Verdict sierpinsky() {
        long widest = c.widths().getLast();
        return curves(
                Verdict.of("On Sierpinsky's triangle the curve has no effect when the network is wide")
                        .scope("L = " + c.deepest() + "; width " + widest + ", 400 in the paper; margin " + MARGIN),
                keys -> keys.get("system").equals(SIERPINSKY)
                        && keys.get("width").equals(widest),
                Region.within(MARGIN));
    }

    private Verdict curves(Verdict verdict, Predicate<Map<String, Object>> networks, Region region) {
        return finest().equals(c.curve())
                ? verdict.needs("This needs a curve that is finer than the first.")
                : verdict.tests(
                        "accuracy(curve #" + c.curve() + ") − accuracy(curve #" + finest() + ")",
                        cost().whereKeys(networks),
                        region);
    }

    /** The curve with the least P(n - 1). */
    private String finest() {
        return c.curves().stream()
                .min(Comparator.comparingDouble(curve -> NetworkFigures.nearlyAll(c, curve)))
                .orElseThrow();
    }

    private String scope(String more) {
        return String.join(", ", c.systems().stream().map(Systems::title).toList()) + ", n = " + c.n() + "; " + more
                + "; width " + Numbers.list(c.widths()) + format("; %,d steps", c.steps());
    }
}
