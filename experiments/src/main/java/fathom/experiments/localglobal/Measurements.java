package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import fathom.runs.Finished;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;

/** The errors of all finished trials, networks and kernels side by side. */
final class Measurements {

    private final Configuration configuration;
    private final Map<Point, Double> errors = new HashMap<>();
    private final Map<Point, Double> squaredErrors = new HashMap<>();
    private final Map<Point, List<Stability>> stabilities = new HashMap<>();

    Measurements(
            Configuration configuration,
            List<Finished<NetworkCell, NetworkResult>> networks,
            List<Finished<KernelCell, KernelResult>> kernels) {
        this.configuration = configuration;
        for (Finished<NetworkCell, NetworkResult> trial : networks) {
            Point point = new Point(
                    series(trial.configuration()),
                    trial.configuration().problem().seed());
            errors.put(point, trial.result().error());
            stabilities.put(point, trial.result().stability());
        }
        for (Finished<KernelCell, KernelResult> trial : kernels) {
            KernelCell cell = trial.configuration();
            for (KernelResult.Score score : trial.result().scores()) {
                Series series = new Series(cell.kernel(), cell.problem().k(), score.target(), cell.depth());
                errors.put(new Point(series, cell.problem().seed()), score.error());
                squaredErrors.put(new Point(series, cell.problem().seed()), score.squaredError());
            }
        }
    }

    Configuration configuration() {
        return configuration;
    }

    /** {@code network} and the kernels. */
    List<String> models() {
        return ImmutableList.<String>builder()
                .add(Words.NETWORK)
                .addAll(configuration.kernels())
                .build();
    }

    /** Everything that is measured once for every seed, in the order of the tables. */
    List<Series> series() {
        ImmutableList.Builder<Series> all = ImmutableList.builder();
        for (int k : configuration.k()) {
            for (String model : models()) {
                for (String target : configuration.targets()) {
                    for (int depth : configuration.depths()) {
                        if (depth > 0 || model.equals(Words.NETWORK)) {
                            all.add(new Series(model, k, target, depth));
                        }
                    }
                }
            }
        }
        return all.build();
    }

    static Series series(NetworkCell cell) {
        return new Series(Words.NETWORK, cell.problem().k(), cell.target(), cell.depth());
    }

    /** The test errors by seed, in the configuration's order of seeds. */
    double[] errors(Series series) {
        return bySeed(seed -> at(errors, series, seed));
    }

    /** The relative squared errors of regression by seed; empty for networks. */
    double[] squaredErrors(Series series) {
        return bySeed(seed -> at(squaredErrors, series, seed));
    }

    /** error(left) - error(right) for every seed that has both. */
    double[] errorDifferences(Series left, Series right) {
        return bySeed(seed -> difference(at(errors, left, seed), at(errors, right, seed)));
    }

    /**
     * How much more depth costs the global target than the local one, for every seed that has all four errors.
     *
     * <pre>
     * (error(deep) - error(shallow)) of the global target - (error(deep) - error(shallow)) of the local one
     * </pre>
     */
    double[] dissociations(String model, int k, int shallow, int deep) {
        return bySeed(seed -> difference(
                difference(
                        at(errors, new Series(model, k, Words.GLOBAL, deep), seed),
                        at(errors, new Series(model, k, Words.GLOBAL, shallow), seed)),
                difference(
                        at(errors, new Series(model, k, Words.LOCAL, deep), seed),
                        at(errors, new Series(model, k, Words.LOCAL, shallow), seed))));
    }

    /** Relative squared error of the local target less that of the global one, mean over depths, for every seed that has all. */
    double[] squaredErrorDifferences(String kernel, int k) {
        List<Integer> depths = hiddenDepths();
        return bySeed(seed -> {
            double sum = 0;
            for (int depth : depths) {
                OptionalDouble difference = difference(
                        at(squaredErrors, new Series(kernel, k, Words.LOCAL, depth), seed),
                        at(squaredErrors, new Series(kernel, k, Words.GLOBAL, depth), seed));
                if (difference.isEmpty()) {
                    return difference;
                }
                sum += difference.getAsDouble();
            }
            return depths.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum / depths.size());
        });
    }

    /** A share of changed answers of trained networks, by seed. */
    double[] changed(Series series, double length, ToDoubleFunction<Stability> share) {
        return bySeed(seed -> stability(series, length, seed)
                .map(share::applyAsDouble)
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty));
    }

    /**
     * What depth does to the answers changed by moving one entry less those changed by moving all, mean over the lengths, for every seed
     * that has all.
     */
    double[] localities(int k, String target, int shallow, int deep) {
        return bySeed(seed -> difference(
                locality(new Series(Words.NETWORK, k, target, deep), seed),
                locality(new Series(Words.NETWORK, k, target, shallow), seed)));
    }

    private OptionalDouble locality(Series series, long seed) {
        double sum = 0;
        for (double length : configuration.perturbations()) {
            Optional<Stability> stability = stability(series, length, seed);
            if (stability.isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += stability.get().oneEntry() - stability.get().allEntries();
        }
        int lengths = configuration.perturbations().size();
        return lengths == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / lengths);
    }

    private Optional<Stability> stability(Series series, double length, long seed) {
        return stabilities.getOrDefault(new Point(series, seed), List.of()).stream()
                .filter(one -> one.length() == length)
                .findFirst();
    }

    /** The depths with a hidden layer, ascending. */
    List<Integer> hiddenDepths() {
        return configuration.depths().stream()
                .filter(depth -> depth > 0)
                .sorted()
                .toList();
    }

    private double[] bySeed(LongFunction<OptionalDouble> value) {
        return configuration.seeds().stream()
                .map(value::apply)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    private static OptionalDouble at(Map<Point, Double> values, Series series, long seed) {
        Double value = values.get(new Point(series, seed));
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static OptionalDouble difference(OptionalDouble left, OptionalDouble right) {
        return left.isPresent() && right.isPresent()
                ? OptionalDouble.of(left.getAsDouble() - right.getAsDouble())
                : OptionalDouble.empty();
    }

    /** What is measured once for every seed. */
    record Series(String model, int k, String target, int depth) {}

    private record Point(Series series, long seed) {}
}
