package fathom.experiments.fractal;

import fathom.nn.Augmentation.RandomCrop;
import fathom.nn.Augmentation.RandomFlip;
import module fathom.experiments;
import module java.base;

/**
 * Images as TensorFlow's tutorial on CIFAR-10 feeds them, but for its changes of brightness and contrast: crops of 24 x 24 of the 32 x 32
 * pixels, at random in training and in the middle otherwise, mirrored at random in training, each with mean 0 and deviation 1.
 */
final class ImageBatches implements Batches {

    /** Edge of a crop. */
    static final int SIZE = 24;

    private static final int WHOLE = 32;
    private static final int MARGIN = (WHOLE - SIZE) / 2;
    private static final int CHANNELS = 3;
    private static final int CLASSES = 10;

    private final Batches images;
    private FloatMatrix room = FloatMatrix.zeros(0, WHOLE * WHOLE * CHANNELS);

    /**
     * @param from the first image
     * @param to the first image that is not among them
     */
    ImageBatches(Images images, int from, int to, RandomStream stream) {
        Pixels pixels = new Pixels(images, from, to);
        this.images = new AugmentedBatches(
                pixels, new Shape(CHANNELS, WHOLE, WHOLE), List.of(new RandomCrop(MARGIN), new RandomFlip()), stream);
    }

    @Override
    public int rows() {
        return images.rows();
    }

    @Override
    public int inputs() {
        return SIZE * SIZE * CHANNELS;
    }

    @Override
    public int outputs() {
        return CLASSES;
    }

    @Override
    public void gather(int[] order, int from, FloatMatrix inputs, FloatMatrix targets) {
        images.gather(order, from, whole(inputs.rows()), targets);
        crop(inputs);
    }

    @Override
    public void gather(int[] order, int from, int pass, FloatMatrix inputs, FloatMatrix targets) {
        images.gather(order, from, pass, whole(inputs.rows()), targets);
        crop(inputs);
    }

    /** All images as they are seen in evaluation, and their targets. */
    FloatMatrix[] all() {
        int[] order = IntStream.range(0, rows()).toArray();
        FloatMatrix[] all = {FloatMatrix.zeros(rows(), inputs()), FloatMatrix.zeros(rows(), CLASSES)};
        gather(order, 0, all[0], all[1]);
        return all;
    }

    private FloatMatrix whole(int rows) {
        if (room.rows() != rows) {
            room = FloatMatrix.zeros(rows, WHOLE * WHOLE * CHANNELS);
        }
        return room;
    }

    /** Copies the middle of each whole image; a random shift by up to the margin makes it a random crop. */
    private void crop(FloatMatrix inputs) {
        for (int i = 0; i < inputs.rows(); i++) {
            double sum = 0;
            double squares = 0;
            for (int y = 0; y < SIZE; y++) {
                for (int j = 0; j < SIZE * CHANNELS; j++) {
                    float value = room.get(i, ((y + MARGIN) * WHOLE + MARGIN) * CHANNELS + j);
                    inputs.set(i, y * SIZE * CHANNELS + j, value);
                    sum += value;
                    squares = Math.fma(value, (double) value, squares);
                }
            }
            double n = inputs.columns();
            double mean = sum / n;
            double deviation = Math.sqrt(Math.max(0, squares / n - mean * mean));
            double scale = 1 / Math.max(deviation, 1 / Math.sqrt(n));
            for (int j = 0; j < inputs.columns(); j++) {
                inputs.set(i, j, (float) ((inputs.get(i, j) - mean) * scale));
            }
        }
    }

    /** The bytes of the files, divided by 255, all channels of a pixel together. */
    private record Pixels(Images images, int from, int to) implements Batches {

        Pixels {
            if (images.channels() != CHANNELS || images.height() != WHOLE || images.width() != WHOLE) {
                throw new IllegalArgumentException("figure 6 needs colour images of 32 x 32, not " + images.channels()
                        + " x " + images.height() + " x " + images.width());
            }
        }

        @Override
        public int rows() {
            return to - from;
        }

        @Override
        public int inputs() {
            return images.dimension();
        }

        @Override
        public int outputs() {
            return CLASSES;
        }

        @Override
        public void gather(int[] order, int first, FloatMatrix inputs, FloatMatrix targets) {
            int plane = WHOLE * WHOLE;
            for (int i = 0; i < inputs.rows(); i++) {
                int image = from + order[first + i];
                int at = image * images.dimension();
                for (int c = 0; c < CHANNELS; c++) {
                    for (int p = 0; p < plane; p++) {
                        inputs.set(i, p * CHANNELS + c, (images.pixels()[at + c * plane + p] & 0xff) / 255f);
                    }
                }
                for (int label = 0; label < CLASSES; label++) {
                    targets.set(i, label, label == images.label(image) ? 1 : 0);
                }
            }
        }
    }
}
