package fathom.experiments.localglobal.lazy;

import fathom.experiments.localglobal.lazy.LazyChapter.Regime;
import fathom.experiments.localglobal.problem.Words;
import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.statistics.Interval;
import fathom.simd.math.DoubleFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The figures of claim 5. */
final class LazyPictures {

    private LazyPictures() {}

    /** The dissociation against alpha, against the width, and against how far the kernel has come. */
    static Optional<Figure> dissociations(LazyMeasured measured) {
        LazyChapter chapter = measured.chapter();
        List<Panel> panels = new ArrayList<>();
        Optional<Interval> limit = LazyMeasured.interval(measured.dissociations(LazyMeasured.LIMIT));
        Function<Regime, double[]> values = measured::dissociations;
        panel(panels, "by output scale", "alpha", chapter.scales(), Regime::alpha, values, limit);
        panel(panels, "by width", "width", chapter.sizes(), Regime::width, values, limit);
        Panel travelled = Panel.of("by the kernel's way", "drift of the tangent kernel", "dissociation")
                .logX();
        boolean any = false;
        for (String swept : List.of("alpha swept", "width swept")) {
            List<Regime> regimes = swept.startsWith("alpha") ? chapter.scales() : chapter.sizes();
            List<Double> drifts = new ArrayList<>();
            List<Interval> effects = new ArrayList<>();
            for (Regime regime : regimes) {
                double[] drift = measured.drifts(regime);
                double[] effect = measured.dissociations(regime);
                if (drift.length > 0 && effect.length > 0) {
                    drifts.add(Interval.of(drift).mean());
                    effects.add(Interval.of(effect));
                }
            }
            if (!drifts.isEmpty()) {
                travelled.line(swept, drifts, effects);
                any = true;
            }
        }
        if (any) {
            panels.add(travelled.level("none", 0));
        }
        return figure(
                "lazy-dissociation",
                "What depth " + measured.deep() + " instead of " + measured.shallow()
                        + " adds to the error of the global target less what it adds to the local one, from feature learning to lazy"
                        + " training: mean over seeds with 95 % intervals. Dashed: regression with the limit's kernel.",
                panels);
    }

    private static void panel(
            List<Panel> panels,
            String title,
            String label,
            List<Regime> regimes,
            ToDoubleFunction<Regime> swept,
            Function<Regime, double[]> values,
            Optional<Interval> limit) {
        Panel panel = Panel.of(title, label, "dissociation").logX();
        if (line(panel, label + " swept", regimes, swept, values)) {
            limit.ifPresent(interval -> panel.level("NTK regression", interval.mean()));
            panels.add(panel.level("none", 0));
        }
    }

    /** The drift against alpha and the width, with the orders that are expected. */
    static Optional<Figure> drifts(LazyMeasured measured) {
        LazyChapter chapter = measured.chapter();
        List<Panel> panels = new ArrayList<>();
        drift(panels, measured, "by output scale", "alpha", chapter.scales(), Regime::alpha, -1);
        drift(panels, measured, "by width", "width", chapter.sizes(), Regime::width, -0.5, -1);
        return figure(
                "lazy-drift",
                "Relative distance that the tangent kernel has come during training: mean over seeds with 95 % intervals. Dashed: powers as"
                        + " theory expects them, through the first point.",
                panels);
    }

    private static void drift(
            List<Panel> panels,
            LazyMeasured measured,
            String title,
            String label,
            List<Regime> regimes,
            ToDoubleFunction<Regime> swept,
            double... powers) {
        Panel panel = Panel.of(title, label, "|K1 - K0| / |K0|").logX().logY();
        boolean any = false;
        for (String target : Words.TARGETS) {
            for (int depth : measured.chapter().depths()) {
                any |= line(
                        panel,
                        target + ", depth " + depth,
                        regimes,
                        swept,
                        regime -> measured.changes(regime, target, depth, KernelChange::drift));
            }
        }
        if (!any) {
            return;
        }
        double[] x = regimes.stream().mapToDouble(swept).toArray();
        double start = LazyMeasured.interval(measured.drifts(regimes.getFirst()))
                .map(Interval::mean)
                .orElse(1.0);
        for (double power : powers) {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = start * DoubleFunctions.exp(power * DoubleFunctions.log(x[i] / x[0]));
            }
            panel.curve("power " + power, x, y);
        }
        panels.add(panel);
    }

    /** Test errors against alpha and the width. */
    static Optional<Figure> errors(LazyMeasured measured) {
        LazyChapter chapter = measured.chapter();
        List<Panel> panels = new ArrayList<>();
        error(panels, measured, "alpha", chapter.scales(), Regime::alpha);
        error(panels, measured, "width", chapter.sizes(), Regime::width);
        return figure(
                "lazy-error",
                "Test error of trained networks: mean over seeds with 95 % intervals. Dashed: regression with the limit's kernel.",
                panels);
    }

    private static void error(
            List<Panel> panels,
            LazyMeasured measured,
            String label,
            List<Regime> regimes,
            ToDoubleFunction<Regime> swept) {
        for (String target : Words.TARGETS) {
            Panel panel = Panel.of(target + " target", label, "test error").logX();
            boolean any = false;
            for (int depth : measured.chapter().depths()) {
                any |= line(panel, "depth " + depth, regimes, swept, regime -> measured.errors(regime, target, depth));
            }
            if (any) {
                for (int depth : measured.chapter().depths()) {
                    LazyMeasured.interval(measured.errors(LazyMeasured.LIMIT, target, depth))
                            .ifPresent(limit -> panel.level("NTK, depth " + depth, limit.mean()));
                }
                panels.add(panel);
            }
        }
    }

    private static boolean line(
            Panel panel,
            String name,
            List<Regime> regimes,
            ToDoubleFunction<Regime> swept,
            Function<Regime, double[]> values) {
        List<Double> x = new ArrayList<>();
        List<Interval> y = new ArrayList<>();
        for (Regime regime : regimes) {
            LazyMeasured.interval(values.apply(regime)).ifPresent(value -> {
                x.add(swept.applyAsDouble(regime));
                y.add(value);
            });
        }
        if (x.isEmpty()) {
            return false;
        }
        panel.line(name, x, y);
        return true;
    }

    private static Optional<Figure> figure(String name, String caption, List<Panel> panels) {
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(name, caption, Math.min(panels.size() == 4 ? 2 : 3, panels.size()), panels));
    }
}
