package fathom.experiments.conditioning.bounds;

import fathom.runs.Finished;
import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figures: bounds beside exact values, their slack, and condition numbers by depth. */
final class Pictures {

    private static final double LEAST = 1e-200;

    private Pictures() {}

    /** A panel for each activation: exact off-diagonal entries and the bounds of theorems 3 and 5. */
    static Figure bounds(Measured measured, double delta) {
        List<Panel> panels = new ArrayList<>();
        for (Finished<DepthCell, DepthResult> trial : measured.pairs()) {
            if (trial.configuration().delta() == delta) {
                List<DepthResult.Point> points = trial.result().points();
                double[] depths = of(points, DepthResult.Point::depth);
                panels.add(Panel.of(trial.configuration().activation(), "hidden layers L", "off-diagonal / diagonal")
                        .logX()
                        .logY()
                        .yRange(1e-12, 2)
                        .line("NNGP", depths, of(points, DepthResult.Point::exact))
                        .line("NTK", depths, of(points, DepthResult.Point::tangent))
                        .curve("theorem 3", depths, of(points, DepthResult.Point::bound))
                        .curve("theorem 5", depths, of(points, DepthResult.Point::tangentBound)));
            }
        }
        return new Figure(
                "bounds",
                "Kernels of two inputs of correlation 1 − delta, delta = " + delta
                        + ", over their diagonal, by depth, and the bounds where they apply (dashed).",
                3,
                panels);
    }

    /** Bound over exact value of both kernels, all activations. */
    static Figure slack(Measured measured, double delta) {
        Panel nngp = slackPanel("theorem 3 over NNGP");
        Panel ntk = slackPanel("theorem 5 over NTK");
        for (Finished<DepthCell, DepthResult> trial : measured.pairs()) {
            if (trial.configuration().delta() == delta) {
                String name = trial.configuration().activation();
                List<DepthResult.Point> points = trial.result().points();
                double[] depths = of(points, DepthResult.Point::depth);
                nngp.line(name, depths, of(points, point -> ratio(point.bound(), point.exact())));
                ntk.line(name, depths, of(points, point -> ratio(point.tangentBound(), point.tangent())));
            }
        }
        return Figure.of(
                "bounds-slack",
                "The slack of theorems 3 and 5: bound over exact value, delta = " + delta
                        + ", where the bound applies. Theorem 3 is tight near L = 1, and both lose an"
                        + " exponential factor with depth.",
                nngp,
                ntk);
    }

    private static Panel slackPanel(String title) {
        return Panel.of(title, "hidden layers L", "bound / exact").logX().logY().yRange(0.5, 1e20);
    }

    private static double ratio(double bound, double exact) {
        return Math.abs(exact) > LEAST ? bound / Math.abs(exact) : Double.NaN;
    }

    /** Condition numbers of kernel matrices by depth, NNGP beside NTK, for one kind of inputs. */
    static Figure conditions(Measured measured, BoundsChapter.Group group, int n) {
        return Figure.of(
                "conditions-" + group.file(),
                "Condition numbers of the kernel matrices of " + n + " inputs (" + group.words()
                        + ") by depth: mean over seeds with 95 % intervals where they stay above 0. Depths at which the smallest eigenvalue"
                        + " is lost in rounding are left out.",
                conditions(measured, "NNGP", group, MatrixResult.Point::condition),
                conditions(measured, "NTK", group, MatrixResult.Point::tangentCondition));
    }

    private static Panel conditions(
            Measured measured, String title, BoundsChapter.Group group, ToDoubleFunction<MatrixResult.Point> quantity) {
        Panel panel =
                Panel.of(title, "hidden layers L", "condition number").logX().logY();
        Map<String, List<Integer>> activations = new LinkedHashMap<>();
        for (Finished<MatrixCell, MatrixResult> trial : measured.matrices()) {
            activations.putIfAbsent(
                    trial.configuration().activation(), trial.configuration().depths());
        }
        activations.forEach((activation, all) -> {
            List<Integer> depths = new ArrayList<>();
            List<Interval> values = new ArrayList<>();
            for (int depth : all) {
                Optional<Interval> interval = measured.matrix(activation, group, depth, quantity);
                if (interval.isPresent() && Double.isFinite(interval.get().mean())) {
                    depths.add(depth);
                    values.add(interval.get());
                }
            }
            if (!depths.isEmpty()) {
                panel.line(activation, depths, values);
            }
        });
        return panel;
    }

    private static double[] of(List<DepthResult.Point> points, ToDoubleFunction<DepthResult.Point> quantity) {
        return points.stream().mapToDouble(quantity).toArray();
    }
}
