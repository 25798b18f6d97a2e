package fathom.experiments.conditioning;

import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/** The figures: bounds beside exact values, condition numbers by depth, and finite widths. */
final class Pictures {

    private Pictures() {}

    /** A panel for each activation: exact off-diagonal entries and the bounds of theorems 3 and 5. */
    static Figure bounds(Measured measured, double delta) {
        List<Panel> panels = new ArrayList<>();
        for (String activation : measured.configuration().activations()) {
            measured.depth(activation, delta).ifPresent(result -> {
                Panel panel = Panel.of(activation, "hidden layers L", "off-diagonal / diagonal")
                        .logX()
                        .logY()
                        .yRange(1e-12, 2);
                List<DepthResult.Point> points = result.points();
                panel.line("NNGP", of(points, DepthResult.Point::depth), of(points, DepthResult.Point::exact));
                panel.line("NTK", of(points, DepthResult.Point::depth), of(points, DepthResult.Point::tangent));
                panel.curve("theorem 3", of(points, DepthResult.Point::depth), of(points, DepthResult.Point::bound));
                panel.curve(
                        "theorem 5", of(points, DepthResult.Point::depth), of(points, DepthResult.Point::tangentBound));
                panels.add(panel);
            });
        }
        return new Figure(
                "bounds",
                "Kernels of two inputs of correlation 1 − delta, delta = " + delta
                        + ", over their diagonal, by depth, and the bounds where they apply (dashed). The distance between a bound and its"
                        + " exact value is the slack.",
                2,
                panels);
    }

    /** Condition numbers of kernel matrices by depth, NNGP beside NTK, for one dimension. */
    static Figure conditions(Measured measured, int d) {
        return Figure.of(
                "conditions-d" + d,
                "Condition numbers of the kernel matrices of "
                        + measured.configuration().n() + " inputs in dimension " + d
                        + " by depth: mean over seeds. Values at depths where the smallest eigenvalue is lost in rounding are left out.",
                conditions(measured, "NNGP", d, MatrixResult.Point::condition),
                conditions(measured, "NTK", d, MatrixResult.Point::tangentCondition));
    }

    private static Panel conditions(
            Measured measured, String title, int d, ToDoubleFunction<MatrixResult.Point> quantity) {
        Panel panel = Panel.of(title + ", d = " + d, "hidden layers L", "condition number")
                .logX()
                .logY();
        for (String activation : measured.configuration().activations()) {
            List<Integer> depths = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            for (int depth : measured.configuration().depths()) {
                Optional<Interval> interval = measured.matrix(activation, d, depth, quantity);
                if (interval.isPresent()
                        && Double.isFinite(interval.get().mean())
                        && interval.get().mean() > 0) {
                    depths.add(depth);
                    values.add(interval.get().mean());
                }
            }
            if (!depths.isEmpty()) {
                panel.line(
                        activation,
                        depths.stream().mapToDouble(v -> v).toArray(),
                        values.stream().mapToDouble(v -> v).toArray());
            }
        }
        return panel;
    }

    /** A panel for each width: log10 of the condition number by depth, with intervals. */
    static Figure widths(Measured measured) {
        List<Panel> panels = new ArrayList<>();
        Configuration c = measured.configuration();
        for (int width : c.widths()) {
            panels.add(widths(c, "width " + width, (network, depth) -> measured.width(network, width, depth)));
        }
        if (!measured.limits().isEmpty()) {
            panels.add(widths(c, "infinite width", measured::limit));
        }
        return new Figure(
                "widths",
                "The condition number of the last layer's Gram matrix of " + c.widthInputs()
                        + " inputs in random networks of finite width: mean over seeds with 95 % intervals. Singular matrices are left out. Infinite width"
                        + " is computed on the same inputs, for networks whose activation or layer is normalised; batch(...) and plain activations"
                        + " have another limit.",
                2,
                panels);
    }

    private static Panel widths(Configuration c, String title, BiFunction<String, Integer, Optional<Interval>> log) {
        Panel panel = Panel.of(title, "hidden layers L", "log10 of the condition number")
                .logX();
        for (String network : c.networks()) {
            List<Integer> depths = new ArrayList<>();
            List<Interval> values = new ArrayList<>();
            for (int depth : c.widthDepths()) {
                Optional<Interval> interval = log.apply(network, depth);
                if (interval.isPresent() && Double.isFinite(interval.get().mean())) {
                    depths.add(depth);
                    values.add(interval.get());
                }
            }
            if (!depths.isEmpty()) {
                panel.line(network, depths, values);
            }
        }
        return panel;
    }

    private static double[] of(List<DepthResult.Point> points, ToDoubleFunction<DepthResult.Point> quantity) {
        return points.stream().mapToDouble(quantity).toArray();
    }
}
