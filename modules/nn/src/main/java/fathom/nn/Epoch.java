package fathom.nn;

import fathom.nn.stage.Batch;
import fathom.nn.update.SgdUpdate;
import fathom.nn.update.Update;
import fathom.simd.Elementwise;
import fathom.simd.Reduce;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** One pass over the examples in mini-batches; its buffers are taken once and serve every epoch. */
final class Epoch {

    private final Network network;
    private final Batches data;
    private final Training settings;
    private final RandomStream noise;
    private final Update update;
    private final FloatMatrix gradient;
    private final int inEpoch;
    private final long steps;
    private long step;
    /** Examples of an epoch: all, but for one alone that a batch normalisation cannot take. */
    private final int examples;

    private final Room full;
    private final Room last;

    /** @param noise where dropouts draw from */
    Epoch(Network network, Batches data, Training settings, RandomStream noise) {
        this.network = network;
        this.data = data;
        this.settings = settings;
        this.noise = noise;
        this.update = Updates.of(settings.optimiser(), network.array(), network.gradientValues());
        this.gradient = FloatMatrix.wrap(network.gradientValues(), 1, network.gradientValues().length);
        int size = Math.min(settings.batchSize(), data.rows());
        int leftOver = data.rows() % size;
        int rest = leftOver < network.architecture().fewestTrainingRows() ? 0 : leftOver;
        this.examples = data.rows() - (leftOver - rest);
        this.inEpoch = data.rows() / size + (rest == 0 ? 0 : 1);
        this.steps = (long) settings.maxEpochs() * inEpoch;
        this.full = new Room(data, size);
        this.last = rest == 0 ? full : new Room(data, rest);
    }

    /**
     * Steps once for each mini-batch of {@code order}, holding the network but for the moments of watchers.
     *
     * @return the mean over the examples of their losses just before their steps; not finite as soon as one is not, and then
     *     the remaining steps are left out
     */
    double run(int[] order, int number, Watch watch) {
        network.use().enter();
        try {
            open();
            return steps(order, number, watch);
        } finally {
            network.rest();
            network.use().exit();
        }
    }

    /** Prepares the network for steps; what is evaluated from here on runs through the same code as they do. */
    void open() {
        if (update instanceof SgdUpdate && settings.clip() == Double.POSITIVE_INFINITY) {
            network.open();
        } else {
            network.close();
        }
    }

    private double steps(int[] order, int number, Watch watch) {
        double sum = 0;
        for (int from = 0; from < examples; from += full.rows) {
            Room room = examples - from >= full.rows ? full : last;
            data.gather(order, from, number, room.x.values(), room.y);
            double batchLoss = step(room);
            if (!Double.isFinite(batchLoss)) {
                return batchLoss;
            }
            sum += batchLoss * room.rows;
            if (watch.due(step)) {
                network.rest();
                if (ends(watch, new Watcher.Moment(network, step, number, batchLoss))) {
                    return sum / (from + room.rows);
                }
                open();
            }
        }
        return sum / examples;
    }

    /** Watchers may use the network. */
    private boolean ends(Watch watch, Watcher.Moment moment) {
        network.use().exit();
        try {
            return watch.ends(moment);
        } finally {
            network.use().enter();
        }
    }

    /** What an interrupted training must carry over: the parameters, the optimiser's arrays and running averages; not copies. */
    List<float[]> arrays() {
        List<float[]> arrays = new ArrayList<>(update.state());
        network.close();
        arrays.addFirst(network.array());
        if (network.state().length > 0) {
            arrays.add(network.state());
        }
        return arrays;
    }

    /** The optimiser's numbers that carry over; not a copy. */
    double[] scalars() {
        return update.scalars();
    }

    /** Steps of an epoch. */
    int inEpoch() {
        return inEpoch;
    }

    /** Steps so far. */
    long step() {
        return step;
    }

    /** Goes on as if so many steps had been taken. */
    void resume(long steps) {
        step = steps;
    }

    /** One step; returns the batch's mean loss before it. */
    private double step(Room room) {
        network.noise(noise, step);
        double batchLoss = move(room);
        network.settle((double) room.rows / full.rows);
        return batchLoss;
    }

    private double move(Room room) {
        update.begin(settings.learningRate() * settings.schedule().factor(step++, steps));
        if (settings.clip() == Double.POSITIVE_INFINITY) {
            return network.step(room.x, room.y, settings.loss(), update).loss();
        }
        double batchLoss = network.step(room.x, room.y, settings.loss(), null).loss();
        if (Double.isFinite(batchLoss)) {
            double norm = Math.sqrt(Reduce.squaredNorm(gradient));
            if (norm > settings.clip()) {
                Elementwise.scale((float) (settings.clip() / norm), gradient);
            }
            update.apply(0, gradient.columns());
        }
        return batchLoss;
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
