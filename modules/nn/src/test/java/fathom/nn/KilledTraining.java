package fathom.nn;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;

/** A training in a process of its own, which saves after each epoch, says so, and waits to be killed. */
final class KilledTraining {

    private static final long SEED = 12;

    private KilledTraining() {}

    /** @param arguments the checkpoint */
    public static void main(String[] arguments) throws IOException {
        TrainingRun run = run();
        while (true) {
            if (!run.finished()) {
                run.epoch();
                run.save(Path.of(arguments[0]));
            }
            System.out.println("epochs " + run.epochs());
        }
    }

    /** The training from its beginning, always the same. */
    static TrainingRun run() {
        FloatMatrix x = Samples.normal(60, 5, SEED, "inputs");
        FloatMatrix y = Samples.targets(60, 1, Loss.LOGISTIC, SEED);
        Network network = Network.initialised(
                Architecture.fullyConnected(5, 2, 20, 1), Initialiser.HE, RandomStream.of(SEED, "weights"), 16);
        Training settings = Training.of(Loss.LOGISTIC, 0.05, 16, 100_000)
                .withCheckEvery(0)
                .with(new Optimiser.Momentum(0.9, false, 0));
        return new TrainingRun(network, Batches.of(x, y), settings, RandomStream.of(SEED, "train"));
    }
}
