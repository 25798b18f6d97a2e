package fathom.nn;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * The search for a learning rate, by what examples that took no part in the training say of it.
 *
 * <p>Ranks go by validation error, then by validation loss, then in the order in which rates were given; a diverged training comes last.
 */
public final class LearningRates {

    /** The least error first, then the least loss; NaN, the loss of a diverged training, comes last. */
    private static final Comparator<Trial> BEST_FIRST =
            Comparator.comparingDouble(Trial::error).thenComparingDouble(Trial::loss);

    private LearningRates() {}

    /**
     * What became of one rate.
     *
     * @param rate the learning rate
     * @param error misclassified fraction of the validation examples, their mean over the folds; 1 for a training that diverged
     * @param loss mean loss over the validation examples, their mean over the folds; infinite if a training diverged
     * @param epochs passes over training data that it was given in all
     */
    public record Trial(double rate, double error, double loss, int epochs) {}

    /**
     * K-fold cross-validation of every rate of a grid.
     *
     * <pre>
     * score(eta) = (1/K) sum_f score of the network trained at eta without fold f, on fold f
     * </pre>
     *
     * Folds are consecutive pieces of a permutation that is drawn once, so that all rates see the same.
     *
     * @param network makes the network that a training begins from, always the same one
     * @param x n x inputs
     * @param y n x outputs
     * @param settings of each training, but for the rate
     * @param folds K, from 2 to n
     * @return the trials, the best first
     * @throws IllegalArgumentException if there is no rate, a rate is not positive, or K is out of range
     */
    public static List<Trial> crossValidation(
            Supplier<Network> network,
            FloatMatrix x,
            FloatMatrix y,
            Training settings,
            double[] rates,
            int folds,
            RandomStream stream) {
        check(rates, x, folds);
        settings.loss().check(y);
        int[] order = stream.child("folds").permutation(x.rows());
        List<Trial> trials = new ArrayList<>();
        for (double rate : rates) {
            double error = 0;
            double loss = 0;
            int epochs = 0;
            for (int fold = 0; fold < folds; fold++) {
                Split split = Split.of(x, y, order, fold, folds);
                TrainingRun run = new TrainingRun(
                        network.get(), split.training(), settings.withLearningRate(rate), stream.child(fold));
                while (!run.finished()) {
                    run.epoch();
                }
                Evaluation score = split.score(run, settings.loss());
                error += score.error() / folds;
                loss += score.loss() / folds;
                epochs += run.epochs();
            }
            trials.add(new Trial(rate, error, loss, epochs));
        }
        trials.sort(BEST_FIRST);
        return List.copyOf(trials);
    }

    /**
     * Successive halving (Jamieson and Talwalkar 2016): all rates are trained for a while, the better half goes on for as long again, and so
     * on, until one is left and is trained to the epoch limit E.
     *
     * <pre>
     * round r = 0, 1, ..., R:   the ceil(m / 2^r) best of m rates, each to epoch E / 2^(R - r) (rounded up),   R = ceil(log2 m)
     * </pre>
     *
     * One fold of {@code folds} is held out and judges. Trainings go on where they were, so a schedule runs once over E epochs.
     *
     * @return the trials, the best first: those that came further before those that did not
     * @throws IllegalArgumentException as {@link #crossValidation}
     */
    public static List<Trial> halving(
            Supplier<Network> network,
            FloatMatrix x,
            FloatMatrix y,
            Training settings,
            double[] rates,
            int folds,
            RandomStream stream) {
        check(rates, x, folds);
        settings.loss().check(y);
        int[] order = stream.child("folds").permutation(x.rows());
        Split split = Split.of(x, y, order, 0, folds);
        List<Contestant> contestants = new ArrayList<>();
        for (double rate : rates) {
            contestants.add(new Contestant(
                    rate,
                    new TrainingRun(
                            network.get(), split.training(), settings.withLearningRate(rate), stream.child(0))));
        }
        int last = Integer.SIZE - Integer.numberOfLeadingZeros(rates.length - 1);
        List<Trial> out = new ArrayList<>();
        for (int round = 0; round <= last; round++) {
            int epochs = Math.ceilDiv(settings.maxEpochs(), 1 << last - round);
            List<Ranked> ranked = new ArrayList<>();
            for (Contestant contestant : contestants) {
                ranked.add(new Ranked(contestant, contestant.trial(split, settings.loss(), epochs)));
            }
            ranked.sort(Comparator.comparing(Ranked::trial, BEST_FIRST));
            int kept = round == last ? 0 : Math.ceilDiv(rates.length, 1 << round + 1);
            contestants = new ArrayList<>();
            List<Trial> dismissed = new ArrayList<>();
            for (int i = 0; i < ranked.size(); i++) {
                if (i < kept) {
                    contestants.add(ranked.get(i).contestant);
                } else {
                    dismissed.add(ranked.get(i).trial);
                }
            }
            out.addAll(0, dismissed);
        }
        return List.copyOf(out);
    }

    private static void check(double[] rates, FloatMatrix x, int folds) {
        if (rates.length == 0) {
            throw new IllegalArgumentException("a search needs at least 1 learning rate");
        }
        for (double rate : rates) {
            Ranges.positive(rate, "a learning rate");
        }
        if (folds < 2 || folds > x.rows()) {
            throw new IllegalArgumentException("the " + x.rows()
                    + " examples can be split into 2 folds or more, at most one for each, but not into " + folds);
        }
    }

    private record Ranked(Contestant contestant, Trial trial) {}

    private record Contestant(double rate, TrainingRun run) {

        Trial trial(Split split, Loss loss, int epochs) {
            while (!run.finished() && run.epochs() < epochs) {
                run.epoch();
            }
            Evaluation score = split.score(run, loss);
            return new Trial(rate, score.error(), score.loss(), run.epochs());
        }
    }

    /** The examples without a fold, and the fold. */
    private record Split(Batches training, Batches validation) {

        static Split of(FloatMatrix x, FloatMatrix y, int[] order, int fold, int folds) {
            int from = (int) ((long) order.length * fold / folds);
            int to = (int) ((long) order.length * (fold + 1) / folds);
            int[] inside = new int[to - from];
            int[] outside = new int[order.length - inside.length];
            System.arraycopy(order, from, inside, 0, inside.length);
            System.arraycopy(order, 0, outside, 0, from);
            System.arraycopy(order, to, outside, from, order.length - to);
            return new Split(rows(x, y, outside), rows(x, y, inside));
        }

        private static Batches rows(FloatMatrix x, FloatMatrix y, int[] numbers) {
            FloatMatrix inputs = FloatMatrix.zeros(numbers.length, x.columns());
            FloatMatrix targets = FloatMatrix.zeros(numbers.length, y.columns());
            Batches.of(x, y).gather(numbers, 0, inputs, targets);
            return Batches.of(inputs, targets);
        }

        Evaluation score(TrainingRun run, Loss loss) {
            Evaluation score = Evaluation.of(run.network(), validation, loss);
            boolean fails = run.outcome() == Outcome.DIVERGED || !Double.isFinite(score.loss());
            return fails ? new Evaluation(Double.POSITIVE_INFINITY, 1) : score;
        }
    }
}
