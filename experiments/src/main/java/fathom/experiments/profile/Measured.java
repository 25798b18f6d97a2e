package fathom.experiments.profile;

import com.google.common.collect.ImmutableList;
import fathom.runs.Finished;
import fathom.runs.statistics.Interval;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Everything that the finished trials of a profile have measured, by model, depth and seed. */
final class Measured {

    static final String NETWORK = "network";

    private final Configuration configuration;
    private final Effects effects;
    private final Map<Key, Fit> fits = new HashMap<>();
    private final Map<Key, NetworkResult> networks = new HashMap<>();
    private final Map<Key, KernelResult> kernels = new HashMap<>();
    private final Map<Key, SpectrumResult> spectra = new HashMap<>();
    private final Map<Long, ConditioningResult> conditioning = new HashMap<>();

    private record Key(String model, int depth, long seed) {}

    /** One model of one depth and seed. */
    record Fit(String model, int depth, double error, double validationError) {}

    Measured(
            Configuration configuration,
            List<Finished<NetworkCell, NetworkResult>> networkTrials,
            List<Finished<KernelCell, KernelResult>> kernelTrials,
            List<Finished<SpectrumCell, SpectrumResult>> spectrumTrials,
            List<Finished<ConditioningCell, ConditioningResult>> conditioningTrials) {
        this.configuration = configuration;
        this.effects = Effects.of(configuration);
        networkTrials.forEach(trial -> {
            NetworkCell cell = trial.configuration();
            Key key = new Key(NETWORK, cell.depth(), cell.problem().seed());
            networks.put(key, trial.result());
            fits.put(
                    key,
                    new Fit(
                            NETWORK,
                            cell.depth(),
                            trial.result().error(),
                            trial.result().validationError()));
        });
        kernelTrials.forEach(trial -> {
            KernelCell cell = trial.configuration();
            Key key = new Key(cell.kernel(), cell.depth(), cell.problem().seed());
            kernels.put(key, trial.result());
            fits.put(
                    key,
                    new Fit(
                            cell.kernel(),
                            cell.depth(),
                            trial.result().error(),
                            trial.result().validationError()));
        });
        spectrumTrials.forEach(trial -> {
            SpectrumCell cell = trial.configuration();
            spectra.put(new Key(cell.kernel(), cell.depth(), cell.problem().seed()), trial.result());
        });
        conditioningTrials.forEach(
                trial -> conditioning.put(trial.configuration().problem().seed(), trial.result()));
    }

    Configuration configuration() {
        return configuration;
    }

