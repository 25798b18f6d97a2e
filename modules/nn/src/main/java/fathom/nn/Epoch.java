package fathom.nn;

import fathom.nn.stage.Batch;
import fathom.simd.matrix.FloatMatrix;

/** One pass over the examples in mini-batches; its buffers are taken once and serve every epoch. */
final class Epoch {

    private final Network network;
    private final Batches data;
    private final Loss loss;
    private final Sgd sgd;
    private final Room full;
    private final Room last;

    Epoch(Network network, Batches data, Training settings) {
        this.network = network;
        this.data = data;
        this.loss = settings.loss();
        this.sgd = new Sgd(network.parameters(), network.gradientValues(), settings.learningRate());
        int size = Math.min(settings.batchSize(), data.rows());
        int rest = data.rows() % size;
        this.full = new Room(data, size);
        this.last = rest == 0 ? full : new Room(data, rest);
    }

    /**
     * Steps once for each mini-batch of {@code order}.
     *
     * @return the mean over the examples of their losses just before their steps; not finite as soon as one is not, and then
     *     the remaining steps are left out
     */
    double run(int[] order) {
        double sum = 0;
        for (int from = 0; from < order.length; from += full.rows) {
            Room room = order.length - from >= full.rows ? full : last;
            data.gather(order, from, room.x.values(), room.y);
            double batchLoss = network.step(room.x, room.y, loss).loss();
            if (!Double.isFinite(batchLoss)) {
                return batchLoss;
            }
            sgd.step();
            sum += batchLoss * room.rows;
        }
        return sum / order.length;
    }

    /** A mini-batch's examples. */
    private static final class Room {
        final int rows;
        final Batch x;
        final FloatMatrix y;

        Room(Batches data, int rows) {
            this.rows = rows;
            this.x = Batch.of(FloatMatrix.zeros(rows, data.inputs()));
            this.y = FloatMatrix.zeros(rows, data.outputs());
        }
    }
}
