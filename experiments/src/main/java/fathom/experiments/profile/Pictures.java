package fathom.experiments.profile;

import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The figures of a profile. */
final class Pictures {

    private final Measured measured;
    private final Configuration c;

    Pictures(Measured measured) {
        this.measured = measured;
        this.c = measured.configuration();
    }

    private String errorName() {
        return c.classification() ? "test error" : "squared error / variance";
    }

    Figure errors() {
        Panel panel = Panel.of("Error by depth", "hidden layers L", errorName());
        line(panel, "networks", c.depths(), depth -> measured.errors(Measured.NETWORK, depth));
        for (String kernel : List.of(Limits.NTK, Limits.NNGP)) {
            line(panel, Limits.words(kernel), c.hidden(), depth -> measured.errors(kernel, depth));
        }
        List<Double> trivial = measured.trivial();
        if (!trivial.isEmpty()) {
            panel.level(c.classification() ? "most frequent class" : "predicting the mean", mean(trivial));
        }
        Panel effects = Panel.of("Against the shallowest", "hidden layers L", "difference of " + errorName());
        line(effects, "networks", c.deeper(), depth -> measured.differences(Measured.NETWORK, depth));
        for (String kernel : List.of(Limits.NTK, Limits.NNGP)) {
            line(effects, Limits.words(kernel), c.deeper(), depth -> measured.differences(kernel, depth));
        }
        return new Figure(
                "error",
                "Left: " + errorName()
                        + " by number of hidden layers, mean over seeds with 95 % intervals; 0 hidden layers are the linear"
                        + " model. Right: paired differences, seed by seed; below 0 where depth helps.",
                2,
                List.of(panel, effects));
    }

    Figure curves() {
        List<Panel> panels = new ArrayList<>();
        List<Integer> sizes = PoolCurve.sizes(c.spectrum());
        for (int depth : c.hidden()) {
            Panel panel = Panel.of(title(depth), "samples n", "squared error / variance")
                    .logX();
            for (String kernel : List.of(Limits.NTK, Limits.NNGP)) {
                double[] n = sizes.stream().mapToDouble(Integer::doubleValue).toArray();
                List<List<Double>> predicted = new ArrayList<>();
                List<Interval> seen = new ArrayList<>();
                for (int size : sizes) {
                    predicted.add(Tables.points(measured, kernel, depth, size, SpectrumResult.Point::predicted));
                    measured.interval(Tables.points(measured, kernel, depth, size, SpectrumResult.Point::measured))
                            .ifPresent(seen::add);
                }
                if (seen.size() == sizes.size()) {
                    panel.line(Limits.words(kernel) + ", measured", n, seen);
                    panel.curve(
                            Limits.words(kernel) + ", from the spectrum",
                            n,
                            predicted.stream().mapToDouble(Pictures::mean).toArray());
                }
            }
            panels.add(panel);
        }
        return new Figure(
                "learning-curves",
                "Kernel regression on n samples out of a pool of " + c.spectrum()
                        + ", judged on the rest of it: measured, with 95 % intervals over seeds, and predicted from the eigenvalues and the"
                        + " labels' coefficients alone. 1 is predicting the mean.",
                Math.min(3, panels.size()),
                panels);
    }

    Figure energies() {
        List<Panel> panels = new ArrayList<>();
        List<Integer> ranks = Alignment.ranks(c.spectrum());
        for (String kernel : List.of(Limits.NTK, Limits.NNGP)) {
            String name = Limits.words(kernel);
            panels.add(byRank(name + ": eigenvalues", "eigenvalue / sum", ranks, kernel, SpectrumResult::eigenvalues)
                    .logY());
            Panel inside =
                    byRank(name + ": labels' energy", "share in the first k", ranks, kernel, SpectrumResult::energy);
            double[] k = ranks.stream().mapToDouble(Integer::doubleValue).toArray();
            double[] chance = ranks.stream()
                    .mapToDouble(rank -> rank / (double) c.spectrum())
                    .toArray();
            panels.add(inside.curve("labels without structure", k, chance));
            Panel outside =
                    byRank(name + ": held-out energy", "share in the first k", ranks, kernel, SpectrumResult::heldOut);
            panels.add(outside.curve("labels without structure", k, new double[k.length]));
        }
        return new Figure(
                "energy",
                "Eigenvalues, and the share of the labels' energy in the first k eigenvectors, mean over seeds. In the middle by the samples'"
                        + " own labels, where labels without structure rise as k / m; at the right by held-out labels, where they stay at 0.",
                3,
                panels);
    }

