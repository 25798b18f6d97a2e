package fathom.experiments.fractal;

import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.LineTrial.LineCell;
import fathom.experiments.fractal.LineTrial.LineResult;
import fathom.experiments.protocol.Threaded;
import module fathom.experiments;
import module java.base;

/** What networks of each depth cut out of the line, on a coarse and on a fine curve: the paper's argument in one dimension. */
record LineSection(FractalSettings settings, Context context) {

    /** A coarse curve, a fine one, and the finest. */
    static final List<Integer> CURVES = List.of(1, 4, 6);

    private static final int LEVELS = 4;
    private static final int WIDTH = 20;

    /** Networks of every depth for the first seed: an illustration, not a measurement. None without the theory. */
    private Sweep<LineCell, LineResult> sweep() {
        List<LineCell> plan = Grid.of(LineCell.class)
                .each("curve", settings.theory().levels().isEmpty() ? List.of() : CURVES)
                .with("n", LEVELS)
                .each("depth", settings.depths())
                .with("width", WIDTH)
                .each("rate", settings.rates())
                .with("points", settings.training())
                .with("validation", settings.validation())
                .with("adam", settings.adam())
                .with("seed", settings.seed())
                .plan();
        Trial<LineCell, LineResult> trial = new Threaded<>(
                context.threads(), new LineTrial(context.scratch().toString()));
        return Sweep.of("line", LineCell.class, LineResult.class, plan, trial)
                .withCost(LineCell::cost)
                .withLabel(LineCell::label);
    }

    Section section() {
        return Section.of("Coarse and fine curves on a line", this::report, sweep());
    }

    private void report(Results results, SectionWriter page) {
        Rows<LineCell, LineResult> all = results.of(sweep());
        Choice rate =
                all.metric("validation error", line -> 1 - line.validation()).least("rate");
        page.text(
                "On a line everything can be computed exactly: a network is affine on finitely many intervals, and its accuracy is the"
                        + " integral of the distribution over the set it classifies as positive. On the coarse curve the large gaps hold negatives, so"
                        + " cutting them out pays at once, and each further layer can repeat these cuts more finely. On the finest curve cutting out a"
                        + " large gap gains nothing, and each of the smallest gaps gains little. Each row shows a single training; the claims are tested"
                        + " above.");
        page.figure(new Figure(
                "line",
                "Intervals that networks of width " + WIDTH
                        + " and depth L classify as positive, below the levels C1 to C" + LEVELS
                        + " of the fractal. Gaps without points on a curve do not count.",
                CURVES.size(),
                CURVES.stream().map(curve -> panel(all, curve)).toList()));
        page.note(rate);
        Metric[] measured = {
            rate.of(all.metric("accuracy", LineResult::accuracy)),
            rate.of(all.metricOf("best accuracy with as many sign changes", LineSection::best)),
            rate.of(all.metric("sign changes", line -> changes(line.positive()))),
            rate.of(all.metric("affine pieces", LineResult::pieces)),
            rate.of(all.metricOf("chosen rate", row -> row.configuration().rate()))
        };
        page.details("The networks of the figure", Metric.beside("curve, depth", measured));
        page.summary(measured);
    }

    private static double best(Row<LineCell, LineResult> row) {
        int changes = changes(row.result().positive());
        return SignChanges.accuracies(
                ApproximationCurve.numbered(row.configuration().curve(), LEVELS), changes)[changes];
    }

    /** Ends of positive intervals that are not ends of [0, 1]. */
    private static int changes(List<Double> positive) {
        return (int) positive.stream().filter(end -> end > 0 && end < 1).count();
    }

    /** A bar of a kind in a row of a panel. */
    private record Bar(String kind, double from, double to, int row) {}

    private static final List<String> KINDS =
            List.of("the fractal", "true positive", "false positive", "positive, gap without points");

    /** Rows from below: the networks, the deepest first, then the levels of the fractal, the finest first. */
    private Panel panel(Rows<LineCell, LineResult> all, int curve) {
        List<Bar> bars = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (int depth : settings.depths().reversed()) {
            // The rate with the best validation accuracy; of equals the smallest.
            all.where("curve", curve).where("depth", depth).stream()
                    .max(Comparator.comparingDouble(row -> row.result().validation()))
                    .ifPresent(row -> bars.addAll(decision(curve, row.result().positive(), rows.size())));
            rows.add("L = " + depth);
        }
        for (int level = LEVELS; level >= 1; level--) {
            for (CantorSegment segment : CantorSegment.all(level)) {
                if (segment.gap() == 0) {
                    bars.add(new Bar(KINDS.getFirst(), segment.from(), segment.to(), rows.size()));
                }
            }
            rows.add("C" + level);
        }
        Panel panel = Panel.of("Curve #" + curve, "x", "").xRange(0, 1).rows(rows);
        for (String kind : KINDS) {
            List<Bar> own = bars.stream().filter(bar -> bar.kind.equals(kind)).toList();
            panel.bands(
                    kind,
                    own.stream()
                            .flatMap(bar -> Stream.of(bar.from, bar.to))
                            .mapToDouble(end -> end)
                            .toArray(),
                    own.stream().mapToInt(Bar::row).toArray());
        }
        return panel;
    }

    /** What positive intervals have in common with each cell and gap. */
    private static List<Bar> decision(int curve, List<Double> positive, int row) {
        ApproximationCurve approximation = ApproximationCurve.numbered(curve, LEVELS);
        List<Bar> bars = new ArrayList<>();
        for (CantorSegment segment : CantorSegment.all(LEVELS)) {
            String kind = KINDS.get(segment.gap() == 0 ? 1 : segment.mass(approximation) > 0 ? 2 : 3);
            for (int i = 0; i < positive.size(); i += 2) {
                double from = Math.max(segment.from(), positive.get(i));
                double to = Math.min(segment.to(), positive.get(i + 1));
                if (from < to) {
                    bars.add(new Bar(kind, from, to, row));
                }
            }
        }
        return bars;
    }
}
