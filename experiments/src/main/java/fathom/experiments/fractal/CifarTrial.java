package fathom.experiments.fractal;

import fathom.experiments.protocol.Unfinished;
import fathom.nn.Convolution;
import module fathom.experiments;
import module java.base;

/**
 * Figure 6: a convolutional network trained by Adam on the cross-entropy.
 *
 * @param data the folder of the data sets; the result holds the digest of what was read
 * @param scratch where a training keeps what it has so far
 */
record CifarTrial(String data, String scratch) implements Trial<CifarTrial.CifarCell, CifarTrial.CifarFit> {

    /** One convolutional network of figure 6, trained once at one learning rate of Adam on CIFAR-10; {@code depth} counts convolutions. */
    public record CifarCell(int depth, int channels, double rate, int steps, int batch, double bias, long seed) {

        private static final int CLASSES = 10;

        /** Only the first two layers pool. */
        private static final int POOLED = 2;

        String label() {
            return "CIFAR-10, depth " + depth + ", " + channels + " channels, rate " + rate + ", seed " + seed;
        }

        /** Convolutions of 5 x 5 with ReLUs, the first two with a maximum over 3 x 3 at every second pixel, and a dense readout. */
        Architecture architecture() {
            List<Layer> layers = new ArrayList<>();
            for (int l = 0; l < depth; l++) {
                layers.add(Convolution.same(channels, 5));
                layers.add(Activated.relu());
                if (l < POOLED) {
                    layers.add(new MaxPool(Window.square(3, 2, 1)));
                }
            }
            layers.add(new Flatten());
            layers.add(new Dense(CLASSES));
            return new Architecture(new Shape(3, ImageBatches.SIZE, ImageBatches.SIZE), layers);
        }

        /** Rough floating-point operations: six for each weight at each pixel, and what a step costs besides. */
        double cost() {
            double perImage = 2e4;
            double side = ImageBatches.SIZE;
            double inputs = 3;
            for (int l = 0; l < depth; l++) {
                perImage += 6 * side * side * 25 * inputs * channels;
                side = l < POOLED ? side / 2 : side;
                inputs = channels;
            }
            return steps * batch * perImage;
        }
    }

    /**
     * @param digest of the files
     * @param trained images to train on
     * @param held images of the training files on which rate and step are chosen
     * @param tested images of the test files
     * @param validation best accuracy on the held ones at any evaluation
     * @param bestStep when that was
     * @param test accuracy of the network of that step on the tested ones
     * @param lastTest accuracy of the last network on them
     * @param evaluations accuracy on the held ones at every evaluation
     */
    public record CifarFit(
            String digest,
            int trained,
            int held,
            int tested,
            double validation,
            long bestStep,
            double test,
            double lastTest,
            List<Double> evaluations) {}

    static final String DATA_SET = "cifar10";

    /** Training images that are held back. */
    private static final int HELD = 1_000;

    private static final int EVALUATIONS = 30;

    /** The files, and a network with its workspace. */
    static long bytes(CifarCell cell) {
        return 200_000_000 + 2 * Network.bytes(cell.architecture(), cell.batch());
    }

    @Override
    public CifarFit run(CifarCell cell) throws IOException {
        ImageFolder folder = new ImageFolder(Path.of(data));
        Images training = folder.read(DATA_SET, ImageFolder.Part.TRAINING);
        Images test = folder.read(DATA_SET, ImageFolder.Part.TEST);
        RandomStream random = RandomStream.of(cell.seed(), "fractal images");
        int kept = training.size() - HELD;
        Batches batches = ImageBatches.crops(training, 0, kept, random.child("augmentation"));
        FloatMatrix[] held = ImageBatches.all(ImageBatches.crops(training, kept, training.size(), random));
        Network network = Network.initialised(
                cell.architecture(), Initialiser.TRUNCATED_NORMAL, cell.bias(), random.child("weights"), cell.batch());

        int every = Math.max(1, cell.steps() / EVALUATIONS);
        BestParameters best = new BestParameters(held[0], held[1], network, cell.steps() / every);
        Training settings = Fitting.settings(Loss.SOFTMAX_CROSS_ENTROPY, cell.rate(), cell.batch(), cell.steps(), kept);
        TrainingRun run = new TrainingRun(network, batches, settings, random.child("batches"))
                .watch(every, best)
                .watch(cell.steps(), Stopping.afterSteps(cell.steps()));
        Unfinished.of(scratch, cell).finish(run);
        FloatMatrix[] tested = ImageBatches.all(ImageBatches.crops(test, 0, test.size(), random));
        double last = 1 - Classification.error(network, tested[0], tested[1]);
        best.restore(network);
        return new CifarFit(
                training.provenance().parameters().get("sha256"),
                kept,
                HELD,
                test.size(),
                best.accuracy(),
                best.step(),
                1 - Classification.error(network, tested[0], tested[1]),
                last,
                best.evaluations());
    }
}
