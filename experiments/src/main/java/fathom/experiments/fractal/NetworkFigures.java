package fathom.experiments.fractal;

import fathom.data.fractal.Curve;
import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.FractalTrial.FractalCell;
import fathom.runs.figure.Figure;
import fathom.runs.figure.HeatMap;
import fathom.runs.figure.Panel;
import fathom.runs.results.Metric;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The figures about trained networks. */
record NetworkFigures(FractalSettings c, TrainedNetworks networks) {

    private static final double CHANCE = 0.5;

    /** Figures 4 and 5: test accuracy by width, by number of parameters and by curve. */
    Figure accuracies(String system) {
        int dimension = Systems.system(system, c.d()).dimension();
        List<Panel> panels = new ArrayList<>();
        panels.add(byWidth(system, "units per layer k", depth -> width -> width));
        if (c.curves().size() > 1) {
            panels.add(byCurve(system));
        }
        panels.add(
                byWidth(system, "parameters", depth -> width -> FractalCell.parameters(dimension, depth, (int) width)));
        return new Figure(
                "accuracy-" + Systems.name(system),
                "Test accuracy on " + Systems.title(system) + ". Curve #" + c.curve()
                        + " by width and by number of parameters, L hidden layers"
                        + (c.curves().size() > 1
                                ? "; L = " + c.deepest() + " by curve, with P(" + (c.n() - 1)
                                        + "), the accuracy of knowing all levels but the finest"
                                : "")
                        + ". Means over seeds with 95 % intervals, best learning rate of each seed.",
                panels.size(),
                panels);
    }

    private Panel byWidth(String system, String label, java.util.function.IntFunction<Abscissa> abscissa) {
        Panel panel = Panel.of("Curve #" + c.curve(), label, "test accuracy")
                .logX()
                .yRange(0.45, 1)
                .level("chance", CHANCE);
        Metric accuracy = networks.first().where("system", Systems.title(system));
        for (int depth : c.depths()) {
            var curve = accuracy.where("depth", depth).curve("width");
            if (curve.x().length > 0) {
                double[] x =
                        Arrays.stream(curve.x()).map(abscissa.apply(depth)::of).toArray();
                panel.line("L = " + depth, x, curve.mean(), curve.low(), curve.high());
            }
        }
        return panel;
    }

    /** From a width to a place. */
    private interface Abscissa {
        double of(double width);
    }

    private Panel byCurve(String system) {
        Panel panel = Panel.of("L = " + c.deepest(), "curve", "test accuracy")
                .columns(c.curves().stream()
                        .map(curve -> Systems.curve(curve, c.n()).name())
                        .toList())
                .yRange(0.45, 1.02);
        Metric accuracy = TrainedNetworks.joint(networks.test())
                .where("system", Systems.title(system))
                .where("depth", c.deepest());
        for (int width : c.widths()) {
            List<Double> x = new ArrayList<>();
            List<Interval> y = new ArrayList<>();
            for (int i = 0; i < c.curves().size(); i++) {
                Interval interval = accuracy.where("width", width)
                        .where("curve", c.curves().get(i))
                        .overSeeds();
                if (interval.n() > 0) {
                    x.add(i + 0.5);
                    y.add(interval);
                }
            }
            if (!x.isEmpty()) {
                panel.line("k = " + width, x, y);
            }
        }
        return panel.curve(
                "P(" + (c.n() - 1) + ")",
                places(i -> i + 0.5),
                places(i -> Systems.curve(c.curves().get(i), c.n()).value(c.n() - 1)));
    }

    private double[] places(IntToDoubleFunction value) {
        return IntStream.range(0, c.curves().size()).mapToDouble(value).toArray();
    }

    /** P(j) of each curve. */
    Figure approximations() {
        Panel panel = Panel.of("Approximation curves", "levels j", "P(j)").yRange(0.45, 1.02);
        for (String name : c.curves()) {
            Curve curve = Systems.curve(name, c.n());
            double[] j = IntStream.rangeClosed(0, c.n()).asDoubleStream().toArray();
            panel.line(
                    "curve " + curve.name(),
                    j,
                    Arrays.stream(j).map(level -> curve.value((int) level)).toArray());
        }
        return Figure.of("curves", "P(j), the accuracy of knowing the j coarsest levels, on each curve.", panel);
    }

    /** The set that the network classifies as positive, for each depth: the sign of its output over the square. */
    Optional<Figure> regions(String system) {
        List<Panel> panels = new ArrayList<>();
        for (int depth : c.depths()) {
            networks.drawn(system, depth).ifPresent(row -> {
                double[][] signs = DecisionRegion.signs(
                        row.result().region(), row.configuration().picture());
                panels.add(Panel.of(
                                String.format(
                                        Locale.ROOT,
                                        "L = %d: accuracy %.3f",
                                        depth,
                                        row.result().test()),
                                "x1",
                                "x2")
                        .square()
                        .heat(new HeatMap(-1, 1, -1, 1, signs, HeatMap.Scale.DIVERGING, -1.6, 1.6, "")));
            });
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        panels.add(DistributionSection.cloud(c.problem(system, c.curve(), c.seed()), "The points"));
        return Optional.of(new Figure(
                "regions-" + Systems.name(system),
                "Decision regions of networks of width " + c.widths().getLast() + " on " + Systems.title(system)
                        + ", curve #" + c.curve()
                        + ": orange is classified as positive, blue as negative. Each further layer repeats the cuts of the layers"
                        + " before it and so resolves finer levels.",
                Math.min(3, panels.size()),
                panels));
    }
}