    /** The interval of the mean over seeds; empty for no values. */
    Optional<Interval> interval(List<Double> values) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(effects.interval(
                        values.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** The same for differences of errors. */
    Optional<Interval> difference(List<Double> values) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(effects.difference(
                        values.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    String intervalWords() {
        return effects.words();
    }

    /** A value for each seed that has one, in the configuration's order of seeds. */
    List<Double> bySeed(LongFunction<Optional<Double>> value) {
        return configuration.seeds().stream()
                .map(value::apply)
                .flatMap(Optional::stream)
                .toList();
    }

    Optional<Fit> fit(String model, int depth, long seed) {
        return Optional.ofNullable(fits.get(new Key(model, depth, seed)));
    }

    /** The fit that the validation part prefers among depths of some models, of equals the first; empty unless all are there. */
    Optional<Fit> chosen(List<String> models, List<Integer> depths, long seed) {
        ImmutableList.Builder<Fit> all = ImmutableList.builder();
        for (String model : models) {
            for (int depth : depths) {
                Optional<Fit> one = fit(model, depth, seed);
                if (one.isEmpty()) {
                    return Optional.empty();
                }
                all.add(one.get());
            }
        }
        return all.build().stream().min(Comparator.comparingDouble(Fit::validationError));
    }

    List<Double> errors(String model, int depth) {
        return bySeed(seed -> fit(model, depth, seed).map(Fit::error));
    }

    /** What the deeper depth that validation prefers errs less what the shallowest errs. */
    List<Double> depthEffect(String model) {
        return bySeed(seed -> difference(
                chosen(List.of(model), configuration.deeper(), seed), fit(model, configuration.shallow(), seed)));
    }

    /** The error of a depth less that of the shallowest. */
    List<Double> differences(String model, int depth) {
        return bySeed(seed -> difference(fit(model, depth, seed), fit(model, configuration.shallow(), seed)));
    }

    /** The error of the network with hidden layers that validation prefers less the trivial predictor's. */
    List<Double> overTrivial() {
        return bySeed(seed -> chosen(List.of(NETWORK), configuration.hidden(), seed)
                .map(fit -> fit.error()
                        - networks.get(new Key(NETWORK, fit.depth(), seed)).trivialError()));
    }

    /** The same less the linear model's. */
    List<Double> overLinear() {
        return bySeed(
                seed -> difference(chosen(List.of(NETWORK), configuration.hidden(), seed), fit(NETWORK, 0, seed)));
    }

    /** The same less that of the kernel that validation prefers, of either kind and any depth. */
    List<Double> overKernels() {
        return bySeed(seed -> difference(
                chosen(List.of(NETWORK), configuration.hidden(), seed),
                chosen(Limits.NAMES, configuration.hidden(), seed)));
    }

    List<Double> trivial() {
        return bySeed(seed -> network(configuration.shallow(), seed).map(NetworkResult::trivialError));
    }

    Optional<NetworkResult> network(int depth, long seed) {
        return Optional.ofNullable(networks.get(new Key(NETWORK, depth, seed)));
    }

    Optional<KernelResult> kernel(String kernel, int depth, long seed) {
        return Optional.ofNullable(kernels.get(new Key(kernel, depth, seed)));
    }

    /** Something of the spectrum by seed. */
    List<Double> spectrum(String kernel, int depth, Function<SpectrumResult, Double> value) {
        return bySeed(seed -> spectrum(kernel, depth, seed).map(value));
    }

    Optional<SpectrumResult> spectrum(String kernel, int depth, long seed) {
        return Optional.ofNullable(spectra.get(new Key(kernel, depth, seed)));
    }

    /** What the leading tenth of the eigenvectors holds at the deepest depth less what it holds at the shallowest. */
    List<Double> shareChange(String kernel) {
        return bySeed(seed -> spectrum(kernel, configuration.deepest(), seed)
                .flatMap(deep -> spectrum(kernel, configuration.shallow(), seed)
                        .map(shallow -> deep.leading() - shallow.leading())));
    }

    /** Something of the conditioning by seed. */
    List<Double> conditioning(String kernel, int depth, Function<ConditioningResult.Row, Double> value) {
        return bySeed(seed -> Optional.ofNullable(conditioning.get(seed))
                .flatMap(result -> result.rows().stream()
                        .filter(row -> row.kernel().equals(kernel) && row.depth() == depth)
                        .findFirst())
                .map(value));
    }

    /** Something of the imitation at a depth by seed. */
    List<Double> students(int depth, Function<NetworkResult.Student, Double> value) {
        return bySeed(seed -> student(depth, seed).map(value));
    }

    /** The student's error less its teacher's. */
    List<Double> overTeacher(int depth) {
        return bySeed(seed -> student(depth, seed)
                .flatMap(student ->
                        network(configuration.deepest(), seed).map(teacher -> student.error() - teacher.error())));
    }

    private Optional<NetworkResult.Student> student(int depth, long seed) {
        return network(configuration.deepest(), seed)
                .flatMap(teacher -> teacher.students().stream()
                        .filter(student -> student.depth() == depth)
                        .findFirst());
    }

    /** The median; NaN for none. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        return n == 0 ? Double.NaN : n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
    }

    private static Optional<Double> difference(Optional<Fit> left, Optional<Fit> right) {
        return left.flatMap(one -> right.map(other -> one.error() - other.error()));
    }
}
