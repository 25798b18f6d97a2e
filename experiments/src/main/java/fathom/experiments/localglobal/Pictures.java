package fathom.experiments.localglobal;

import fathom.experiments.localglobal.Measurements.Series;
import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The figures: test error by depth, networks beside kernels, one colour for each target throughout. */
final class Pictures {

    private static final double CHANCE = 0.5;

    private Pictures() {}

    /** Test errors of one order, a panel for each model, all on the same axes. */
    static Figure errors(Measurements measured, int k) {
        List<Panel> panels = new ArrayList<>();
        for (String model : measured.models()) {
            Panel panel =
                    Panel.of(title(model, k), "hidden layers L", "test error").yRange(0, 0.55);
            boolean any = lines(panel, measured, series -> measured.errors(series), model, k);
            if (any) {
                panels.add(panel.level("chance", CHANCE));
            }
        }
        return new Figure(
                "error-k" + k,
                "Share of misclassified test points by number of hidden layers at k = " + k
                        + ": mean over seeds with 95 % intervals. All panels show the same samples.",
                Math.min(2, Math.max(1, panels.size())),
                panels);
    }

    /** Squared errors of kernel regression of one order's values. */
    static Figure squaredErrors(Measurements measured, int k) {
        List<Panel> panels = new ArrayList<>();
        for (String kernel : measured.configuration().kernels()) {
            Panel panel = Panel.of(title(kernel, k), "hidden layers L", "squared error / variance");
            if (lines(panel, measured, series -> measured.squaredErrors(series), kernel, k)) {
                panels.add(panel.level("predicting 0", 1));
            }
        }
        return new Figure(
                "squared-error-k" + k,
                "Mean squared error of kernel regression on the targets' values at k = " + k
                        + ", relative to their variance: mean over seeds with 95 % intervals.",
                Math.min(3, Math.max(1, panels.size())),
                panels);
    }

    private static boolean lines(
            Panel panel, Measurements measured, Function<Series, double[]> values, String model, int k) {
        boolean any = false;
        for (String target : measured.configuration().targets()) {
            List<Integer> depths = new ArrayList<>();
            List<Interval> intervals = new ArrayList<>();
            measured.configuration().depths().stream().sorted().forEach(depth -> {
                double[] bySeed = values.apply(new Series(model, k, target, depth));
                if (bySeed.length > 0) {
                    depths.add(depth);
                    intervals.add(Interval.of(bySeed));
                }
            });
            if (!depths.isEmpty()) {
                panel.line(k + "-" + target, depths, intervals);
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
