package fathom.nn;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * A fresh network, trained: for those who need neither the streams nor the course of the training.
 *
 * <pre>{@code
 * Training settings = Training.of(Loss.LOGISTIC, 0.01, 64, 100).with(Optimiser.Adam.standard());
 * Trained network = Trained.of(Architecture.fullyConnected(30, 2, 256, 1), Initialiser.GLOROT, x, y, settings, seed);
 * double error = network.on(testX, testY).error();
 * }</pre>
 *
 * @param network as training left it
 * @param loss what was made small
 * @param result how the training ended
 */
public record Trained(Network network, Loss loss, TrainingResult result) {

    /**
     * Draws the weights of a network and trains it, both from the seed.
     *
     * @param x n x inputs
     * @param targets n x outputs
     * @throws IllegalArgumentException as {@link Trainer#train}
     */
    public static Trained of(
            Architecture architecture,
            Initialiser initialiser,
            FloatMatrix x,
            FloatMatrix targets,
            Training settings,
            long seed) {
        int batch = Math.min(settings.batchSize(), x.rows());
        Network network = Network.initialised(architecture, initialiser, RandomStream.of(seed, "weights"), batch);
        TrainingResult result = Trainer.train(network, x, targets, settings, RandomStream.of(seed, "batches"));
        return new Trained(network, settings.loss(), result);
    }

    /** The network held against examples. */
    public Evaluation on(FloatMatrix x, FloatMatrix targets) {
        return Evaluation.of(network, x, targets, loss);
    }
}
