package fathom.experiments.conditioning.hardness;

import fathom.experiments.conditioning.layer.CorrelationMap;
import fathom.experiments.protocol.Listing;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The tables of section 5. */
final class HardnessTables {

    private HardnessTables() {}

    static Table pairs(HardnessMeasured measured) {
        HardnessChapter chapter = measured.chapter();
        List<Integer> depths = chapter.pairDepths();
        String[] columns = new String[depths.size() + 2];
        columns[0] = "activation";
        columns[1] = "width";
        for (int i = 0; i < depths.size(); i++) {
            columns[i + 2] = "L = " + depths.get(i);
        }
        Table table = Table.of(columns);
        for (String activation : chapter.pairActivations()) {
            for (int width : chapter.pairWidths()) {
                Object[] cells = new Object[columns.length];
                cells[0] = activation;
                cells[1] = Integer.toString(width);
                for (int i = 0; i < depths.size(); i++) {
                    cells[i + 2] = measured.pair(activation, width, depths.get(i), PairResult.Point::near)
                            .orElse(null);
                }
                table.row(cells);
            }
            Object[] cells = new Object[columns.length];
            cells[0] = activation;
            cells[1] = "infinite";
            CorrelationMap map = CorrelationMap.centred(activation);
            for (int i = 0; i < depths.size(); i++) {
                cells[i + 2] = HardnessMeasured.limit(map, chapter.d(), depths.get(i));
            }
            table.row(cells);
        }
        return table;
    }

    static Table learning(HardnessMeasured measured) {
        HardnessChapter chapter = measured.chapter();
        Table table = Table.of(
                "target's hidden layers",
                "gradient descent",
                "on its training points",
                "best linear fit",
                "target's kernel",
                "constant",
                "rates chosen (targets)",
                "1 / mean squared correlation of two targets");
        CorrelationMap map = CorrelationMap.centred(chapter.target());
        for (int depth : chapter.targetDepths()) {
            if (measured.learned(depth, LearnResult::descent).length > 0) {
                table.row(
                        depth,
                        interval(measured, depth, LearnResult::descent),
                        interval(measured, depth, LearnResult::trainingCorrelation),
                        interval(measured, depth, LearnResult::linear),
                        interval(measured, depth, LearnResult::kernel),
                        interval(measured, depth, LearnResult::constant),
                        rates(measured, depth),
                        1 / HardnessMeasured.meanSquare(map, chapter.d(), depth));
            }
        }
        return table;
    }

    /** How many targets of a depth chose which rate: one at the edge of the grid says that a better one may lie beyond. */
    private static String rates(HardnessMeasured measured, int depth) {
        double[] chosen = measured.learned(depth, LearnResult::rate);
        return Listing.selected(
                Arrays.stream(chosen).sorted().boxed().toList(),
                measured.chapter().learner().rates());
    }

    static Interval interval(HardnessMeasured measured, int depth, ToDoubleFunction<LearnResult> quantity) {
        return Interval.of(measured.learned(depth, quantity));
    }

    static void summarise(Table summary, HardnessMeasured measured) {
        HardnessChapter chapter = measured.chapter();
        for (String activation : chapter.pairActivations()) {
            for (int width : chapter.pairWidths()) {
                for (int depth : chapter.pairDepths()) {
                    measured.pair(activation, width, depth, PairResult.Point::near)
                            .ifPresent(value -> summary.row(
                                    "pairs", activation, "width " + width, depth, "expected correlation", value));
                    measured.pair(activation, width, depth, PairResult.Point::nearSize)
                            .ifPresent(value ->
                                    summary.row("pairs", activation, "width " + width, depth, "its size", value));
                }
            }
        }
        for (int depth : chapter.targetDepths()) {
            if (measured.learned(depth, LearnResult::descent).length > 0) {
                String model = chapter.target();
                summary.row(
                        "learning",
                        model,
                        "gradient descent",
                        depth,
                        "correlation",
                        interval(measured, depth, LearnResult::descent));
                summary.row(
                        "learning",
                        model,
                        "linear",
                        depth,
                        "correlation",
                        interval(measured, depth, LearnResult::linear));
                summary.row(
                        "learning",
                        model,
                        "kernel",
                        depth,
                        "correlation",
                        interval(measured, depth, LearnResult::kernel));
            }
        }
    }
}
