package fathom.data.image;

import fathom.data.Provenance;
import fathom.simd.matrix.FloatMatrix;

/**
 * Images of one size with a class each, as the files hold them: a byte for each pixel and channel.
 *
 * @param channels 1 for grey images, 3 for red, green and blue planes
 * @param height rows of pixels
 * @param width pixels in a row
 * @param pixels image by image, channel by channel, row by row, unsigned; not copied
 * @param labels the class of each image, 0, 1, 2, ...; not copied
 * @param provenance which files they come from
 */
public record Images(int channels, int height, int width, byte[] pixels, byte[] labels, Provenance provenance) {

    /** What 255, the brightest pixel, is divided by. */
    private static final float WHITE = 255;

    /** @throws IllegalArgumentException if the pixels are not as many as the labels ask for */
    public Images {
        if ((long) labels.length * channels * height * width != pixels.length) {
            throw new IllegalArgumentException(labels.length + " images of " + channels + " x " + height + " x " + width
                    + " have " + (long) labels.length * channels * height * width + " bytes, not " + pixels.length);
        }
    }

    /** The number of images. */
    public int size() {
        return labels.length;
    }

    /** The number of entries of one image as a vector. */
    public int dimension() {
        return channels * height * width;
    }

    /** The class of an image. */
    public int label(int image) {
        return labels[image];
    }

    /**
     * x_ij = pixel j of image rows[i] / 255, in single precision: k x dimension for k rows.
     *
     * @param rows which images, in the order of the result
     */
    public FloatMatrix scaled(int... rows) {
        FloatMatrix x = FloatMatrix.zeros(rows.length, dimension());
        for (int i = 0; i < rows.length; i++) {
            int from = rows[i] * dimension();
            for (int j = 0; j < dimension(); j++) {
                x.set(i, j, (pixels[from + j] & 0xff) / WHITE);
            }
        }
        return x;
    }

    /**
     * Pixels as they are, 0 to 255, all channels of a pixel together, as convolutions read them: x_(i, p channels + c) is pixel p of channel c.
     *
     * @param rows which images, in the order of the result
     */
    public FloatMatrix channelsLast(int... rows) {
        int plane = height * width;
        FloatMatrix x = FloatMatrix.zeros(rows.length, dimension());
        for (int i = 0; i < rows.length; i++) {
            int at = rows[i] * dimension();
            for (int c = 0; c < channels; c++) {
                for (int p = 0; p < plane; p++) {
                    x.set(i, p * channels + c, pixels[at + c * plane + p] & 0xff);
                }
            }
        }
        return x;
    }

    /** The classes of some images. */
    public int[] labels(int... rows) {
        int[] classes = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            classes[i] = labels[rows[i]];
        }
        return classes;
    }
}
