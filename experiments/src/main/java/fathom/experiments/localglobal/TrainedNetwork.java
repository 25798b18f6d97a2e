package fathom.experiments.localglobal;

import fathom.nn.Outcome;
import module fathom.experiments;
import module java.base;

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

    /**
     * For each learning rate the error on the samples that a fold holds back of a network trained on the others, 1 where training diverged:
     * the mean over folds, each of which has weights of its own.
     */
    public static List<Double> validationErrors(
            int depth, Search settings, FloatMatrix inputs, FloatMatrix labels, RandomStream stream) {
        int n = inputs.rows();
        List<Double> errors = new ArrayList<>();
        for (double rate : settings.rates()) {
            double sum = 0;
            for (int fold = 0; fold < settings.folds(); fold++) {
                int from = settings.from(fold, n);
                int to = settings.to(fold, n);
                TrainedNetwork fit = of(
                        depth,
                        settings,
                        without(inputs, from, to),
                        without(labels, from, to),
                        rate,
                        stream,
                        settings.folds() == 1 ? "search" : "search " + fold);
                sum += fit.error(inputs.rows(from, to), labels.rows(from, to), 1);
            }
            errors.add(sum / settings.folds());
        }
        return errors;
    }

    /** The rows before and after some. */
    private static FloatMatrix without(FloatMatrix x, int from, int to) {
        FloatMatrix kept = FloatMatrix.zeros(x.rows() - to + from, x.columns());
        for (int i = 0; i < kept.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                kept.set(i, j, x.get(i < from ? i : i + to - from, j));
            }
        }
        return kept;
    }

    /**
     * A training at the given rate, or, while that {@link #failed fails}, at the next lower one of the settings; the last one where none is
     * left.
     */
    public static TrainedNetwork orLower(
            int depth, Search settings, FloatMatrix inputs, FloatMatrix labels, double rate, RandomStream stream) {
        TrainedNetwork fit = of(depth, settings, inputs, labels, rate, stream, "final");
        OptionalDouble lower = settings.rates().stream()
                .mapToDouble(Double::doubleValue)
                .filter(other -> other < rate)
                .max();
        return fit.failed(inputs) && lower.isPresent()
                ? orLower(depth, settings, inputs, labels, lower.getAsDouble(), stream)
                : fit;
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

    /** Whether training diverged, or left a network that answers every input alike, as one does whose ReLUs are dead. */
    boolean failed(FloatMatrix inputs) {
        if (diverged()) {
            return true;
        }
        FloatMatrix outputs = network.predictor().forward(inputs);
        for (int i = 1; i < outputs.rows(); i++) {
            if (outputs.get(i, 0) != outputs.get(0, 0)) {
                return false;
            }
        }
        return true;
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
