package fathom.experiments.conditioning.uncentred;

import fathom.runs.Finished;
import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The figures of theorem 12. */
final class UncentredPictures {

    private UncentredPictures() {}

    /** A panel for each activation: distance to the fixed point and the bounds. */
    static Figure distances(List<Finished<UncentredCell, UncentredResult>> trials, double delta) {
        List<Panel> panels = new ArrayList<>();
        for (Finished<UncentredCell, UncentredResult> trial : trials) {
            if (trial.configuration().delta() == delta) {
                panels.add(panel(trial.configuration(), trial.result()));
            }
        }
        return new Figure(
                "uncentred",
                "Theorem 12: the distance of the kernel of two inputs to its fixed point by depth, the larger of those from correlations"
                        + " 1 − delta and delta − 1, delta = " + delta
                        + ", and the bound where it is asserted (dashed). \"Ours\" is s'(1)^(L − L0'), where the theorem's second case is"
                        + " void; points show the third case's formula where it is void.",
                3,
                panels);
    }

    private static Panel panel(UncentredCell cell, UncentredResult result) {
        FixedPoint fixed = result.fixedPoint();
        boolean ordered = fixed.phase() == FixedPoint.Phase.ORDERED;
        Panel panel = Panel.of(cell.activation(), "hidden layers L", "|K − fixed point|")
                .logX()
                .logY()
                .yRange(1e-12, 3);
        double[] depths = of(result, UncentredResult.Point::depth);
        panel.line("exact", depths, of(result, point -> point.distance(fixed.rhobar())));
        panel.curve(
                "theorem 12",
                depths,
                of(
                        result,
                        point -> point.asserted() && !ordered ? fixed.bound(point.depth(), cell.delta()) : Double.NaN));
        panel.curve("ours", depths, of(result, point -> fixed.convex(point.depth())));
        panel.points(
                "third case where void",
                depths,
                of(
                        result,
                        point -> !point.asserted() && fixed.phase() == FixedPoint.Phase.MARGINAL
                                ? fixed.bound(point.depth(), cell.delta())
                                : Double.NaN));
        return panel;
    }

    /** Bound over exact value, all activations and separations. */
    static Figure slack(List<Finished<UncentredCell, UncentredResult>> trials) {
        List<Panel> panels = new ArrayList<>();
        for (double delta : trials.stream()
                .map(trial -> trial.configuration().delta())
                .distinct()
                .toList()) {
            Panel panel = Panel.of("delta = " + delta, "hidden layers L", "bound / exact")
                    .logX()
                    .logY()
                    .yRange(0.5, 1e12);
            for (Finished<UncentredCell, UncentredResult> trial : trials) {
                FixedPoint fixed = trial.result().fixedPoint();
                if (trial.configuration().delta() == delta && fixed.phase() != FixedPoint.Phase.ORDERED) {
                    panel.line(
                            trial.configuration().activation(),
                            of(trial.result(), UncentredResult.Point::depth),
                            of(
                                    trial.result(),
                                    point -> point.asserted() && point.distance(fixed.rhobar()) > 1e-12
                                            ? fixed.bound(point.depth(), delta) / point.distance(fixed.rhobar())
                                            : Double.NaN));
                }
            }
            panels.add(panel);
        }
        return Figure.of(
                "uncentred-slack",
                "The slack of theorem 12: its bound over the exact distance, where it is asserted.",
                panels.toArray(Panel[]::new));
    }

    private static double[] of(UncentredResult result, ToDoubleFunction<UncentredResult.Point> quantity) {
        return result.points().stream().mapToDouble(quantity).toArray();
    }
}
