package fathom.nn;

import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One training, epoch by epoch, so that its caller can look between epochs, save and resume; {@link Trainer} states what is computed.
 *
 * <pre>{@code
 * TrainingRun run = new TrainingRun(network, data, settings, stream);
 * while (!run.finished()) {
 *     double loss = run.epoch();
 * }
 * TrainingResult result = run.result();
 * }</pre>
 *
 * A run that is saved, and resumed by another made with the same architecture, data, settings and stream, ends with the same bits as one
 * that was never interrupted.
 */
public final class TrainingRun implements Resumable {

    /** An epoch's mean loss beyond so many times 1 + the initial loss counts as divergence. */
    private static final double EXPLOSION = 1000;

    private final Network network;
    private final Batches data;
    private final Training settings;
    private final RandomStream stream;
    private final Epoch epoch;
    /** One epoch's examples, drawn in place: a fresh array an epoch would be most of what a step allocates. */
    private final int[] order;

    private final Watch watch = new Watch();
    private double limit = Double.NaN;
    private Outcome outcome = Outcome.EPOCH_LIMIT;
    private int epochs;
    /** Found when it is needed first: it takes a pass over the data. */
    private String fingerprint;

    /**
     * The beginning of a training of {@code network}, which is changed in place by {@link #epoch}.
     *
     * @param data whose numbers are finite, and whose targets lie in the loss's range: what makes the data sees to that
     * @throws IllegalArgumentException if the data does not fit the network, or the network was made for smaller batches
     */
    public TrainingRun(Network network, Batches data, Training settings, RandomStream stream) {
        check(network, data, settings);
        this.network = network;
        this.data = data;
        this.settings = settings;
        this.stream = stream;
        this.epoch = new Epoch(network, data, settings, stream.child("dropout"));
        this.order = new int[data.rows()];
    }

    /**
     * Lets {@code watcher} look after every {@code every} steps. A training that is to be resumed needs the same watchers.
     *
     * @return this run
     * @throws IllegalArgumentException if {@code every} is less than 1
     */
    public TrainingRun watch(long every, Watcher watcher) {
        watch.add(every, watcher);
        return this;
    }

    /** Whether there is nothing more to do: the data is interpolated, the run diverged or was stopped, or the epoch limit is reached. */
    @Override
    public boolean finished() {
        return outcome != Outcome.EPOCH_LIMIT || epochs >= settings.maxEpochs();
    }

    @Override
    public double share() {
        return finished() ? 1 : (double) epochs / settings.maxEpochs();
    }

    /** Why the training ended; the epoch limit as long as it has not. */
    public Outcome outcome() {
        return outcome;
    }

    /** The network that is trained. */
    public Network network() {
        return network;
    }

    /** Mini-batches of an epoch: n / B rounded up, but for a single row that a {@link BatchNorm} leaves out. */
    public int stepsPerEpoch() {
        return epoch.inEpoch();
    }

    /** Passes over the data so far. */
    public int epochs() {
        return epochs;
    }

    @Override
    public double epoch() {
        if (finished()) {
            throw new IllegalStateException("this training is finished after " + epochs + " epochs");
        }
        if (epochs == 0) {
            epoch.open();
            limit = EXPLOSION
                    * (1 + Evaluation.of(network, data, settings.loss()).loss());
        }
        shuffle();
        double loss = epoch.run(order, epochs, watch);
        epochs++;
        // Written so that a NaN counts as divergence.
        if (!(loss <= limit) || !network.finite()) {
            outcome = Outcome.DIVERGED;
        } else if (watch.outcome() != null) {
            outcome = watch.outcome();
        } else if (settings.checkEvery() > 0
                && epochs % settings.checkEvery() == 0
                && Evaluation.interpolates(network, data)) {
            outcome = Outcome.INTERPOLATED;
        }
        return loss;
    }

    /** order := permutation of the examples for this epoch. */
    private void shuffle() {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        stream.child(epochs).permute(order);
    }

    /** How the training stands, or ended: loss and error over all the data as the parameters are now. */
    public TrainingResult result() {
        Evaluation now = Evaluation.of(network, data, settings.loss());
        return new TrainingResult(outcome, epochs, now.error(), now.loss());
    }

    @Override
    public void save(Path file) throws IOException {
        Checkpoint.write(file, identity(), progress(), arrays());
    }

    @Override
    public void resume(Path file) throws IOException {
        restore(Checkpoint.read(file, identity(), progress -> {
            if (progress.length != progress().length) {
                throw new IllegalArgumentException(
                        "the checkpoint " + file + " was written by another version, or with other watchers");
            }
            return arrays();
        }));
    }

    /** What a checkpoint holds besides {@link #progress}; not copies. */
    List<float[]> arrays() {
        return epoch.arrays();
    }

    /** Goes on from there; the arrays are filled already. */
    void restore(double[] progress) {
        epochs = (int) progress[0];
        outcome = Outcome.values()[(int) progress[1]];
        limit = progress[2];
        epoch.resume((long) progress[3]);
        int at = 4;
        for (double[] numbers : numbers()) {
            System.arraycopy(progress, at, numbers, 0, numbers.length);
            at += numbers.length;
        }
    }

    /** The optimiser's numbers and the watchers'; not copies. */
    private List<double[]> numbers() {
        List<double[]> numbers = new ArrayList<>(watch.memories());
        numbers.addFirst(epoch.scalars());
        return numbers;
    }

    /** Every number below 2^53 is exact in a double. */
    double[] progress() {
        List<double[]> numbers = numbers();
        double[] progress =
                new double[4 + numbers.stream().mapToInt(some -> some.length).sum()];
        progress[0] = epochs;
        progress[1] = outcome.ordinal();
        progress[2] = limit;
        progress[3] = epoch.step();
        int at = 4;
        for (double[] some : numbers) {
            System.arraycopy(some, 0, progress, at, some.length);
            at += some.length;
        }
        return progress;
    }

    private Checkpoint.Identity identity() {
        if (fingerprint == null) {
            fingerprint = Fingerprint.of(data);
        }
        return new Checkpoint.Identity(
                network.architecture().toString(),
                settings + ", watched every " + watch.intervals() + " steps",
                fingerprint,
                stream.toString());
    }

    private static void check(Network network, Batches data, Training settings) {
        Architecture architecture = network.architecture();
        if (data.inputs() != architecture.inputs() || data.outputs() != architecture.outputs()) {
            throw new ShapeMismatchException("the data is " + data.rows() + " x " + data.inputs() + " with targets of "
                    + data.outputs() + ", but the network maps " + architecture.inputs() + " inputs to "
                    + architecture.outputs() + " outputs");
        }
        architecture.checkTrainingRows(Math.min(settings.batchSize(), data.rows()));
        if (Math.min(settings.batchSize(), data.rows()) > network.batch()) {
            throw new IllegalArgumentException("the network was made for batches of at most " + network.batch()
                    + " rows, not " + settings.batchSize() + ": make it with a larger batch");
        }
    }
}
