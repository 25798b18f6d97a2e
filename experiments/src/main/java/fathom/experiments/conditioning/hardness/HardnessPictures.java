package fathom.experiments.conditioning.hardness;

import fathom.experiments.conditioning.layer.CorrelationMap;
import fathom.runs.report.Figure;
import fathom.runs.report.Panel;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figures of section 5. */
final class HardnessPictures {

    private HardnessPictures() {}

    /** A panel for each activation: E rho of the nearest pair by depth and width, its limit, and the mean size of rho. */
    static Figure pairs(HardnessMeasured measured) {
        HardnessChapter chapter = measured.chapter();
        List<Panel> panels = new ArrayList<>();
        double[] depths = chapter.pairDepths().stream().mapToDouble(v -> v).toArray();
        for (String activation : chapter.pairActivations()) {
            Panel panel = Panel.of(activation, "hidden layers L", "correlation of a pair")
                    .logY()
                    .yRange(1e-5, 1.2);
            for (int width : chapter.pairWidths()) {
                line(panel, "E ρ, width " + width, measured, activation, width, PairResult.Point::near);
            }
            for (int width : chapter.pairWidths()) {
                line(panel, "E |ρ|, width " + width, measured, activation, width, PairResult.Point::nearSize);
            }
            CorrelationMap map = CorrelationMap.centred(activation);
            double[] limit = chapter.pairDepths().stream()
                    .mapToDouble(depth -> HardnessMeasured.limit(map, chapter.d(), depth))
                    .toArray();
            panel.curve("infinite width", depths, limit);
            panels.add(panel);
        }
        return new Figure(
                "pairs",
                "Theorem 53: the correlation of the nearest pair of the half cube (cosine 1 − 2/d, d = " + chapter.d()
                        + ") under random networks by depth, means over networks with 95 % intervals; where an interval reaches 0 the"
                        + " point is left without a bar. The expected correlation falls exponentially; the size of a single network's correlation"
                        + " does not fall below the order of one over the root of the width.",
                3,
                panels);
    }

    private static void line(
            Panel panel,
            String name,
            HardnessMeasured measured,
            String activation,
            int width,
            ToDoubleFunction<PairResult.Point> quantity) {
        List<Integer> depths = new ArrayList<>();
        List<Interval> values = new ArrayList<>();
        for (int depth : measured.chapter().pairDepths()) {
            Optional<Interval> interval = measured.pair(activation, width, depth, quantity);
            if (interval.isPresent()) {
                depths.add(depth);
                values.add(interval.get());
            }
        }
        if (!depths.isEmpty()) {
            panel.line(name, depths, values);
        }
    }

    /** Correlations with the target by its depth. */
    static Figure learning(HardnessMeasured measured) {
        HardnessChapter chapter = measured.chapter();
        Panel panel = Panel.of(
                        "d = " + chapter.d() + ", " + chapter.samples() + " samples",
                        "target's hidden layers",
                        "correlation with the target")
                .logX()
                .yRange(-0.1, 1);
        List<Integer> depths = chapter.targetDepths().stream()
                .filter(depth -> measured.learned(depth, LearnResult::descent).length > 0)
                .toList();
        panel.line("gradient descent", depths, of(measured, depths, LearnResult::descent));
        panel.line("best linear fit", depths, of(measured, depths, LearnResult::linear));
        panel.line("target's kernel", depths, of(measured, depths, LearnResult::kernel));
        panel.level("chance", 0);
        Panel queries = Panel.of("two random targets", "target's hidden layers", "1 / mean squared correlation")
                .logX()
                .logY();
        double[] x = depths.stream().mapToDouble(v -> v).toArray();
        CorrelationMap map = CorrelationMap.centred(chapter.target());
        queries.line(
                "infinite width, exact",
                x,
                depths.stream()
                        .mapToDouble(depth -> 1 / HardnessMeasured.meanSquare(map, chapter.d(), depth))
                        .toArray());
        queries.level("2^(d−1)", new HalfCube(chapter.d()).points());
        return Figure.of(
                "learning",
                "Learning random deep networks: correlation with the target outside the sample by the target's depth, mean over "
                        + chapter.targets().size()
                        + " targets with 95 % intervals; and one over the mean squared correlation of two independent targets, to which the number"
                        + " of statistical queries is proportional.",
                panel,
                queries);
    }

    private static List<Interval> of(
            HardnessMeasured measured, List<Integer> depths, ToDoubleFunction<LearnResult> quantity) {
        return depths.stream()
                .map(depth -> HardnessTables.interval(measured, depth, quantity))
                .toList();
    }
}
