package fathom.experiments.localglobal;

import fathom.data.Target;
import fathom.nn.Architecture;
import fathom.nn.Batches;
import fathom.nn.Classification;
import fathom.nn.Initialiser;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.nn.Outcome;
import fathom.nn.Trainer;
import fathom.nn.Training;
import fathom.nn.TrainingResult;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One network: its learning rate is chosen on a validation split, then it is trained again, from fresh weights, on all samples.
 *
 * @param threads how many threads a kernel may use; no result depends on it
 */
record NetworkTrial(int threads) implements Trial<NetworkCell, NetworkResult>, Serializable {

    /** The error of a network that diverged: what guessing would give. */
    private static final double CHANCE = 0.5;

    @Override
    public NetworkResult run(NetworkCell cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    /** Samples and their labels, a network with its gradient, and the training error's outputs, with room to spare. */
    static long bytes(NetworkCell cell) {
        Problem problem = cell.problem();
        long points = (long) problem.N() + problem.testPoints();
        return points * (problem.d() + 8L) * Float.BYTES + 2 * Network.bytes(architecture(cell), batch(cell));
    }

    private static NetworkResult measure(NetworkCell cell) {
        Problem problem = cell.problem();
        Samples samples = Samples.of(problem);
        FloatMatrix inputs = samples.training();
        Target target = Samples.target(cell.target(), problem);
        FloatMatrix labels = target.labels(inputs);

        List<Double> rates = cell.training().rates();
        List<Double> errors = validationErrors(cell, inputs, labels);
        double rate = rates.get(best(errors, rates));

        Fit fit = Fit.of(cell, inputs, labels, rate, "final");
        return new NetworkResult(
                fit.error(samples.test(), target.labels(samples.test()), CHANCE),
                rate,
                fit.result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                fit.result.epochs(),
                fit.result.trainingError(),
                errors,
                fit.result.outcome() == Outcome.DIVERGED ? List.of() : stability(cell, fit.network, samples.test()));
    }

    private static List<Stability> stability(NetworkCell cell, Network network, FloatMatrix points) {
        RandomStream random = RandomStream.of(cell.problem().seed(), "local-global perturbations");
        return cell.perturbations().stream()
                .map(length ->
                        Stability.of(network, Samples.target(cell.target(), cell.problem()), points, length, random))
                .toList();
    }

    /** For each learning rate the error on the last samples of a network trained on the others. */
    private static List<Double> validationErrors(NetworkCell cell, FloatMatrix inputs, FloatMatrix labels) {
        int kept = inputs.rows() - Configuration.held(cell.training().validation(), inputs.rows());
        List<Double> errors = new ArrayList<>();
        for (double rate : cell.training().rates()) {
            Fit fit = Fit.of(cell, inputs.rows(0, kept), labels.rows(0, kept), rate, "search");
            errors.add(fit.error(inputs.rows(kept, inputs.rows()), labels.rows(kept, inputs.rows()), 1));
        }
        return errors;
    }

    /** The index of the least error; of equals the one with the smallest rate. */
    private static int best(List<Double> errors, List<Double> rates) {
        int best = 0;
        for (int i = 1; i < errors.size(); i++) {
            int order = Double.compare(errors.get(i), errors.get(best));
            if (order < 0 || order == 0 && rates.get(i) < rates.get(best)) {
                best = i;
            }
        }
        return best;
    }

    private static Architecture architecture(NetworkCell cell) {
        return Architecture.fullyConnected(
                cell.problem().d(), cell.depth(), cell.training().H(), 1);
    }

    private static int batch(NetworkCell cell) {
        return cell.training().batch();
    }

    /** A trained network and how its training ended. */
    private record Fit(Network network, TrainingResult result) {

        static Fit of(NetworkCell cell, FloatMatrix inputs, FloatMatrix labels, double rate, String purpose) {
            NetworkCell.Training settings = cell.training();
            RandomStream random = RandomStream.of(cell.problem().seed(), "local-global network")
                    .child(purpose);
            Network network = Network.initialised(
                    architecture(cell),
                    Initialiser.valueOf(settings.initialiser().toUpperCase(Locale.ROOT)),
                    random.child("weights"),
                    settings.batch());
            Training training = Training.of(
                            Loss.valueOf(settings.loss().toUpperCase(Locale.ROOT)),
                            rate,
                            settings.batch(),
                            settings.epochs())
                    .withCheckEvery(1);
            TrainingResult result =
                    Trainer.train(network, Batches.of(inputs, labels), training, random.child("batches"));
            return new Fit(network, result);
        }

        double error(FloatMatrix inputs, FloatMatrix labels, double diverged) {
            return result.outcome() == Outcome.DIVERGED ? diverged : Classification.error(network, inputs, labels);
        }
    }
}
