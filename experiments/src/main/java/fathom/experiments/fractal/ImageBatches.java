package fathom.experiments.fractal;

import module fathom.experiments;
import module java.base;

/** The bytes of some images, divided by 255, all channels of a pixel together. */
record ImageBatches(Images images, int from, int to) implements Batches {

    /** Edge of a crop. */
    static final int SIZE = 24;

    private static final Shape WHOLE = new Shape(3, 32, 32);
    private static final int MARGIN = (32 - SIZE) / 2;
    private static final int CLASSES = 10;

    ImageBatches {
        if (images.channels() != 3 || images.height() != 32 || images.width() != 32) {
            throw new IllegalArgumentException("figure 6 needs colour images of 32 x 32, not " + images.channels()
                    + " x " + images.height() + " x " + images.width());
        }
    }

    /**
     * Crops of 24 x 24 of the 32 x 32 pixels, at random in training and in the middle otherwise, mirrored at random in training, each standardised.
     *
     * @param from the first image
     * @param to the first image that is not among them
     */
    static Batches crops(Images images, int from, int to, RandomStream stream) {
        List<Augmentation> moves = List.of(new Augmentation.RandomCrop(MARGIN), new Augmentation.RandomFlip());
        return new StandardisedCrops(
                new AugmentedBatches(new ImageBatches(images, from, to), WHOLE, moves, stream), WHOLE, MARGIN);
    }

    /** All images as they are seen in evaluation, and their targets. */
    static FloatMatrix[] all(Batches images) {
        int n = images.rows();
        FloatMatrix[] all = {FloatMatrix.zeros(n, images.inputs()), FloatMatrix.zeros(n, CLASSES)};
        images.gather(IntStream.range(0, n).toArray(), 0, all[0], all[1]);
        return all;
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
        int[] rows = IntStream.range(first, first + inputs.rows())
                .map(i -> from + order[i])
                .toArray();
        FloatMatrix pixels = images.channelsLast(rows);
        FloatMatrix classes = Classification.targets(images.labels(rows), CLASSES);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < pixels.columns(); j++) {
                inputs.set(i, j, pixels.get(i, j) / 255);
            }
            for (int label = 0; label < CLASSES; label++) {
                targets.set(i, label, classes.get(i, label));
            }
        }
    }
}
