package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import fathom.experiments.localglobal.problem.Problem;
import fathom.experiments.localglobal.problem.Words;
import fathom.experiments.localglobal.regression.KernelCell;
import fathom.experiments.localglobal.regression.KernelResult;
import fathom.experiments.localglobal.stability.Stability;
import fathom.runs.Finished;
import fathom.simd.math.DoubleFunctions;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
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
                Series series = new Series(cell.kernel(), setting(cell.problem(), 0), score.target(), cell.depth());
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
        Set<Series> all = new LinkedHashSet<>();
        for (int k : configuration.k()) {
            for (String model : models()) {
                for (Setting at : settings(k)) {
                    for (String target : configuration.paperTargets()) {
                        for (int depth : configuration.depths()) {
                            if (depth > 0 || model.equals(Words.NETWORK)) {
                                all.add(new Series(model, at, target, depth));
                            }
                        }
                    }
                }
            }
        }
        return List.copyOf(all);
    }

    /** Every size at which networks are trained; none where no target of the paper is. */
    List<Setting> settings() {
        return configuration.paperTargets().isEmpty()
                ? List.of()
                : configuration.k().stream().flatMap(k -> settings(k).stream()).toList();
    }

    /** Every size at which kernels regress. */
    List<Setting> kernelSettings() {
        return settings().stream().map(Setting::infinite).distinct().toList();
    }

    private List<Setting> settings(int k) {
        return configuration.N().stream()
                .flatMap(samples -> configuration.H().stream().map(width -> new Setting(k, samples, width)))
                .toList();
    }

    static Series series(NetworkCell cell) {
        return new Series(Words.NETWORK, setting(cell.problem(), cell.training().H()), cell.target(), cell.depth());
    }

    private static Setting setting(Problem problem, int width) {
        return new Setting(problem.k(), problem.N(), width);
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
    double[] dissociations(String model, Setting at, int shallow, int deep) {
        return bySeed(seed -> difference(
                difference(
                        at(errors, new Series(model, at, Words.GLOBAL, deep), seed),
                        at(errors, new Series(model, at, Words.GLOBAL, shallow), seed)),
                difference(
                        at(errors, new Series(model, at, Words.LOCAL, deep), seed),
                        at(errors, new Series(model, at, Words.LOCAL, shallow), seed))));
    }

    /** Relative squared error of the local target less that of the global one, mean over depths, for every seed that has all. */
    double[] squaredErrorDifferences(String kernel, Setting at) {
        List<Integer> depths = hiddenDepths();
        return bySeed(seed -> {
            double sum = 0;
            for (int depth : depths) {
                OptionalDouble difference = difference(
                        at(squaredErrors, new Series(kernel, at, Words.LOCAL, depth), seed),
                        at(squaredErrors, new Series(kernel, at, Words.GLOBAL, depth), seed));
                if (difference.isEmpty()) {
                    return difference;
                }
                sum += difference.getAsDouble();
            }
            return depths.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum / depths.size());
        });
    }

    /**
     * What a doubling of the depth does to the error: the slope of its least-squares line in log2 L over all depths with a hidden layer, for
     * every seed that has all.
     */
    double[] slopes(String model, Setting at, String target) {
        List<Integer> depths = hiddenDepths();
        double mean = 0;
        for (int depth : depths) {
            mean += log2(depth) / depths.size();
        }
        double squares = 0;
        for (int depth : depths) {
            squares += (log2(depth) - mean) * (log2(depth) - mean);
        }
        double centre = mean;
        double scale = squares;
        return bySeed(seed -> {
            double sum = 0;
            for (int depth : depths) {
                OptionalDouble error = at(errors, new Series(model, at, target, depth), seed);
                if (error.isEmpty()) {
                    return error;
                }
                sum = Math.fma(log2(depth) - centre, error.getAsDouble(), sum);
            }
            return depths.size() < 2 ? OptionalDouble.empty() : OptionalDouble.of(sum / scale);
        });
    }

    private static double log2(int depth) {
        return DoubleFunctions.log(depth) / DoubleFunctions.log(2);
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
    double[] localities(Setting at, String target, int shallow, int deep) {
        return bySeed(seed -> difference(
                locality(new Series(Words.NETWORK, at, target, deep), seed),
                locality(new Series(Words.NETWORK, at, target, shallow), seed)));
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
        return configuration.hiddenDepths();
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

    /** What is measured once for every seed; kernels have no width. */
    record Series(String model, Setting at, String target, int depth) {

        Series {
            at = model.equals(Words.NETWORK) ? at : at.infinite();
        }
    }

    private record Point(Series series, long seed) {}
}
