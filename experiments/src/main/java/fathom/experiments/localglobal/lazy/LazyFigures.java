package fathom.experiments.localglobal.lazy;

import fathom.experiments.localglobal.lazy.LazySection.LazySettings;
import fathom.experiments.localglobal.problem.Words;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.results.Curve;
import fathom.runs.results.Metric;
import fathom.simd.math.DoubleFunctions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The figures of claim 5: dissociation, drift and error along both sweeps. */
record LazyFigures(LazySettings lazy, Metric error, Metric drift, Metric dissociation, Metric limit, Metric limiting) {

    /** One of the sweeps: a metric's values along it, and its key. */
    private record Along(String key, boolean alpha) {}

    private List<Along> sweeps() {
        List<Along> sweeps = new ArrayList<>();
        if (!lazy.alphas().isEmpty()) {
            sweeps.add(new Along("alpha", true));
        }
        if (!lazy.widths().isEmpty()) {
            sweeps.add(new Along("width", false));
        }
        return sweeps;
    }

    private Metric along(Along sweep, Metric metric) {
        return sweep.alpha ? lazy.alphaSweep(metric) : lazy.widthSweep(metric);
    }

    private static void line(Panel panel, String name, Metric metric, String key) {
        if (!metric.isEmpty()) {
            Curve c = metric.curve(key);
            panel.line(name, c.x(), c.mean(), c.low(), c.high());
        }
    }

    /** The dissociation against alpha, against the width, and against the kernel's drift. */
    Optional<Figure> dissociations() {
        List<Panel> panels = new ArrayList<>();
        Panel travelled = Panel.of("by kernel drift", "drift of the tangent kernel", "dissociation")
                .logX();
        for (Along sweep : sweeps()) {
            Metric effects = along(sweep, dissociation);
            Panel panel = Panel.of(sweep.alpha ? "by output scale" : "by width", sweep.key, "dissociation")
                    .logX();
            line(panel, sweep.key + " swept", effects, sweep.key);
            if (!limiting.isEmpty()) {
                panel.level("NTK regression", limiting.overSeeds().mean());
            }
            panels.add(panel.level("none", 0));
            Curve effect = effects.curve(sweep.key);
            Curve drifts =
                    along(sweep, drift).meanOver("target").meanOver("depth").curve(sweep.key);
            if (effect.x().length > 0 && Arrays.equals(effect.x(), drifts.x())) {
                travelled.line(sweep.key + " swept", drifts.mean(), effect.mean(), effect.low(), effect.high());
            }
        }
        panels.add(travelled.level("none", 0));
        return dissociation.isEmpty()
                ? Optional.empty()
                : figure(
                        "lazy-dissociation",
                        "Dissociation: change of the test error from the smallest to the largest depth on the global target, minus the same on the"
                                + " local target, from feature learning to lazy training. Mean over seeds with 95 % intervals. Dashed: regression"
                                + " with the limiting kernel.",
                        panels);
    }

    /** The drift against alpha and the width, with the orders that are expected. */
    Optional<Figure> drifts() {
        List<Panel> panels = new ArrayList<>();
        for (Along sweep : sweeps()) {
            Metric swept = along(sweep, drift);
            Panel panel = Panel.of(sweep.alpha ? "by output scale" : "by width", sweep.key, "|K1 − K0| / |K0|")
                    .logX()
                    .logY();
            for (Metric one : swept.by("target", "depth")) {
                line(panel, one.at("target") + ", L = " + one.at("depth"), one, sweep.key);
            }
            Curve mean = swept.meanOver("target").meanOver("depth").curve(sweep.key);
            for (double power : sweep.alpha ? new double[] {-1} : new double[] {-0.5, -1}) {
                if (mean.x().length > 0) {
                    double[] y = Arrays.stream(mean.x())
                            .map(x ->
                                    mean.mean()[0] * DoubleFunctions.exp(power * DoubleFunctions.log(x / mean.x()[0])))
                            .toArray();
                    panel.curve("power " + power, mean.x(), y);
                }
            }
            panels.add(panel);
        }
        return drift.isEmpty()
                ? Optional.empty()
                : figure(
                        "lazy-drift",
                        "Relative change of the tangent kernel during training: mean over seeds with 95 % intervals. Dashed: the powers that theory"
                                + " expects, through the first point.",
                        panels);
    }

    /** Test errors against alpha and the width. */
    Optional<Figure> errors() {
        List<Panel> panels = new ArrayList<>();
        for (Along sweep : sweeps()) {
            for (String target : Words.TARGETS) {
                Panel panel =
                        Panel.of(target + " target", sweep.key, "test error").logX();
                for (Metric one : along(sweep, error).where("target", target).by("depth")) {
                    line(panel, "L = " + one.at("depth"), one, sweep.key);
                }
                for (Metric one : limit.where("target", target).by("depth")) {
                    panel.level("NTK, L = " + one.at("depth"), one.overSeeds().mean());
                }
                panels.add(panel);
            }
        }
        return error.isEmpty()
                ? Optional.empty()
                : figure(
                        "lazy-error",
                        "Test error of trained networks: mean over seeds with 95 % intervals. Dashed: regression with the limiting kernel.",
                        panels);
    }

    private static Optional<Figure> figure(String name, String caption, List<Panel> panels) {
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(name, caption, panels.size() == 4 ? 2 : Math.min(3, panels.size()), panels));
    }
}
