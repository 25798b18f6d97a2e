package fathom.experiments.fractal;

import fathom.data.fractal.Curve;
import fathom.experiments.protocol.RunPage;
import fathom.runs.Finished;
import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.report.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What networks of each depth cut out of the line, on a coarse and on a fine curve: the picture of the paper in one dimension. */
record LinePart(Configuration configuration, List<Finished<LineCell, LineResult>> trials) {

    private static final String SENTENCE =
            "On a line nothing is hidden: a network is affine on a finite number of pieces, which are found exactly, and its accuracy is the"
                    + " integral of the distribution over what it calls positive. Each row below is one network. On the coarse curve the large"
                    + " gaps hold negatives too, so cutting them out pays at once, and each further layer can repeat these cuts more finely. On the"
                    + " finest curve cutting out a large gap gains nothing, and each of the smallest gaps gains a little by itself. These are"
                    + " single trainings, drawn for their shapes; the claims are tested above.";

    boolean isEmpty() {
        return trials.isEmpty();
    }

    /** The rate that does best on the validation points. */
    private Optional<Finished<LineCell, LineResult>> best(int curve, int depth) {
        return trials.stream()
                .filter(trial -> trial.configuration().curve() == curve
                        && trial.configuration().depth() == depth)
                .max(Comparator.comparingDouble(trial -> trial.result().validation()));
    }

    void write(RunPage page) {
        page.report().section("Coarse and fine, on a line").paragraph(SENTENCE);
        page.figure(picture());
        page.report()
                .table(
                        "The networks of the picture: their affine pieces and changes of sign, their accuracy, integrated, and the best that"
                                + " any function with as many changes could have",
                        table());
    }

    private Table table() {
        LineCell any = trials.getFirst().configuration();
        Table table = Table.of(
                "curve",
                "hidden layers",
                "rate chosen",
                "pieces",
                "changes of sign",
                "accuracy",
                "best possible",
                "P(" + (any.n() - 1) + ")");
        for (int curve : PlanTheory.CURVES) {
            Curve approximation = Curve.numbered(curve, any.n());
            for (int depth : configuration.depths()) {
                best(curve, depth).ifPresent(trial -> {
                    int changes = changes(trial.result().positive());
                    table.row(
                            "#" + curve,
                            depth,
                            trial.configuration().rate(),
                            trial.result().pieces(),
                            changes,
                            trial.result().accuracy(),
                            SignChanges.accuracies(approximation, changes)[changes],
                            approximation.value(any.n() - 1));
                });
            }
        }
        return table;
    }

    /** Ends of positive intervals that are not ends of [0, 1]. */
    private static int changes(List<Double> positive) {
        return (int) positive.stream().filter(end -> end > 0 && end < 1).count();
    }

    private Figure picture() {
        LineCell any = trials.getFirst().configuration();
        List<Panel> panels = new ArrayList<>();
        for (int curve : PlanTheory.CURVES) {
            panels.add(panel(curve, any.n()));
        }
        return new Figure(
                "line",
                "Where networks of width " + any.width() + " with 1 to " + configuration.deepest()
                        + " hidden layers say positive, below the levels C1 to C" + any.n()
                        + " of the fractal (blue). Orange covers what is rightly called positive, green the gaps called positive though"
                        + " they hold negatives, violet those that hold no points on this curve. What stays blank below C"
                        + any.n()
                        + " is missed.",
                panels.size(),
                panels);
    }

    /** Rows from below: the networks, the deepest first, then the levels of the fractal, the finest first. */
    private Panel panel(int curve, int n) {
        Bars fractal = new Bars();
        Bars right = new Bars();
        Bars wrong = new Bars();
        Bars idle = new Bars();
        List<String> rows = new ArrayList<>();
        Curve approximation = Curve.numbered(curve, n);
        for (int depth : configuration.depths().reversed()) {
            int row = rows.size();
            rows.add("depth " + depth);
            best(curve, depth).ifPresent(trial -> {
                for (Segment segment : Segment.all(n)) {
                    Bars bars = segment.gap() == 0 ? right : segment.mass(approximation) > 0 ? wrong : idle;
                    bars.addCommon(segment, trial.result().positive(), row);
                }
            });
        }
        for (int level = n; level >= 1; level--) {
            for (Segment segment : Segment.all(level)) {
                if (segment.gap() == 0) {
                    fractal.add(segment.from(), segment.to(), rows.size());
                }
            }
            rows.add("C" + level);
        }
        Panel panel = Panel.of("Curve #" + curve, "x", "").xRange(0, 1).rows(rows);
        fractal.draw(panel, "the fractal");
        right.draw(panel, "rightly positive");
        wrong.draw(panel, "wrongly positive");
        idle.draw(panel, "positive, without points");
        return panel;
    }

    /** Bars of one look. */
    private static final class Bars {

        private final List<Double> ends = new ArrayList<>();
        private final List<Integer> rows = new ArrayList<>();

        void add(double from, double to, int row) {
            ends.add(from);
            ends.add(to);
            rows.add(row);
        }

        /** What a segment has in common with some intervals. */
        void addCommon(Segment segment, List<Double> intervals, int row) {
            for (int i = 0; i < intervals.size(); i += 2) {
                double from = Math.max(segment.from(), intervals.get(i));
                double to = Math.min(segment.to(), intervals.get(i + 1));
                if (from < to) {
                    add(from, to, row);
                }
            }
        }

        void draw(Panel panel, String name) {
            panel.bands(
                    name,
                    ends.stream().mapToDouble(Double::doubleValue).toArray(),
                    rows.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
