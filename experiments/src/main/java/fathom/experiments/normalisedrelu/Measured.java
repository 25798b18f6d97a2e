package fathom.experiments.normalisedrelu;

import com.google.common.collect.ImmutableList;
import fathom.experiments.normalisedrelu.NetworkResult.Look;
import fathom.experiments.normalisedrelu.NetworkResult.Profile;
import fathom.runs.Finished;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The finished trainings. The learning rate of a network is the one with the least mean validation error over the seeds, one for all of them; of
 * equals the smaller.
 */
final class Measured {

    private final Configuration configuration;
    private final List<Finished<NetworkCell, NetworkResult>> trials;
    private final List<Finished<BeginningCell, BeginningResult>> beginnings;
    private final List<Finished<LimitCell, LimitResult>> limits;
    private final Map<Series, Map<Double, List<Finished<NetworkCell, NetworkResult>>>> byRate = new HashMap<>();

    Measured(
            Configuration configuration,
            List<Finished<NetworkCell, NetworkResult>> trials,
            List<Finished<BeginningCell, BeginningResult>> beginnings,
            List<Finished<LimitCell, LimitResult>> limits) {
        this.configuration = configuration;
        this.trials = trials;
        this.beginnings = beginnings;
        this.limits = limits;
        for (Finished<NetworkCell, NetworkResult> trial : trials) {
            NetworkCell cell = trial.configuration();
            byRate.computeIfAbsent(
                            new Series(cell.problem().data(), cell.body(), cell.network()), series -> new TreeMap<>())
                    .computeIfAbsent(cell.rate(), rate -> new ArrayList<>())
                    .add(trial);
        }
    }

    Configuration configuration() {
        return configuration;
    }

    /** What is measured once for every seed, at one learning rate. */
    record Series(String data, Body body, String network) {

        NetworkName name() {
            return new NetworkName(network);
        }

        Series with(String other) {
            return new Series(data, body, other);
        }

        Series with(Body other) {
            return new Series(data, other, network);
        }

        String words() {
            return data + ", " + body.name() + ", " + network;
        }
    }

    /** All series, in the order of the tables. */
    ImmutableList<Series> series() {
        ImmutableList.Builder<Series> all = ImmutableList.builder();
        for (String data : configuration.data()) {
            for (Body body : Plan.bodies(configuration)) {
                all.addAll(series(data, body));
            }
        }
        return all.build();
    }

    /** Those of one data set and body. */
    ImmutableList<Series> series(String data, Body body) {
        return Plan.names(configuration, body).stream()
                .map(name -> new Series(data, body, name))
                .collect(ImmutableList.toImmutableList());
    }

