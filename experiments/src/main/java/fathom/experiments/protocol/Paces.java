package fathom.experiments.protocol;

import fathom.nn.Batches;
import fathom.nn.Network;
import fathom.nn.Training;
import fathom.nn.TrainingRun;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What pieces of work take on this machine, now: each kind of piece is done a few times, once for all who ask. Nothing of it enters a
 * result.
 */
public final class Paces {

    /** A pass forwards over a batch is about a third of a step of training. */
    public static final double FORWARDS = 1.0 / 3;

    /** A learning rate that leads nowhere, so that no training diverges. */
    private static final double STILL = 1e-6;

    private static final RandomStream RANDOM = RandomStream.of(0, "forecast");

    private final ToDoubleFunction<Supplier<Runnable>> clock;
    private final Map<Object, Double> known = new HashMap<>();

    /** @param clock seconds of a piece of work, of which every worker is given one of its own */
    public Paces(ToDoubleFunction<Supplier<Runnable>> clock) {
        this.clock = clock;
    }

    /** By so many workers side by side, with so many threads each. */
    public static Paces of(int jobs, int threads) {
        return new Paces(new Pace(jobs, threads)::seconds);
    }

    /**
     * Seconds of a piece of work.
     *
     * @param kind equal for pieces that take as long
     */
    public double seconds(Object kind, Supplier<Runnable> pieces) {
        Double pace = known.get(kind);
        if (pace == null) {
            pace = clock.applyAsDouble(pieces);
            known.put(kind, pace);
        }
        return pace;
    }

    /**
     * Seconds of a step of training; the first epoch, which evaluates the data too, is left out.
     *
     * @param steps of an epoch
     * @param data so many batches; made only if there is something to time
     */
    public double step(Object kind, int steps, Supplier<Network> network, Supplier<Batches> data, Training settings) {
        Training endless = settings.withLearningRate(STILL)
                .withMaxEpochs(Integer.MAX_VALUE)
                .withCheckEvery(0);
        double epoch = seconds(kind, () -> {
            TrainingRun run = new TrainingRun(network.get(), data.get(), endless, RANDOM);
            run.epoch();
            return run::epoch;
        });
        return epoch / steps;
    }

    /** Inputs and targets that say nothing: a 1 or -1 where there is one target, else a 1 among zeros. */
    public static Batches noise(int rows, int inputs, int targets) {
        FloatMatrix x = FloatMatrix.zeros(rows, inputs);
        RANDOM.fillNormal(x, 0);
        FloatMatrix y = FloatMatrix.zeros(rows, targets);
        for (int i = 0; i < rows; i++) {
            if (targets == 1) {
                y.set(i, 0, i % 2 == 0 ? 1 : -1);
            } else {
                y.set(i, i % targets, 1);
            }
        }
        return Batches.of(x, y);
    }
}
