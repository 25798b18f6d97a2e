package fathom.nn;

import fathom.simd.matrix.FloatMatrix;

/**
 * The middle of larger images, each with mean 0 and standard deviation 1 over all its pixels and channels.
 *
 * <pre>
 * y = (x - mean x) / max(sd x, 1 / sqrt(n)),   n entries of x
 * </pre>
 *
 * Where the images come from {@link AugmentedBatches} that shift them by up to the margin, the middle is a random crop. This is how TensorFlow's
 * tutorial on CIFAR-10 feeds images, but for its changes of brightness and contrast.
 */
public final class StandardisedCrops implements Batches {

    private final Batches images;
    private final Shape whole;
    private final Shape crop;
    private final int margin;
    private FloatMatrix buffer;

    /**
     * @param images rows in the layout of the whole shape: all channels of a pixel together
     * @param whole of an image
     * @param margin pixels that are cut off on each side
     */
    public StandardisedCrops(Batches images, Shape whole, int margin) {
        this.images = images;
        this.whole = whole;
        this.margin = margin;
        this.crop = new Shape(whole.channels(), whole.height() - 2 * margin, whole.width() - 2 * margin);
        this.buffer = FloatMatrix.zeros(0, whole.size());
    }

    @Override
    public int rows() {
        return images.rows();
    }

    @Override
    public int inputs() {
        return crop.size();
    }

    @Override
    public int outputs() {
        return images.outputs();
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

    private FloatMatrix whole(int rows) {
        if (buffer.rows() != rows) {
            buffer = FloatMatrix.zeros(rows, whole.size());
        }
        return buffer;
    }

    private void crop(FloatMatrix inputs) {
        int line = crop.width() * crop.channels();
        for (int i = 0; i < inputs.rows(); i++) {
            double sum = 0;
            double squares = 0;
            for (int y = 0; y < crop.height(); y++) {
                for (int j = 0; j < line; j++) {
                    float value = buffer.get(i, ((y + margin) * whole.width() + margin) * whole.channels() + j);
                    inputs.set(i, y * line + j, value);
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
}
