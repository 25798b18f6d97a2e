package fathom.experiments.conditioning.bounds;

import fathom.runs.Finished;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the ledger holds of this chapter, by what is asked for. */
record Measured(List<Finished<DepthCell, DepthResult>> pairs, List<Finished<MatrixCell, MatrixResult>> matrices) {

    Optional<DepthResult> pair(String activation, double delta) {
        return pairs.stream()
                .filter(trial -> trial.configuration().activation().equals(activation)
                        && trial.configuration().delta() == delta)
                .map(Finished::result)
                .findFirst();
    }

    boolean has(BoundsChapter.Group group) {
        return matrices.stream().anyMatch(trial -> belongs(trial.configuration(), group));
    }

    private static boolean belongs(MatrixCell cell, BoundsChapter.Group group) {
        return cell.inputs().equals(group.inputs()) && cell.d() == group.d() && cell.delta() == group.delta();
    }

    /** A quantity of the matrices of one activation and kind of inputs at one depth: its interval over the seeds. */
    Optional<Interval> matrix(
            String activation, BoundsChapter.Group group, int depth, ToDoubleFunction<MatrixResult.Point> quantity) {
        double[] values = matrices.stream()
                .filter(trial ->
                        trial.configuration().activation().equals(activation) && belongs(trial.configuration(), group))
                .flatMap(trial -> trial.result().points().stream().filter(point -> point.depth() == depth))
                .mapToDouble(quantity)
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(values));
    }
}
