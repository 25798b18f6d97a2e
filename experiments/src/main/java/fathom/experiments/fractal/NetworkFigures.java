package fathom.experiments.fractal;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.FractalTrial.FractalCell;
import fathom.experiments.fractal.FractalTrial.FractalFit;
import module fathom.experiments;
import module java.base;

/** The figures about trained networks. */
record NetworkFigures(FractalSettings c, TrainedNetworks networks) {

    /** Figures 4 and 5: test accuracy by width, by number of parameters and by curve. */
    Figure accuracies(String system) {
        Metric accuracy = networks.rate()
                .of(networks.rows()
                        .key("parameters", row -> row.configuration().parameters())
                        .key(
                                "place",
                                row -> c.curves()
                                                .indexOf(row.configuration()
                                                        .problem()
                                                        .curve())
                                        + 0.5)
                        .metric("", FractalFit::test))
                .where("system", Systems.title(system))
                .where("procedure", FractalCell.JOINT);
        boolean curves = c.curves().size() > 1;
        List<Panel> panels = new ArrayList<>();
        panels.add(byDepth(accuracy, "width", "units per layer k"));
        if (curves) {
            panels.add(Panel.of("L = " + c.deepest(), "curve", "test accuracy")
                    .columns(c.curves().stream()
                            .map(curve -> Systems.curve(curve, c.n()).name())
                            .toList())
                    .yRange(0.45, 1.02)
                    .lines("k = ", accuracy.where("depth", c.deepest()), "width", "place")
                    .curve(
                            "P(" + (c.n() - 1) + ")",
                            places(i -> i + 0.5),
                            places(i -> nearlyAll(c, c.curves().get(i)))));
        }
        panels.add(byDepth(accuracy, "parameters", "parameters"));
        return new Figure(
                "accuracy-" + Systems.name(system),
                "Test accuracy on " + Systems.title(system) + ". Curve #" + c.curve()
                        + " by width and by number of parameters, L hidden layers"
                        + (curves
                                ? "; L = " + c.deepest() + " by curve, with P(" + (c.n() - 1)
                                        + "), the accuracy of knowing all levels but the finest"
                                : "")
                        + ". Means over seeds with 95 % intervals, best learning rate of each seed.",
                panels.size(),
                panels);
    }

    private Panel byDepth(Metric accuracy, String key, String label) {
        return Panel.of("Curve #" + c.curve(), label, "test accuracy")
                .logX()
                .yRange(0.45, 1)
                .level("chance", 0.5)
                .lines("L = ", accuracy.where("curve", c.curve()), "depth", key);
    }

    /** P(n - 1) of a curve. */
    static double nearlyAll(FractalSettings c, String curve) {
        return Systems.curve(curve, c.n()).value(c.n() - 1);
    }

    private double[] places(IntToDoubleFunction value) {
        return IntStream.range(0, c.curves().size()).mapToDouble(value).toArray();
    }

    /** P(j) of each curve. */
    Figure approximations() {
        Panel panel = Panel.of("Approximation curves", "levels j", "P(j)").yRange(0.45, 1.02);
        double[] j = IntStream.rangeClosed(0, c.n()).asDoubleStream().toArray();
        for (String name : c.curves()) {
            ApproximationCurve curve = Systems.curve(name, c.n());
            panel.line(
                    "curve " + curve.name(),
                    j,
                    IntStream.rangeClosed(0, c.n()).mapToDouble(curve::value).toArray());
        }
        return Figure.of("curves", "P(j), the accuracy of knowing the j coarsest levels, on each curve.", panel);
    }

    /** The set that the network classifies as positive, for each depth: the sign of its output over the square. */
    void regions(String system, SectionWriter page) {
        List<Panel> panels = new ArrayList<>();
        for (int depth : c.depths()) {
            networks.drawn(system, depth).ifPresent(row -> {
                FractalFit fit = row.result();
                double[][] signs =
                        DecisionRegion.signs(fit.region(), row.configuration().picture());
                panels.add(Panel.of(format("L = %d: accuracy %.3f", depth, fit.test()), "x1", "x2")
                        .square()
                        .heat(new HeatMap(-1, 1, -1, 1, signs, HeatMap.Scale.DIVERGING, -1.6, 1.6, "")));
            });
        }
        if (!panels.isEmpty()) {
            panels.add(DistributionSection.cloud(c.problem(system, c.curve(), c.seed()), "The points"));
        }
        page.figure(
                "regions-" + Systems.name(system),
                "Decision regions of networks of width " + c.widths().getLast() + " on " + Systems.title(system)
                        + ", curve #" + c.curve()
                        + ": orange is classified as positive, blue as negative. Each further layer repeats the cuts of the layers"
                        + " before it and so resolves finer levels.",
                panels);
    }
}
