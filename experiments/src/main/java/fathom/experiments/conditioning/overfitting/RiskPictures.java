package fathom.experiments.conditioning.overfitting;

import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figure of theorem 17. */
final class RiskPictures {

    private RiskPictures() {}

    static List<Integer> depths(RiskMeasured measured) {
        List<Integer> depths = new ArrayList<>(measured.chapter().depths());
        depths.add(OverfittingChapter.THEOREM);
        return depths;
    }

    static String name(int depth) {
        return depth == OverfittingChapter.THEOREM ? "depth of theorem 17" : "depth " + depth;
    }

    /** Excess risk by n; norms by depth; the theorem's bound beside what it bounds. */
    static Figure risk(RiskMeasured measured) {
        OverfittingChapter chapter = measured.chapter();
        double zero = measured.trials().getFirst().result().zero();
        Panel risk = Panel.of("excess risk", "samples n", "E (v_S − f)²").logX().logY();
        for (int depth : depths(measured)) {
            line(risk, name(depth), measured, depth, RiskResult::excess);
        }
        risk.level("predicting 0", zero);

        int n = chapter.sizes().getLast();
        double[] all = chapter.depths().stream().mapToDouble(v -> v).toArray();
        Panel norms = Panel.of("norms at n = " + n, "hidden layers L", "squared norm")
                .logX()
                .logY();
        norms.line("interpolant |v_S|²", all, each(measured, n, RiskResult::norm));
        norms.line("best predictor |v*|²", all, each(measured, n, RiskResult::targetNorm));

        Panel bound = Panel.of("at the depth of theorem 17", "samples n", "risk")
                .logX()
                .logY();
        line(bound, "depth of theorem 17", measured, OverfittingChapter.THEOREM, RiskResult::excess);
        double[] sizes = chapter.sizes().stream()
                .filter(size -> measured.values(size, OverfittingChapter.THEOREM, RiskResult::bound).length > 0)
                .mapToDouble(v -> v)
                .toArray();
        double[] bounds = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            bounds[i] = measured.exact((int) sizes[i], OverfittingChapter.THEOREM, RiskResult::bound)
                    .orElseThrow();
        }
        bound.curve("theorem 17, constant 1", sizes, bounds);
        if (sizes.length > 0) {
            bound.level("predicting 0", zero);
        }
        return Figure.of(
                "overfitting",
                "Theorem 17: excess risk of the interpolant of least norm under noise by the number of samples, for kernels of several depths, with"
                        + " 95 % intervals; squared norms of the interpolant and of the best predictor in the kernel's space; and the"
                        + " theorem's bound at its own depth.",
                risk,
                norms,
                bound);
    }

    private static void line(
            Panel panel, String name, RiskMeasured measured, int depth, ToDoubleFunction<RiskResult> quantity) {
        List<Integer> sizes = new ArrayList<>();
        List<Interval> values = new ArrayList<>();
        for (int n : measured.chapter().sizes()) {
            Optional<Interval> interval = measured.interval(n, depth, quantity);
            if (interval.isPresent()) {
                sizes.add(n);
                values.add(interval.get());
            }
        }
        if (!sizes.isEmpty()) {
            panel.line(name, sizes, values);
        }
    }

    private static double[] each(RiskMeasured measured, int n, ToDoubleFunction<RiskResult> quantity) {
        return measured.chapter().depths().stream()
                .mapToDouble(depth -> measured.interval(n, depth, quantity)
                        .map(Interval::mean)
                        .orElse(Double.NaN))
                .toArray();
    }
}
