package fathom.nn;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * Training in mini-batches.
 *
 * <pre>
 * epoch e = 0, 1, ...: p = permutation of the n examples drawn from stream.child(e)
 *     for each batch I = p[0..B), p[B..2B), ...:   g = d/dtheta (1/|I|) sum_{i in I} l(f(x_i), y_i);   theta := theta - eta g
 * </pre>
 *
 * or, in place of the last, what another {@link Optimiser} says.
 *
 * If B does not divide n the last batch of an epoch is smaller; it is used, with the mean over its own rows, unless it is a single row
 * that a {@link BatchNorm} cannot normalise: such a row waits for another epoch's permutation. If B is greater than n every batch is the
 * whole data.
 *
 * <p>Training stops when every example is classified rightly at the end of an epoch (looked at as {@link Training} says), at
 * the epoch limit, or when it diverges: a loss or a parameter is not finite, or an epoch's mean loss exceeds 1000 (1 + l_0),
 * l_0 the mean loss before the first step. Divergence is a result, not an exception.
 *
 * <p>The result, to the bit, is a function of the network's parameters, the data, the settings and the stream.
 */
public final class Trainer {

    private Trainer() {}

    /**
     * Trains {@code network} in place on the rows of two matrices.
     *
     * @param inputs n x d, n at least 1
     * @param targets n x outputs
     * @throws IllegalArgumentException if shapes do not fit each other or the network, a number is not finite, a target lies
     *     outside the loss's range, or the network was made for smaller batches; nothing has then been changed
     */
    public static TrainingResult train(
            Network network, FloatMatrix inputs, FloatMatrix targets, Training settings, RandomStream stream) {
        settings.loss().check(targets);
        return train(network, Batches.of(inputs, targets), settings, stream);
    }

    /**
     * Trains {@code network} in place.
     *
     * @param data whose numbers are finite, and whose targets lie in the loss's range: what makes the data sees to that
     * @throws IllegalArgumentException if the data does not fit the network, or the network was made for smaller batches;
     *     nothing has then been changed
     */
    public static TrainingResult train(Network network, Batches data, Training settings, RandomStream stream) {
        TrainingRun run = new TrainingRun(network, data, settings, stream);
        while (!run.finished()) {
            run.epoch();
        }
        return run.result();
    }
}
