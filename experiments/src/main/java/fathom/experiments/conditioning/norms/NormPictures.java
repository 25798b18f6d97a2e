package fathom.experiments.conditioning.norms;

import fathom.runs.Finished;
import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The figures of inputs of other lengths. */
final class NormPictures {

    private static final int STEPS = 60;

    private NormPictures() {}

    /** A panel for each activation: distances of squared lengths from 1, one line for each starting length. */
    static Figure lengths(List<Finished<NormCell, NormResult>> trials) {
        List<Panel> panels = new ArrayList<>();
        for (String activation : activations(trials)) {
            Panel panel = Panel.of(activation, "hidden layers L", "| |x|² − 1 |")
                    .logX()
                    .logY()
                    .yRange(1e-12, 2);
            List<Double> seen = new ArrayList<>(List.of(1.0));
            for (Finished<NormCell, NormResult> trial : trials) {
                NormCell cell = trial.configuration();
                double[] depths = of(trial.result(), NormResult.Point::depth);
                if (cell.activation().equals(activation) && !seen.contains(cell.q())) {
                    seen.add(cell.q());
                    panel.line(start(cell.q()), depths, of(trial.result(), p -> Math.abs(p.length() - 1)));
                    panel.curve(
                            "theorem 38, " + start(cell.q()),
                            depths,
                            of(trial.result(), NormResult.Point::lengthBound));
                }
                if (cell.activation().equals(activation) && !seen.contains(cell.other())) {
                    seen.add(cell.other());
                    panel.line(start(cell.other()), depths, of(trial.result(), p -> Math.abs(p.otherLength() - 1)));
                    panel.curve(
                            "theorem 38, " + start(cell.other()),
                            depths,
                            of(trial.result(), NormResult.Point::otherBound));
                }
            }
            panels.add(panel);
        }
        return new Figure(
                "lengths",
                "Theorem 38: how squared lengths return to 1, and the bound (1 − alpha)^L | |x|² − 1 | (dashed).",
                3,
                panels);
    }

    /** A panel for each activation: the correlation by depth from the farthest pair of lengths, and the bounds. */
    static Figure correlations(List<Finished<NormCell, NormResult>> trials, double delta) {
        List<Panel> panels = new ArrayList<>();
        for (Finished<NormCell, NormResult> trial : farthest(trials, delta)) {
            NormCell cell = trial.configuration();
            double[] depths = of(trial.result(), NormResult.Point::depth);
            boolean relu = cell.activation().startsWith("normrelu");
            Panel panel = Panel.of(
                            cell.activation() + ", |x|² = " + cell.q() + ", |y|² = " + cell.other(),
                            "hidden layers L",
                            "correlation")
                    .logX()
                    .logY()
                    .yRange(1e-6, 2);
            panel.line("exact", depths, of(trial.result(), p -> Math.abs(p.correlation())));
            panel.curve(
                    relu ? "theorem 60" : "theorem 13 with 1/alpha",
                    depths,
                    of(trial.result(), NormResult.Point::bound));
            if (!relu) {
                panel.curve("theorem 13 as printed", depths, of(trial.result(), NormResult.Point::printed));
            }
            panels.add(panel);
        }
        return new Figure(
                "lengths-correlations",
                "Theorems 13 and 60: the correlation of two inputs of different lengths by depth, delta = " + delta
                        + ", and the bounds from Lhat on (dashed).",
                3,
                panels);
    }

    /** Bound over exact correlation. */
    static Figure slack(List<Finished<NormCell, NormResult>> trials) {
        List<Panel> panels = new ArrayList<>();
        for (double delta : trials.stream()
                .map(trial -> trial.configuration().delta())
                .distinct()
                .toList()) {
            Panel panel = Panel.of("delta = " + delta, "hidden layers L", "bound / exact")
                    .logX()
                    .logY();
            for (Finished<NormCell, NormResult> trial : farthest(trials, delta)) {
                panel.line(
                        trial.configuration().activation(),
                        of(trial.result(), NormResult.Point::depth),
                        of(
                                trial.result(),
                                p -> Math.abs(p.correlation()) > 1e-14
                                        ? p.bound() / Math.abs(p.correlation())
                                        : Double.NaN));
            }
            panels.add(panel);
        }
        return Figure.of(
                "lengths-slack",
                "The slack of theorem 13 (with 1/alpha) and of theorem 60: bound over exact correlation, for the pair of lengths farthest from 1.",
                panels.toArray(Panel[]::new));
    }

    /** Figure 6 of the paper: the norm map of NormReLU and its bias. */
    static Figure normRelu() {
        NormRelu relu = new NormRelu(-1.5975);
        double[] g = new double[STEPS + 1];
        double[] value = new double[STEPS + 1];
        double[] slope = new double[STEPS + 1];
        double[] bias = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            g[i] = 0.5 + 1.5 * i / STEPS;
            value[i] = relu.value(g[i]);
            slope[i] = relu.slope(g[i]);
            bias[i] = relu.bias(g[i]);
        }
        return Figure.of(
                "normrelu",
                "Figure 6 of the paper, from closed forms: what a layer of NormReLU (c = −1.5975) makes of the squared length g, its slope, and the"
                        + " share of the mean in the second moment.",
                Panel.of("length", "g = |x|²", "s_l(g)").curve("s_l", g, value).curve("g", g, g),
                Panel.of("slope", "g = |x|²", "s_l'(g)").curve("s_l'", g, slope),
                Panel.of("bias", "g = |x|²", "a_0(g)² / s_l(g)").curve("bias", g, bias));
    }

    private static String start(double length) {
        return "|x|² = " + length;
    }

    private static List<String> activations(List<Finished<NormCell, NormResult>> trials) {
        return trials.stream()
                .map(trial -> trial.configuration().activation())
                .distinct()
                .toList();
    }

    /** Of each activation the last pair of lengths at that separation. */
    static List<Finished<NormCell, NormResult>> farthest(List<Finished<NormCell, NormResult>> trials, double delta) {
        List<Finished<NormCell, NormResult>> list = new ArrayList<>();
        for (String activation : activations(trials)) {
            trials.stream()
                    .filter(trial -> trial.configuration().activation().equals(activation)
                            && trial.configuration().delta() == delta)
                    .max((a, b) -> Double.compare(spread(a), spread(b)))
                    .ifPresent(list::add);
        }
        return list;
    }

    private static double spread(Finished<NormCell, NormResult> trial) {
        return Math.abs(trial.configuration().q() - trial.configuration().other());
    }

    private static double[] of(NormResult result, ToDoubleFunction<NormResult.Point> quantity) {
        return result.points().stream().mapToDouble(quantity).toArray();
    }
}
