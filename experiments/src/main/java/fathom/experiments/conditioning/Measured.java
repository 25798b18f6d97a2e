package fathom.experiments.conditioning;

import fathom.runs.Finished;
import fathom.runs.statistics.Interval;
import fathom.simd.math.DoubleFunctions;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the ledger holds, by what is asked for. */
record Measured(
        Configuration configuration,
        List<Finished<DepthCell, DepthResult>> depths,
        List<Finished<MatrixCell, MatrixResult>> matrices,
        List<Finished<WidthCell, WidthResult>> widths,
        List<Finished<MatrixCell, MatrixResult>> limits) {

    int trials() {
        return depths.size() + matrices.size() + widths.size() + limits.size();
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

    /**
     * The activation whose normalised dual is the limit of a network: its own where it has mean 0 and second moment 1 already, and that inside
     * layer(...), which normalises it (lemma 1 of the paper). None for the others.
     */
    static Optional<String> limit(String network) {
        if (network.startsWith("layer(")) {
            return Optional.of(network.substring("layer(".length(), network.length() - 1));
        }
        boolean normalised =
                network.startsWith("normalised(") || network.startsWith("normrelu") || network.startsWith("selu");
        return normalised ? Optional.of(network) : Optional.empty();
    }

    /** Decimal logarithms of the condition numbers at infinite width, on the inputs of the networks. */
    Optional<Interval> limit(String network, int depth) {
        double[] values = limits.stream()
                .filter(trial ->
                        limit(network).equals(Optional.of(trial.configuration().activation())))
                .flatMap(trial -> trial.result().points().stream().filter(point -> point.depth() == depth))
                .mapToDouble(point -> DoubleFunctions.log(point.condition()) / WidthTrial.LOG_TEN)
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(values));
    }
}
