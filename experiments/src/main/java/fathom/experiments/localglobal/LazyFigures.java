package fathom.experiments.localglobal;

import fathom.experiments.localglobal.LazySection.LazySettings;
import module fathom.experiments;
import module java.base;

/** The figures of claim 5: dissociation, drift and error along both sweeps. */
record LazyFigures(LazySettings lazy, Metric error, Metric drift, Metric dissociation, Metric limit, Metric limiting) {

    /** One of the sweeps: its key, and what it takes of a metric. */
    private record Along(String key, String title, UnaryOperator<Metric> of) {

        Panel panel(String y) {
            return Panel.of(title, key, y).logX();
        }
    }

    private List<Along> sweeps() {
        return Stream.of(
                        new Along("alpha", "by output scale", lazy::alphaSweep),
                        new Along("width", "by width", lazy::widthSweep))
                .filter(sweep -> !(sweep.key.equals("alpha") ? lazy.alphas() : lazy.widths()).isEmpty())
                .toList();
    }

    private static Metric mean(Metric drift) {
        return drift.meanOver("target").meanOver("depth");
    }

    /** The dissociation against alpha, against the width, and against the kernel's drift. */
    Optional<Figure> dissociations() {
        List<Panel> panels = new ArrayList<>();
        Panel travelled = Panel.of("by kernel drift", "drift of the tangent kernel", "dissociation")
                .logX();
        for (Along sweep : sweeps()) {
            Metric effects = sweep.of.apply(dissociation);
            Panel panel = sweep.panel("dissociation").line(sweep.key + " swept", effects, sweep.key);
            if (!limiting.isEmpty()) {
                panel.level("NTK regression", limiting.overSeeds().mean());
            }
            panels.add(panel.level("none", 0));
            Curve effect = effects.curve(sweep.key);
            Curve drifts = mean(sweep.of.apply(drift)).curve(sweep.key);
            if (effect.x().length > 0 && Arrays.equals(effect.x(), drifts.x())) {
                travelled.line(sweep.key + " swept", drifts.mean(), effect.mean(), effect.low(), effect.high());
            }
        }
        panels.add(travelled.level("none", 0));
        return figure(
                "lazy-dissociation",
                "Dissociation: change of the test error from the smallest to the largest depth on the global target, minus the same on the"
                        + " local target, from feature learning to lazy training. Mean over seeds with 95 % intervals. Dashed: regression"
                        + " with the limiting kernel.",
                dissociation,
                panels);
    }

    /** The drift against alpha and the width, with the orders that are expected. */
    Optional<Figure> drifts() {
        List<Panel> panels = new ArrayList<>();
        for (Along sweep : sweeps()) {
            Metric swept = sweep.of.apply(drift);
            Panel panel = sweep.panel("|K1 − K0| / |K0|").logY();
            for (Metric one : swept.by("target", "depth")) {
                panel.line(one.at("target") + ", L = " + one.at("depth"), one, sweep.key);
            }
            Curve mean = mean(swept).curve(sweep.key);
            for (double power : sweep.key.equals("alpha") ? new double[] {-1} : new double[] {-0.5, -1}) {
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
        return figure(
                "lazy-drift",
                "Relative change of the tangent kernel during training: mean over seeds with 95 % intervals. Dashed: the powers that theory"
                        + " expects, through the first point.",
                drift,
                panels);
    }

    /** Test errors against alpha and the width. */
    Optional<Figure> errors() {
        List<Panel> panels = new ArrayList<>();
        for (Along sweep : sweeps()) {
            for (String target : Words.TARGETS) {
                Panel panel = Panel.of(target + " target", sweep.key, "test error")
                        .logX()
                        .lines("L = ", sweep.of.apply(error).where("target", target), "depth", sweep.key);
                for (Metric one : limit.where("target", target).by("depth")) {
                    panel.level("NTK, L = " + one.at("depth"), one.overSeeds().mean());
                }
                panels.add(panel);
            }
        }
        return figure(
                "lazy-error",
                "Test error of trained networks: mean over seeds with 95 % intervals. Dashed: regression with the limiting kernel.",
                error,
                panels);
    }

    private static Optional<Figure> figure(String name, String caption, Metric shown, List<Panel> panels) {
        return shown.isEmpty() || panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(name, caption, panels.size() == 4 ? 2 : Math.min(3, panels.size()), panels));
    }
}
