package fathom.experiments.localglobal.training;

import fathom.nn.Architecture;
import fathom.nn.Batches;
import fathom.nn.Classification;
import fathom.nn.Network;
import fathom.nn.Outcome;
import fathom.nn.Trainer;
import fathom.nn.Training;
import fathom.nn.TrainingResult;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A trained network and how its training ended.
 *
 * @param rate the learning rate of this training
 */
public record TrainedNetwork(Network network, TrainingResult result, double rate) {

    /** The error of a network that diverged: what guessing would give. */
    public static final double CHANCE = 0.5;

    /** The network of these settings over inputs of d entries. */
    public static Architecture architecture(int d, int depth, Search settings) {
        return Architecture.fullyConnected(d, depth, settings.H(), 1);
    }

    /**
     * One training at one rate.
     *
     * @param purpose of the training; another one has other weights and another order of the samples
     */
    public static TrainedNetwork of(
            int depth,
            Search settings,
            FloatMatrix inputs,
            FloatMatrix labels,
            double rate,
            RandomStream stream,
            String purpose) {
        RandomStream random = stream.child(purpose);
        Network network = Network.initialised(
                architecture(inputs.columns(), depth, settings),
                settings.weights(),
                random.child("weights"),
                settings.batch());
        Training training = Training.of(settings.lossFunction(), rate, settings.batch(), settings.epochs())
                .withCheckEvery(1);
        return new TrainedNetwork(
                network, Trainer.train(network, Batches.of(inputs, labels), training, random.child("batches")), rate);
    }

    /** For each learning rate the error on the last samples of a network trained on the others; 1 where training diverged. */
    public static List<Double> validationErrors(
            int depth, Search settings, FloatMatrix inputs, FloatMatrix labels, RandomStream stream) {
        int kept = inputs.rows() - settings.held(inputs.rows());
        List<Double> errors = new ArrayList<>();
        for (double rate : settings.rates()) {
            TrainedNetwork fit =
                    of(depth, settings, inputs.rows(0, kept), labels.rows(0, kept), rate, stream, "search");
            errors.add(fit.error(inputs.rows(kept, inputs.rows()), labels.rows(kept, inputs.rows()), 1));
        }
        return errors;
    }

    /** The rate of the least error; of equals the smallest. */
    public static double best(List<Double> errors, List<Double> rates) {
        int best = 0;
        for (int i = 1; i < errors.size(); i++) {
            int order = Double.compare(errors.get(i), errors.get(best));
            if (order < 0 || order == 0 && rates.get(i) < rates.get(best)) {
                best = i;
            }
        }
        return rates.get(best);
    }

    public boolean diverged() {
        return result.outcome() == Outcome.DIVERGED;
    }

    /** {@code interpolated}, {@code epoch limit} or {@code diverged}. */
    public String outcome() {
        return result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The misclassified share, or {@code diverged} where training diverged. */
    public double error(FloatMatrix inputs, FloatMatrix labels, double diverged) {
        return diverged() ? diverged : Classification.error(network, inputs, labels);
    }
}
