package fathom.experiments.conditioning.width;

import fathom.experiments.conditioning.bounds.MatrixCell;
import fathom.experiments.conditioning.bounds.MatrixResult;
import fathom.runs.Finished;
import fathom.runs.statistics.Interval;
import fathom.simd.math.DoubleFunctions;
import java.util.List;
import java.util.Optional;

/** Decimal logarithms of condition numbers by network, width and depth. */
record WidthMeasured(
        WidthChapter chapter,
        List<Finished<WidthCell, WidthResult>> finite,
        List<Finished<MatrixCell, MatrixResult>> infinite) {

    /** One value for each seed that was run, in the order of the seeds; infinite if a matrix was singular. */
    double[] values(String network, int width, int depth, boolean tangent) {
        int at = chapter.depths().indexOf(depth);
        return finite.stream()
                .filter(trial -> trial.configuration().network().equals(network)
                        && trial.configuration().width() == width)
                .mapToDouble(trial -> (tangent
                                ? trial.result().tangentLogConditions()
                                : trial.result().logConditions())
                        .get(at))
                .toArray();
    }

    /** Not a number if one matrix was singular; none if nothing was run. */
    Optional<Interval> width(String network, int width, int depth, boolean tangent) {
        return interval(values(network, width, depth, tangent));
    }

    Optional<Interval> limit(String network, int depth, boolean tangent) {
        List<MatrixCell> cells = chapter.seeds().stream()
                .flatMap(seed -> chapter.limit(network, seed).stream())
                .toList();
        return interval(infinite.stream()
                .filter(trial -> cells.contains(trial.configuration()))
                .flatMap(trial -> trial.result().points().stream().filter(point -> point.depth() == depth))
                .mapToDouble(point -> tangent ? point.tangentCondition() : point.condition())
                .map(condition -> DoubleFunctions.log(condition) / WidthTrial.LOG_TEN)
                .toArray());
    }

    private static Optional<Interval> interval(double[] values) {
        return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(values));
    }
}
