package fathom.experiments.profile;

import fathom.experiments.profile.ProfileNetworkTrial.SplitNetworks;
import fathom.nn.Architecture;
import fathom.nn.Batches;
import fathom.nn.Evaluation;
import fathom.nn.Initialiser;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.nn.Optimiser;
import fathom.nn.Outcome;
import fathom.nn.Training;
import fathom.nn.TrainingRun;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The network that validation prefers, among learning rates and among the moments of each training.
 *
 * <p>All rates are trained from the same weights to half of the epochs, the better half of them to the end; after every sixteenth of the
 * epochs the network is held against the validation part, and the best one so far is kept. Of equal ones that of less validation loss
 * is better, then the earlier, then the smaller rate. Adam, Glorot's normal weights, biases 0.
 *
 * @param inputs what is trained on
 * @param targets what is trained for
 * @param validationInputs what decides
 * @param validationTargets what decides
 */
record NetworkSearch(
        FloatMatrix inputs,
        FloatMatrix targets,
        FloatMatrix validationInputs,
        FloatMatrix validationTargets,
        Loss loss) {

    /** Looks at the validation part in the course of a training. */
    static final int LOOKS = 16;

    private static final Comparator<Contestant> BEST_FIRST = Comparator.<Contestant>comparingDouble(
                    c -> c.score.error())
            .thenComparingDouble(c -> c.score.loss())
            .thenComparingDouble(c -> c.rate);

    /** The chosen network, and how it was found. */
    record Found(
            Network network, double rate, int epochs, double validationError, double validationLoss, String outcome) {

        boolean diverged() {
            return validationLoss == Double.POSITIVE_INFINITY;
        }
    }

    Found of(Architecture architecture, SplitNetworks.Budget settings, RandomStream random) {
        int inEpoch = Math.ceilDiv(inputs.rows(), settings.batch());
        int epochs = Math.ceilDiv(settings.steps(), inEpoch);
        List<Contestant> contestants = new ArrayList<>();
        for (double rate : settings.rates()) {
            Network network =
                    Network.initialised(architecture, Initialiser.GLOROT, random.child("weights"), settings.batch());
            Training training =
                    Training.of(loss, rate, settings.batch(), epochs).with(Optimiser.Adam.standard());
            contestants.add(new Contestant(
                    rate,
                    new TrainingRun(network, Batches.of(inputs, targets), training, random.child("batches")),
                    Math.ceilDiv(epochs, LOOKS)));
        }
        contestants.forEach(contestant -> contestant.advance(Math.ceilDiv(epochs, 2)));
        contestants.sort(BEST_FIRST);
        List<Contestant> better = new ArrayList<>(contestants.subList(0, Math.ceilDiv(contestants.size(), 2)));
        better.forEach(contestant -> contestant.advance(epochs));
        better.sort(BEST_FIRST);
        return better.getFirst().found();
    }

    /** One rate, and the best of its training so far. */
    private final class Contestant {

        private final double rate;
        private final TrainingRun run;
        private final int every;
        private Evaluation score = new Evaluation(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        private float[] parameters;
        private int at;

        Contestant(double rate, TrainingRun run, int every) {
            this.rate = rate;
            this.run = run;
            this.every = every;
            this.parameters = run.network().parameters().clone();
        }

        void advance(int epochs) {
            while (!run.finished() && run.epochs() < epochs) {
                run.epoch();
                if (run.epochs() % every == 0 || run.finished() || run.epochs() == epochs) {
                    look();
                }
            }
        }

        private void look() {
            if (run.outcome() == Outcome.DIVERGED) {
                return;
            }
            Evaluation now = Evaluation.of(run.network(), validationInputs, validationTargets, loss);
            double error = loss.takesLabels() ? now.error() : now.loss();
            if (error < score.error() || error == score.error() && now.loss() < score.loss()) {
                score = new Evaluation(now.loss(), error);
                parameters = run.network().parameters().clone();
                at = run.epochs();
            }
        }

        Found found() {
            Network network = run.network();
            System.arraycopy(parameters, 0, network.parameters(), 0, parameters.length);
            String outcome = run.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return new Found(network, rate, at, score.error(), score.loss(), outcome);
        }
    }
}
