package fathom.bench.train;

import fathom.bench.peer.Contender;
import fathom.nn.Batches;
import fathom.nn.Initialiser;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.nn.Training;
import fathom.nn.TrainingRun;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * Fathom's training steps, as the training loop takes them: a permutation is drawn, each batch gathered, the network goes forward and
 * backward, and the parameters move, by so little that the network stays what it is.
 */
final class OurStep {

    /** Steps of one epoch, so that what is done once an epoch weighs as little as in a real training. */
    static final int STEPS = 8;

    private OurStep() {}

    /** {@link #STEPS} steps, on as many threads as the calling scope allows. */
    static Contender contender(TrainShape shape) {
        RandomStream stream = RandomStream.of(1, "bench train");
        Network network =
                Network.initialised(shape.architecture(), Initialiser.HE, stream.child("weights"), shape.batch());
        FloatMatrix x = FloatMatrix.zeros(STEPS * shape.batch(), shape.inputs());
        stream.child("inputs").fillNormal(x, 0);
        FloatMatrix y = FloatMatrix.zeros(STEPS * shape.batch(), shape.outputs());
        for (int i = 0; i < x.rows(); i++) {
            if (shape.convolutional()) {
                y.set(i, i % shape.outputs(), 1);
            } else {
                y.set(i, 0, x.get(i, 0) >= 0 ? 1 : -1);
            }
        }
        Loss loss = shape.convolutional() ? Loss.SOFTMAX_CROSS_ENTROPY : Loss.LOGISTIC;
        // So small a rate that the network stays what it is, however long it is measured.
        Training settings =
                Training.of(loss, 1e-6, shape.batch(), Integer.MAX_VALUE).withCheckEvery(0);
        TrainingRun run = new TrainingRun(network, Batches.of(x, y), settings, stream.child("order"));
        return run::epoch;
    }
}