    /** The rate that the validation examples choose. */
    Optional<Double> rate(Series series) {
        Map<Double, List<Finished<NetworkCell, NetworkResult>>> rates = byRate.getOrDefault(series, Map.of());
        int most = rates.values().stream().mapToInt(List::size).max().orElse(0);
        return rates.entrySet().stream()
                .filter(entry -> entry.getValue().size() == most)
                .min(Comparator.comparingDouble((Map.Entry<Double, List<Finished<NetworkCell, NetworkResult>>> entry) ->
                                mean(entry.getValue(), NetworkResult::validationError))
                        .thenComparingDouble(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }

    private static double mean(
            List<Finished<NetworkCell, NetworkResult>> trials, ToDoubleFunction<NetworkResult> value) {
        double sum = 0;
        for (Finished<NetworkCell, NetworkResult> trial : trials) {
            sum += value.applyAsDouble(trial.result());
        }
        return sum / trials.size();
    }

    /** The trainings at the chosen rate, by seed. */
    List<Finished<NetworkCell, NetworkResult>> chosen(Series series) {
        return rate(series).map(rate -> byRate.get(series).get(rate)).orElse(List.of());
    }

    /** The mean validation error at a rate in words, with how many trainings diverged; nothing if none has finished. */
    Optional<String> validation(Series series, double rate) {
        List<Finished<NetworkCell, NetworkResult>> some =
                byRate.getOrDefault(series, Map.of()).getOrDefault(rate, List.of());
        long diverged = some.stream().filter(trial -> trial.result().diverged()).count();
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%.3f", mean(some, NetworkResult::validationError))
                        + (diverged > 0 ? ", " + diverged + " of " + some.size() + " diverged" : ""));
    }

    private Optional<NetworkResult> result(Series series, long seed) {
        return chosen(series).stream()
                .filter(trial -> trial.configuration().problem().seed() == seed)
                .map(Finished::result)
                .findFirst();
    }

    /** A number of each seed's training; nothing where a seed lacks it. */
    double[] values(Series series, Quantity quantity) {
        return configuration.seeds().stream()
                .map(seed -> result(series, seed).map(quantity::of).orElse(OptionalDouble.empty()))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    /** The left number less the right one for every seed that has both. */
    double[] differences(Series left, Quantity of, Series right, Quantity other) {
        List<Double> differences = new ArrayList<>();
        for (long seed : configuration.seeds()) {
            OptionalDouble one = result(left, seed).map(of::of).orElse(OptionalDouble.empty());
            OptionalDouble two = result(right, seed).map(other::of).orElse(OptionalDouble.empty());
            if (one.isPresent() && two.isPresent()) {
                differences.add(one.getAsDouble() - two.getAsDouble());
            }
        }
        return differences.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** A number of one training, if it has it. */
    @FunctionalInterface
    interface Quantity {
        OptionalDouble of(NetworkResult result);

        /** 1 - the error on test examples, that of guessing if the training diverged. */
        static Quantity accuracy() {
            return result -> OptionalDouble.of(1 - result.testError());
        }

        /** A number of the look after so many epochs. */
        static Quantity at(int epoch, ToDoubleFunction<Look> value) {
            return result -> epoch < result.looks().size()
                    ? OptionalDouble.of(value.applyAsDouble(result.looks().get(epoch)))
                    : OptionalDouble.empty();
        }

        /** 1 - the error on training examples after so many epochs, that of guessing if the training diverged before. */
        static Quantity trainingAccuracy(int epoch) {
            return result -> OptionalDouble.of(1
                    - (epoch < result.looks().size()
                            ? result.looks().get(epoch).trainingError()
                            : NetworkResult.GUESSING));
        }

        /** The mean cosine of two test inputs behind a layer after so many epochs, layer 0 being the inputs. */
        static Quantity overlap(int epoch, int layer) {
            return result -> {
                for (Profile profile : result.profiles()) {
                    if (profile.epoch() == epoch) {
                        return OptionalDouble.of(profile.overlaps().get(layer));
                    }
                }
                return OptionalDouble.empty();
            };
        }
    }

    /** How many layers' dot products there are, the inputs not counted. */
    static int layers(Body body) {
        return body.residual() ? 3 * body.depth() + 1 : body.depth();
    }

    /** What each fresh network of a width does to a pair of inputs behind so many layers. */
    double[] beginnings(String data, String network, int width, int layer) {
        return beginnings.stream()
                .filter(trial -> trial.configuration().problem().data().equals(data)
                        && trial.configuration().network().equals(network)
                        && trial.configuration().body().width() == width)
                .flatMap(trial -> trial.result().overlaps().stream())
                .mapToDouble(overlaps -> overlaps.get(layer))
                .toArray();
    }

    /** What the infinitely wide network does to the inputs of the fresh ones. */
    OptionalDouble limit(String data, String network, int layer) {
        return limits.stream()
                .filter(trial -> trial.configuration().problem().data().equals(data)
                        && trial.configuration().network().equals(network)
                        && trial.configuration().problem().seed()
                                == configuration.seeds().getFirst())
                .mapToDouble(trial -> trial.result().overlaps().get(layer))
                .findFirst();
    }

    /** What the infinitely wide network of a series does to a pair of inputs behind so many layers, for every seed. */
    double[] limits(Series series, int layer) {
        return configuration.seeds().stream()
                .flatMap(seed -> limits.stream()
                        .filter(trial -> !series.body().residual()
                                && trial.configuration().problem().data().equals(series.data())
                                && trial.configuration().network().equals(series.network())
                                && trial.configuration().problem().seed() == seed))
                .mapToDouble(trial -> trial.result().overlaps().get(layer))
                .toArray();
    }

    /** The mean over seeds with its interval. */
    static Optional<Interval> interval(double[] values) {
        return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(values));
    }
}
