package fathom.experiments.localglobal;

import fathom.experiments.localglobal.LazySection.LazySettings;
import module fathom.experiments;
import module java.base;

/** The figures of claim 5: dissociation, drift and error along both sweeps. */
record LazyFigures(LazySettings lazy, Metric error, Metric drift, Metric dissociation, Metric limit, Metric limiting) {

    /** One of the sweeps: its key, what it takes of a metric, and the powers of the drift that are expected. */
    private record Along(String key, String title, UnaryOperator<Metric> of, double... powers) {

        Panel panel(String y) {
            return Panel.of(title, key, y).logX();
        }
    }

    private List<Along> sweeps() {
        return Stream.of(
                        new Along("alpha", "by output scale", lazy::alphaSweep, -1),
                        new Along("width", "by width", lazy::widthSweep, -0.5, -1))
                .filter(sweep -> !sweep.of.apply(error).isEmpty())
                .toList();
    }

    private static Metric mean(Metric drift) {
        return drift.meanOver("target").meanOver("depth");
    }

    void write(SectionWriter page) {
        if (!dissociation.isEmpty()) {
            page.figure(
                    "lazy-dissociation",
                    "Dissociation: change of the test error from the smallest to the largest depth on the global target, minus the same on the"
                            + " local target, from feature learning to lazy training. Mean over seeds with 95 % intervals. Dashed: regression"
                            + " with the limiting kernel.",
                    dissociations());
        }
        page.figure(
                "lazy-drift",
                "Relative change of the tangent kernel during training: mean over seeds with 95 % intervals. Dashed: the powers that theory"
                        + " expects, through the first point.",
                sweeps().stream().map(this::drifts).toList());
        page.figure(
                "lazy-error",
                "Test error of trained networks: mean over seeds with 95 % intervals. Dashed: regression with the limiting kernel.",
                sweeps().stream().flatMap(this::errors).toList());
    }

    /** The dissociation against alpha, against the width, and against the kernel's drift. */
    private List<Panel> dissociations() {
        List<Panel> panels = new ArrayList<>();
        Panel travelled = Panel.of("by kernel drift", "drift of the tangent kernel", "dissociation")
                .logX()
                .level("none", 0);
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
        panels.add(travelled);
        return panels;
    }

    /** The drift along a sweep, with the orders that are expected. */
    private Panel drifts(Along sweep) {
        Metric swept = sweep.of.apply(drift);
        Panel panel = sweep.panel("|K1 − K0| / |K0|").logY();
        swept.by("target", "depth")
                .forEach(one -> panel.line(one.at("target") + ", L = " + one.at("depth"), one, sweep.key));
        Curve mean = mean(swept).curve(sweep.key);
        for (double power : mean.x().length == 0 ? new double[0] : sweep.powers) {
            double[] y = Arrays.stream(mean.x())
                    .map(x -> mean.mean()[0] * DoubleFunctions.exp(power * DoubleFunctions.log(x / mean.x()[0])))
                    .toArray();
            panel.curve("power " + power, mean.x(), y);
        }
        return panel;
    }

    /** Test errors along a sweep. */
    private Stream<Panel> errors(Along sweep) {
        return Words.TARGETS.stream().map(target -> {
            Panel panel = Panel.of(target + " target", sweep.key, "test error")
                    .logX()
                    .lines("L = ", sweep.of.apply(error).where("target", target), "depth", sweep.key);
            limit.where("target", target)
                    .by("depth")
                    .forEach(one -> panel.level(
                            "NTK, L = " + one.at("depth"), one.overSeeds().mean()));
            return panel;
        });
    }
}
