package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.NetworkTrial.NetworkCell;
import fathom.experiments.normalisedrelu.NetworkTrial.NetworkResult;
import fathom.experiments.protocol.Unfinished;
import fathom.nn.Outcome;
import module fathom.experiments;
import module java.base;

/** One training as it goes on, which may be left and taken up again: it then ends with the same bits. */
final class Session {

    /** A learning rate that moves nothing. */
    private static final double STILL = 1e-30;

    /** Batches after which running averages have forgotten where they began: 0.9^100 is 3e-5. */
    static final int SETTLING = 100;

    private final NetworkCell cell;
    private final Split split;
    private final Journal journal;
    private final TrainingRun run;

    private Session(NetworkCell cell, Split split) {
        this.cell = cell;
        this.split = split;
        this.journal = new Journal(cell, split);
        RandomStream random = random(cell);
        Batches data = Batches.of(split.training().inputs(), split.training().targets());
        int examples = split.training().size();
        run = new TrainingRun(network(cell), data, cell.settings(examples), random.child("batches"));
        run.watch(run.stepsPerEpoch(), journal);
    }

    /** A training from its beginning, or from where {@link #save} left it in {@code file}. */
    static Session open(NetworkCell cell, Split split, Path file) {
        Session session = new Session(cell, split);
        if (!new Unfinished(file).taken(session.run)) {
            session.begin();
        }
        return session;
    }

    /**
     * The look before the first step. Batch normalisations have seen nothing then, so it is at a copy of the network, through which batches have
     * passed without moving it.
     */
    private void begin() {
        if (!cell.name().batch()) {
            journal.see(run.network(), 0);
            return;
        }
        Batches data = Batches.of(split.training().inputs(), split.training().targets());
        int inEpoch = Math.ceilDiv(data.rows(), cell.descent().batch());
        TrainingRun still = new TrainingRun(
                network(cell),
                data,
                cell.settings(data.rows()).withLearningRate(STILL).withMaxEpochs(Math.ceilDiv(SETTLING, inEpoch)),
                random(cell).child("settling"));
        while (!still.finished()) {
            still.epoch();
        }
        journal.see(still.network(), 0);
    }

    private static RandomStream random(NetworkCell cell) {
        return RandomStream.of(cell.problem().seed(), "normalised-relu network");
    }

    /** The network before its training, the same at every rate. */
    static Network network(NetworkCell cell) {
        Initialiser initialiser = cell.descent().weights();
        return Network.initialised(
                cell.architecture(),
                initialiser,
                random(cell).child("weights"),
                cell.descent().batch());
    }

    void epoch() {
        run.epoch();
    }

    void save(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        run.save(file);
    }

    /** All epochs that are left, kept in a file in between. */
    void finish(Path file) {
        new Unfinished(file).bringToEnd(run);
    }

    NetworkResult result() {
        return new NetworkResult(
                run.outcome() == Outcome.DIVERGED ? NetworkResult.DIVERGED : NetworkResult.WHOLE,
                split.training().size(),
                split.test().size(),
                journal.looks(),
                journal.profiles());
    }
}