    private Panel byRank(
            String title,
            String yLabel,
            List<Integer> ranks,
            String kernel,
            Function<SpectrumResult, List<Double>> of) {
        Panel panel = Panel.of(title, "rank k", yLabel).logX();
        double[] k = ranks.stream().mapToDouble(Integer::doubleValue).toArray();
        for (int depth : c.hidden()) {
            double[] means = new double[k.length];
            for (int i = 0; i < k.length; i++) {
                int at = i;
                means[i] = mean(measured.spectrum(
                        kernel, depth, result -> of.apply(result).get(at)));
            }
            panel.steps(title(depth), k, means);
        }
        return panel;
    }

    Figure conditioning() {
        Panel condition = Panel.of("Condition number", "hidden layers L", "largest / smallest eigenvalue")
                .logY();
        Panel rank = Panel.of("Effective rank", "hidden layers L", "(sum λ)² / sum λ²");
        List<Integer> depths = new ArrayList<>();
        for (int depth = 0; depth <= Plan.conditioningDepth(c); depth++) {
            depths.add(depth);
        }
        double[] x = depths.stream().mapToDouble(Integer::doubleValue).toArray();
        for (String kernel : List.of(Limits.NTK, Limits.NNGP)) {
            condition.line(
                    Limits.words(kernel),
                    x,
                    depths.stream()
                            .mapToDouble(depth -> Measured.median(
                                    measured.conditioning(kernel, depth, ConditioningResult.Row::condition)))
                            .toArray());
            line(
                    rank,
                    Limits.words(kernel),
                    depths,
                    depth -> measured.conditioning(kernel, depth, ConditioningResult.Row::effectiveRank));
        }
        return new Figure(
                "conditioning",
                "Conditioning of both kernels' matrices by depth: the condition number, median over seeds, left out where it cannot be told"
                        + " from infinity; and the effective rank, mean over seeds with 95 % intervals.",
                2,
                List.of(condition, rank));
    }

    Figure imitation() {
        Panel panel = Panel.of("Shallow networks", "hidden layers L", errorName());
        line(panel, "trained on labels", c.hidden(), depth -> measured.errors(Measured.NETWORK, depth));
        line(
                panel,
                "taught by the deepest",
                Plan.students(c),
                depth -> measured.students(depth, NetworkResult.Student::error));
        List<Double> teacher = measured.errors(Measured.NETWORK, c.deepest());
        if (!teacher.isEmpty()) {
            panel.level("the deepest", mean(teacher));
        }
        Panel copy = Panel.of("How well they imitate", "hidden layers L", "unexplained share of the outputs");
        line(
                copy,
                "taught by the deepest",
                Plan.students(c),
                depth -> measured.students(depth, NetworkResult.Student::unexplained));
        return new Figure(
                "imitation",
                "Shallower networks of the same width that learn the deepest network's outputs on inputs without labels: their error on the"
                        + " test labels, and what they miss of the outputs (1 for a constant). Means over seeds with 95 % intervals.",
                2,
                List.of(panel, copy));
    }

    private void line(Panel panel, String name, List<Integer> depths, Function<Integer, List<Double>> values) {
        List<Integer> known = new ArrayList<>();
        List<Interval> intervals = new ArrayList<>();
        for (int depth : depths) {
            measured.interval(values.apply(depth)).ifPresent(interval -> {
                known.add(depth);
                intervals.add(interval);
            });
        }
        if (!known.isEmpty()) {
            panel.line(name, known, intervals);
        }
    }

    private static String title(int depth) {
        return depth == 1 ? "1 hidden layer" : depth + " hidden layers";
    }

    private static double mean(List<Double> values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.size();
    }
}
