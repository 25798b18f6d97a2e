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

    private static final String SIERPINSKY = "sierpinsky";

    List<Verdict> verdicts() {
        return List.of(depth(), parameters(), curve(), sierpinsky());
    }

    /** One sentence for the top of the report. */
    String answer() {
        String system = c.systems().getFirst();
        int width = c.widths().getLast();
        Interval depth = gain(system, width, c.deepest(), c.shallowest());
        if (!depth.testable() || c.shallowest() == c.deepest()) {
            return "Not answered by these settings: that takes two depths and at least 3 seeds.";
        }
        boolean helps = depth.low() > 0;
        String coarse = format(
                "on the coarse curve #%s depth %s, accuracy(L=%d) − accuracy(L=%d) = %s (%s, width %d)",
                c.curve(),
                helps ? "helps" : "does not visibly help",
                c.deepest(),
                c.shallowest(),
                Numbers.words(depth),
                Systems.title(system),
                width);
        if (finest().equals(c.curve())) {
            return "Half an answer: " + coarse + "; a fine curve was not run.";
        }
        Interval curve = cost(system, width);
        boolean hurts = curve.low() > 0;
        return format(
                "%s: %s; the fine curve #%s %s the deep network %s.",
                helps && hurts ? "Yes, as far as trained networks show" : "Not shown here",
                coarse,
                finest(),
                hurts ? "costs" : "does not visibly cost",
                Numbers.words(curve));
    }

    private Metric at(String system, int depth, int width) {
        return networks.first(system).where("depth", depth).where("width", width);
    }

    /** accuracy(L=deep) − accuracy(L=shallow) on the first curve. */
    private Interval gain(String system, int width, int deep, int shallow) {
        return at(system, deep, width).minus(at(system, shallow, width)).overSeeds();
    }

    private static String difference(int deep, int shallow, String system, int width) {
        return "accuracy(L=" + deep + ") − accuracy(L=" + shallow + "), " + Systems.title(system) + ", width " + width;
    }

    private Verdict depth() {
        Verdict verdict = Verdict.of("Deeper networks achieve better accuracy on fractals with a coarse curve")
                .scope(scope("curve #" + c.curve() + "; L = " + list(c.depths())));
        for (String system : c.systems()) {
            for (int width : c.depths().size() < 2 ? List.<Integer>of() : c.widths()) {
                verdict = verdict.test(
                        difference(c.deepest(), c.shallowest(), system, width) + ",",
                        gain(system, width, c.deepest(), c.shallowest()),
                        Region.above(0));
                for (int i = 1; i < c.depths().size(); i++) {
                    int below = c.depths().get(i - 1);
                    int above = c.depths().get(i);
                    Interval step = gain(system, width, above, below);
                    verdict = verdict.remark(
                            step.testable() && step.high() < 0
                                    ? "Not at every step: " + difference(above, below, system, width) + ": "
                                            + Numbers.words(step) + "."
                                    : "");
                }
            }
        }
        return verdict;
    }

    /** A network's shape on a system. */
    private record Shape(int depth, int width, long parameters) {}

    private Shape shape(String system, int depth, int width) {
        int dimension = Systems.system(system, c.d()).dimension();
        return new Shape(depth, width, FractalCell.parameters(dimension, depth, width));
    }

    /** The deepest network against the shallower one that has the next larger number of parameters, at most twice as many. */
    private Verdict parameters() {
        Verdict verdict = Verdict.of("Deeper networks use their parameters more efficiently")
                .scope(scope("curve #" + c.curve() + "; L = " + list(c.depths())));
        for (String system : c.systems()) {
            List<Shape> shallower = c.depths().stream()
                    .filter(depth -> depth < c.deepest())
                    .flatMap(depth -> c.widths().stream().map(width -> shape(system, depth, width)))
                    .toList();
            for (int width : c.widths()) {
                Shape deep = shape(system, c.deepest(), width);
                Shape other = shallower.stream()
                        .filter(one -> one.parameters >= deep.parameters && one.parameters <= 2 * deep.parameters)
                        .min(Comparator.comparingLong(Shape::parameters))
                        .orElse(null);
                if (other != null) {
                    verdict = verdict.test(
                            format(
                                    "accuracy(L=%d, width %d, %d parameters) − accuracy(L=%d, width %d, %d parameters), %s,",
                                    deep.depth,
                                    width,
                                    deep.parameters,
                                    other.depth,
                                    other.width,
                                    other.parameters,
                                    Systems.title(system)),
                            at(system, deep.depth, width)
                                    .minus(at(system, other.depth, other.width))
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
        Verdict verdict = Verdict.of(
                        "A fine approximation curve degrades deep networks on all fractals but Sierpinsky's")
                .scope(scope("L = " + c.deepest()
                        + (finest().equals(c.curve())
                                ? "; curve #" + c.curve()
                                : "; curves #" + c.curve() + " and #" + finest())));
        for (String system : c.systems()) {
            if (!system.equals(SIERPINSKY)) {
                verdict = curves(verdict, system, c.widths(), Region.above(0));
            }
        }
        return verdict;
    }

    private Verdict sierpinsky() {
        int widest = c.widths().getLast();
        Verdict verdict = Verdict.of("On Sierpinsky's triangle the curve has no effect when the network is wide")
                .scope("L = " + c.deepest() + "; width " + widest + ", 400 in the paper; margin " + MARGIN);
        return c.systems().contains(SIERPINSKY)
                ? curves(verdict, SIERPINSKY, List.of(widest), Region.within(MARGIN))
                : verdict;
    }

    private Verdict curves(Verdict verdict, String system, List<Integer> widths, Region region) {
        if (finest().equals(c.curve())) {
            return verdict.remark("This needs a curve that is finer than the first.");
        }
        Verdict all = verdict;
        for (int width : widths) {
            all = all.test(
                    "accuracy(curve #" + c.curve() + ") − accuracy(curve #" + finest() + "), " + Systems.title(system)
                            + ", width " + width + ",",
                    cost(system, width),
                    region);
        }
        return all;
    }

    /** accuracy on the first curve − accuracy on the finest, of the deepest networks. */
    private Interval cost(String system, int width) {
        return networks.deepest(networks.test(), system, c.curve())
                .where("width", width)
                .minus(networks.deepest(networks.test(), system, finest()).where("width", width))
                .overSeeds();
    }

    /** The curve with the least P(n - 1). */
    private String finest() {
        return IntStream.range(0, c.curves().size())
                .boxed()
                .min(Comparator.comparingDouble(i -> NetworkFigures.nearlyAll(c, i)))
                .map(c.curves()::get)
                .orElseThrow();
    }

    private String scope(String more) {
        return String.join(", ", c.systems().stream().map(Systems::title).toList()) + ", n = " + c.n() + "; " + more
                + "; width " + list(c.widths()) + format("; %,d steps", c.steps());
    }

    private static String list(List<Integer> values) {
        return values.size() > 2 && values.getLast() - values.getFirst() == values.size() - 1
                ? values.getFirst() + " to " + values.getLast()
                : values.toString().replaceAll("[\\[\\]]", "");
    }
}
