package fathom.experiments.conditioning;

import fathom.runs.Finished;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the ledger holds, by what is asked for. */
record Measured(
        Configuration configuration,
        List<Finished<DepthCell, DepthResult>> depths,
        List<Finished<MatrixCell, MatrixResult>> matrices,
        List<Finished<WidthCell, WidthResult>> widths) {

    int trials() {
        return depths.size() + matrices.size() + widths.size();
    }

    Optional<DepthResult> depth(String activation, double delta) {
        return depths.stream()
                .filter(trial -> trial.configuration().activation().equals(activation)
                        && trial.configuration().delta() == delta)
                .map(Finished::result)
                .findFirst();
    }

    /** A quantity of the matrices of one activation, dimension and depth: its interval over the seeds. */
    Optional<Interval> matrix(String activation, int d, int depth, ToDoubleFunction<MatrixResult.Point> quantity) {
        double[] values = matrices.stream()
                .filter(trial -> trial.configuration().activation().equals(activation)
                        && trial.configuration().d() == d)
                .flatMap(trial -> trial.result().points().stream().filter(point -> point.depth() == depth))
                .mapToDouble(quantity)
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(values));
    }

    /** Decimal logarithms of the condition numbers of networks of one width at one depth; not a number if one is singular. */
    Optional<Interval> width(String network, int width, int depth) {
        int at = configuration.widthDepths().indexOf(depth);
        double[] values = widths.stream()
                .filter(trial -> trial.configuration().network().equals(network)
                        && trial.configuration().width() == width)
                .mapToDouble(trial -> trial.result().logConditions().get(at))
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(values));
    }
}
