package fathom.experiments.localglobal;

import fathom.experiments.localglobal.Measurements.Series;
import fathom.experiments.localglobal.problem.Words;
import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The figures: test error by depth, networks beside kernels, one colour for each target throughout. */
final class Pictures {

    private static final double CHANCE = 0.5;

    private Pictures() {}

    /** Test errors at one size, a panel for each model, all on the same axes. */
    static Figure errors(Measurements measured, Setting at) {
        List<Panel> panels = new ArrayList<>();
        for (String model : measured.models()) {
            Panel panel = Panel.of(title(model, at.k()), "hidden layers L", "test error")
                    .yRange(0, 0.55);
            boolean any = lines(panel, measured, series -> measured.errors(series), model, at);
            if (any) {
                panels.add(panel.level("chance", CHANCE));
            }
        }
        return new Figure(
                "error-" + at.name(measured.configuration()),
                "Share of misclassified test points by number of hidden layers at " + at.words(measured.configuration())
                        + ": mean over seeds with 95 % intervals. All panels show the same samples.",
                Math.min(2, Math.max(1, panels.size())),
                panels);
    }

    /** Squared errors of kernel regression of one order's values. */
    static Figure squaredErrors(Measurements measured, Setting at) {
        List<Panel> panels = new ArrayList<>();
        for (String kernel : measured.configuration().kernels()) {
            Panel panel = Panel.of(title(kernel, at.k()), "hidden layers L", "squared error / variance");
            if (lines(panel, measured, series -> measured.squaredErrors(series), kernel, at)) {
                panels.add(panel.level("predicting 0", 1));
            }
        }
        return new Figure(
                "squared-error-" + at.name(measured.configuration()),
                "Mean squared error of kernel regression on the targets' values at "
                        + at.words(measured.configuration())
                        + ", relative to their variance: mean over seeds with 95 % intervals.",
                Math.min(3, Math.max(1, panels.size())),
                panels);
    }

    /** Where there are several N or H: what depth does, by N, a line for each width and for each kernel. */
    static Optional<Figure> sizes(Measurements measured) {
        Configuration c = measured.configuration();
        List<Integer> hidden = measured.hiddenDepths();
        if (c.N().size() * c.H().size() < 2 || hidden.size() < 2) {
            return Optional.empty();
        }
        List<Panel> panels = new ArrayList<>();
        for (int k : c.k()) {
            for (String target : c.paperTargets()) {
                Panel panel = Panel.of(
                                k + "-" + target,
                                "samples N",
                                "error, depth " + hidden.getLast() + " less " + hidden.getFirst())
                        .logX();
                boolean any = false;
                for (String model : measured.models()) {
                    for (int width : model.equals(Words.NETWORK) ? c.H() : List.of(0)) {
                        any |= size(panel, measured, model, target, k, width);
                    }
                }
                if (any) {
                    panels.add(panel.level("no effect", 0));
                }
            }
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(
                        "sizes",
                        "What the largest depth instead of the smallest does to the test error, by number of samples and by width, seed by"
                                + " seed: mean with 95 % intervals. Below 0 depth helps.",
                        Math.min(2, panels.size()),
                        panels));
    }

    private static boolean size(Panel panel, Measurements measured, String model, String target, int k, int width) {
        List<Integer> samples = new ArrayList<>();
        List<Interval> effects = new ArrayList<>();
        List<Integer> hidden = measured.hiddenDepths();
        measured.configuration().N().stream().sorted().forEach(n -> {
            Setting at = new Setting(k, n, width);
            double[] effect = measured.errorDifferences(
                    new Series(model, at, target, hidden.getLast()), new Series(model, at, target, hidden.getFirst()));
            if (effect.length > 0) {
                samples.add(n);
                effects.add(Interval.of(effect));
            }
        });
        if (samples.isEmpty()) {
            return false;
        }
        panel.line(width > 0 ? "networks, H = " + width : model, samples, effects);
        return true;
    }

    private static boolean lines(
            Panel panel, Measurements measured, Function<Series, double[]> values, String model, Setting at) {
        boolean any = false;
        for (String target : measured.configuration().paperTargets()) {
            List<Integer> depths = new ArrayList<>();
            List<Interval> intervals = new ArrayList<>();
            measured.configuration().depths().stream().sorted().forEach(depth -> {
                double[] bySeed = values.apply(new Series(model, at, target, depth));
                if (bySeed.length > 0) {
                    depths.add(depth);
                    intervals.add(Interval.of(bySeed));
                }
            });
            if (!depths.isEmpty()) {
                panel.line(at.k() + "-" + target, depths, intervals);
                any = true;
            }
        }
        return any;
    }

    /** What a model is called; the kernel without biases carries its warning with it. */
    private static String title(String model, int k) {
        return switch (model) {
            case Words.NETWORK -> "Trained networks";
            case Words.NTK -> "NTK, trained biases";
            case Words.UNBIASED -> k % 2 == 1 && k > 1 ? "NTK, no biases: parity zero at L = 1" : "NTK, no biases";
            default -> "NNGP";
        };
    }
}
