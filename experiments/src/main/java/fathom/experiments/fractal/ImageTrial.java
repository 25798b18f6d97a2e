package fathom.experiments.fractal;

import fathom.data.image.ImageFolder;
import fathom.data.image.Images;
import fathom.experiments.protocol.Unfinished;
import fathom.nn.Classification;
import fathom.nn.Initialiser;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.nn.Optimiser;
import fathom.nn.Stopping;
import fathom.nn.Training;
import fathom.nn.TrainingRun;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * Figure 6: a convolutional network trained by Adam on the cross-entropy.
 *
 * @param threads how many threads a kernel may use; no result depends on it
 * @param data the folder of the data sets; the result holds the digest of what was read
 * @param scratch where a training keeps what it has so far
 */
record ImageTrial(int threads, String data, String scratch) implements Trial<ImageCell, ImageResult>, Serializable {

    static final String DATA_SET = "cifar10";

    /** Training images that are held back. */
    private static final int HELD = 1_000;

    private static final int LOOKS = 30;

    @Override
    public ImageResult run(ImageCell cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    /** The files, and a network with its workspace. */
    static long bytes(ImageCell cell) {
        return 200_000_000 + 2 * Network.bytes(cell.architecture(), cell.batch());
    }

    private ImageResult measure(ImageCell cell) throws IOException {
        ImageFolder folder = new ImageFolder(Path.of(data));
        Images training = folder.read(DATA_SET, ImageFolder.Part.TRAINING);
        Images test = folder.read(DATA_SET, ImageFolder.Part.TEST);
        RandomStream random = RandomStream.of(cell.seed(), "fractal images");
        int kept = training.size() - HELD;
        ImageBatches batches = new ImageBatches(training, 0, kept, random.child("augmentation"));
        FloatMatrix[] held = new ImageBatches(training, kept, training.size(), random).all();
        Network network = Network.initialised(
                cell.architecture(), Initialiser.TRUNCATED_NORMAL, cell.bias(), random.child("weights"), cell.batch());

        int look = Math.max(1, cell.steps() / LOOKS);
        Best best = new Best(held[0], held[1], network, cell.steps() / look);
        TrainingRun run = new TrainingRun(network, batches, settings(cell, kept), random.child("batches"))
                .watch(look, best)
                .watch(cell.steps(), Stopping.afterSteps(cell.steps()));
        Unfinished.of(scratch, cell).finish(run);
        best.restore(network);
        FloatMatrix[] tested = new ImageBatches(test, 0, test.size(), random).all();
        return new ImageResult(
                training.provenance().parameters().get("sha256"),
                kept,
                HELD,
                test.size(),
                best.accuracy(),
                best.step(),
                1 - Classification.error(network, tested[0], tested[1]),
                best.looks());
    }

    /** @param rows images to train on */
    static Training settings(ImageCell cell, int rows) {
        int inEpoch = Math.ceilDiv(rows, cell.batch());
        return Training.of(
                        Loss.SOFTMAX_CROSS_ENTROPY,
                        cell.rate(),
                        cell.batch(),
                        Math.max(4, Math.ceilDiv(cell.steps(), inEpoch)))
                .with(Optimiser.Adam.standard())
                .withCheckEvery(0);
    }
}
