package fathom.experiments.fractal;

import fathom.data.fractal.Curve;
import fathom.experiments.fractal.Measured.Series;
import fathom.runs.report.Figure;
import fathom.runs.report.HeatMap;
import fathom.runs.report.Panel;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The figures about data and trained networks. */
final class Pictures {

    private static final double CHANCE = 0.5;

    private Pictures() {}

    /** Figure 4: test accuracy by width and by number of parameters, a line for each depth. */
    static Figure depths(Measured measured, String system) {
        Configuration c = measured.configuration();
        int dimension = Systems.system(system, c.d()).dimension();
        Panel byWidth = lines(measured, system, "width", Series::width);
        Panel byParameters = lines(
                measured,
                system,
                "parameters",
                series -> NetworkCell.parameters(dimension, series.depth(), series.width()));
        return Figure.of(
                "depth-" + Systems.name(system),
                "Test accuracy on " + Systems.title(system) + ", curve "
                        + c.curves().getFirst()
                        + ", by the width of the hidden layers and by the number of parameters: mean over"
                        + " seeds with 95 % intervals, best learning rate of each seed.",
                byWidth,
                byParameters);
    }

    private static Panel lines(Measured measured, String system, String label, ToDoubleFunction<Series> abscissa) {
        Configuration c = measured.configuration();
        Panel panel =
                Panel.of(Systems.title(system), label, "test accuracy").logX().yRange(0.45, 1);
        boolean any = false;
        for (int depth : c.depths()) {
            List<Double> x = new ArrayList<>();
            List<Interval> y = new ArrayList<>();
            for (int width : c.widths()) {
                Series series = measured.first(system, depth, width);
                Measured.interval(measured.test(series)).ifPresent(interval -> {
                    x.add(abscissa.applyAsDouble(series));
                    y.add(interval);
                });
            }
            if (!x.isEmpty()) {
                panel.line("depth " + depth, x, y);
                any = true;
            }
        }
        return any ? panel.level("chance", CHANCE) : panel;
    }

    /** Figure 5: the deepest networks on each curve, a line for each width. */
    static Figure curves(Measured measured) {
        Configuration c = measured.configuration();
        boolean numbered = c.curves().stream().allMatch(curve -> curve.matches("[0-9]"))
                && c.curves().equals(c.curves().stream().sorted().toList());
        double[] places = IntStream.range(0, c.curves().size())
                .mapToDouble(i -> numbered ? Double.parseDouble(c.curves().get(i)) : i + 1)
                .toArray();
        List<Panel> panels = new ArrayList<>();
        panels.add(approximations(c));
        for (String system : c.systems()) {
            Panel panel = Panel.of(
                            Systems.title(system) + ", depth " + c.deepest(),
                            numbered ? "number of the curve" : "curve, by its place in the list",
                            "test accuracy")
                    .yRange(0.45, 1.02);
            for (int width : c.widths()) {
                List<Double> x = new ArrayList<>();
                List<Interval> y = new ArrayList<>();
                for (int i = 0; i < c.curves().size(); i++) {
                    double place = places[i];
                    Series series = measured.first(system, c.deepest(), width)
                            .onCurve(c.curves().get(i));
                    Measured.interval(measured.test(series)).ifPresent(interval -> {
                        x.add(place);
                        y.add(interval);
                    });
                }
                if (!x.isEmpty()) {
                    panel.line("width " + width, x, y);
                }
            }
            double[] values = new double[places.length];
            for (int i = 0; i < places.length; i++) {
                values[i] = Systems.curve(c.curves().get(i), c.n()).value(c.n() - 1);
            }
            panels.add(panel.curve("P(" + (c.n() - 1) + ")", places, values));
        }
        return new Figure(
                "curves",
                "First P(j), the accuracy of knowing the j coarsest levels, on each curve; then the test accuracy of trained networks at depth "
                        + c.deepest() + " on each, beside what knowing all levels but the finest would reach.",
                Math.min(2, panels.size()),
                panels);
    }

    private static Panel approximations(Configuration c) {
        Panel panel = Panel.of("Approximation curves", "levels j", "P(j)").yRange(0.45, 1.02);
        for (String name : c.curves()) {
            Curve curve = Systems.curve(name, c.n());
            double[] j = new double[c.n() + 1];
            double[] values = new double[c.n() + 1];
            for (int i = 0; i <= c.n(); i++) {
                j[i] = i;
                values[i] = curve.value(i);
            }
            panel.line("curve " + curve.name(), j, values);
        }
        return panel;
    }

    /** Where the network says "positive", for each depth: the sign of its output over the square. */
    static Optional<Figure> regions(Measured measured, String system) {
        Configuration c = measured.configuration();
        List<Panel> panels = new ArrayList<>();
        for (int depth : c.depths()) {
            measured.drawn(system, depth).ifPresent(trial -> {
                double[][] signs = Region.signs(
                        trial.result().region(), trial.configuration().picture());
                panels.add(Panel.of(
                                String.format(
                                        Locale.ROOT,
                                        "Depth %d: accuracy %.3f",
                                        depth,
                                        trial.result().test()),
                                "x1",
                                "x2")
                        .square()
                        .heat(new HeatMap(-1, 1, -1, 1, signs, HeatMap.Scale.DIVERGING, -1.6, 1.6, "")));
            });
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        panels.add(
                Clouds.cloud(c.problem(system, c.curves().getFirst(), c.seeds().getFirst()), "The points themselves"));
        return Optional.of(new Figure(
                "regions-" + Systems.name(system),
                "Where networks of width " + c.widths().getLast() + " say positive (orange) and negative (blue) on "
                        + Systems.title(system) + ", curve " + c.curves().getFirst()
                        + ". Each further layer can copy what the ones before it have cut out, and so resolves finer levels.",
                Math.min(3, panels.size()),
                panels));
    }
}
