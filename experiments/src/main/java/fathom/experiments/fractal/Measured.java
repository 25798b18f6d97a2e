package fathom.experiments.fractal;

import com.google.common.collect.ImmutableList;
import fathom.runs.Finished;
import fathom.runs.statistics.Interval;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;

/** The finished trainings, with the best learning rate of each network chosen on the validation points. */
final class Measured {

    private final Configuration configuration;
    private final List<Finished<NetworkCell, NetworkResult>> trials;
    private final Map<Point, Finished<NetworkCell, NetworkResult>> best = new HashMap<>();

    Measured(Configuration configuration, List<Finished<NetworkCell, NetworkResult>> trials) {
        this.configuration = configuration;
        this.trials = trials;
        for (Finished<NetworkCell, NetworkResult> trial : trials) {
            best.merge(point(trial.configuration()), trial, Measured::better);
        }
    }

    /** The greater validation accuracy; of equals the smaller rate. */
    private static Finished<NetworkCell, NetworkResult> better(
            Finished<NetworkCell, NetworkResult> one, Finished<NetworkCell, NetworkResult> other) {
        Comparator<Finished<NetworkCell, NetworkResult>> order = Comparator.comparingDouble(
                        (Finished<NetworkCell, NetworkResult> trial) ->
                                -trial.result().validation())
                .thenComparingDouble(trial -> trial.configuration().rate());
        return order.compare(one, other) <= 0 ? one : other;
    }

    Configuration configuration() {
        return configuration;
    }

    int finished() {
        return trials.size();
    }

    /** What is measured once for every seed, at the best of its rates. */
    record Series(String system, String curve, String procedure, int depth, int width) {

        Series atDepth(int other) {
            return new Series(system, curve, procedure, other, width);
        }

        Series onCurve(String other) {
            return new Series(system, other, procedure, depth, width);
        }

        Series by(String other) {
            return new Series(system, curve, other, depth, width);
        }
    }

    private record Point(Series series, long seed) {}

    private static Point point(NetworkCell cell) {
        Problem problem = cell.problem();
        return new Point(
                new Series(problem.system(), problem.curve(), cell.procedure(), cell.depth(), cell.width()),
                problem.seed());
    }

    /** All series, in the order of the tables. */
    ImmutableList<Series> series() {
        return Plan.networks(configuration).stream()
                .map(cell -> point(cell).series)
                .distinct()
                .collect(ImmutableList.toImmutableList());
    }

    /** The series of figure 4. */
    Series first(String system, int depth, int width) {
        return new Series(system, configuration.curves().getFirst(), NetworkCell.JOINT, depth, width);
    }

    /** The trainings at the best rate of each seed. */
    List<Finished<NetworkCell, NetworkResult>> chosen(Series series) {
        return configuration.seeds().stream()
                .map(seed -> best.get(new Point(series, seed)))
                .filter(trial -> trial != null)
                .toList();
    }

    /** Test accuracies by seed: of networks that were chosen on other points. */
    double[] test(Series series) {
        return values(series, NetworkResult::test);
    }

    /** Best validation accuracies by seed: chosen among rates and looks, as the paper chooses. */
    double[] validation(Series series) {
        return values(series, NetworkResult::validation);
    }

    private double[] values(Series series, ToDoubleFunction<NetworkResult> value) {
        return chosen(series).stream()
                .mapToDouble(trial -> value.applyAsDouble(trial.result()))
                .toArray();
    }

    /** test(left) - test(right) for every seed that has both. */
    double[] differences(Series left, Series right) {
        return bySeed(seed -> {
            Finished<NetworkCell, NetworkResult> one = best.get(new Point(left, seed));
            Finished<NetworkCell, NetworkResult> other = best.get(new Point(right, seed));
            return one == null || other == null
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(one.result().test() - other.result().test());
        });
    }

    private double[] bySeed(LongFunction<OptionalDouble> value) {
        return configuration.seeds().stream()
                .map(value::apply)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    /** The mean over seeds with its interval. */
    static Optional<Interval> interval(double[] values) {
        return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(values));
    }

    /** The width at which the deepest networks do best on the validation points of a curve: the paper's "best architecture". */
    Optional<Series> bestWidth(String system, String curve) {
        return configuration.widths().stream()
                .map(width -> new Series(system, curve, NetworkCell.JOINT, configuration.deepest(), width))
                .filter(series -> validation(series).length > 0)
                .max(Comparator.comparingDouble(
                        series -> Interval.of(validation(series)).mean()));
    }

    /** The training whose decision region is drawn: the best rate of the first seed at the greatest width. */
    Optional<Finished<NetworkCell, NetworkResult>> drawn(String system, int depth) {
        Series series = first(system, depth, configuration.widths().getLast());
        return Optional.ofNullable(
                        best.get(new Point(series, configuration.seeds().getFirst())))
                .filter(trial -> !trial.result().region().isEmpty());
    }
}
