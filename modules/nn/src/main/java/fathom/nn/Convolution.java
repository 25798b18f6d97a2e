package fathom.nn;

import fathom.simd.image.Window;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * A two-dimensional convolution: the same affine map for the patch of every pixel.
 *
 * <pre>
 * Z(o, p, f) = b_f + sum over k, l, c of A(o s - t + k, p s' - t' + l, c) W((k width + l) channels + c, f)
 * </pre>
 *
 * A is 0 outside the image; s and t are the window's strides and paddings. W is (window channels) x outputs, so that its fan-in is its
 * number of rows.
 *
 * @param outputs number of channels of Z, at least 1
 * @param window its size, stride and padding
 */
public record Convolution(int outputs, Window window) implements Layer {

    /** @throws IllegalArgumentException if {@code outputs} is less than 1 */
    public Convolution {
        if (outputs < 1) {
            throw new IllegalArgumentException("a convolution needs at least 1 output channel, not " + outputs);
        }
    }

    /**
     * A square window at every pixel, padded so that the image keeps its size.
     *
     * @param size of the window, odd
     */
    public static Convolution same(int outputs, int size) {
        if (size % 2 == 0) {
            throw new IllegalArgumentException(
                    "a convolution that keeps the image's size needs an odd window, not " + size + " x " + size);
        }
        return new Convolution(outputs, Window.square(size, 1, size / 2));
    }

    @Override
    public Shape output(Shape input) {
        return moved(input, outputs, window, "a convolution");
    }

    /** The shape of what a window leaves of an image. */
    static Shape moved(Shape input, int channels, Window window, String what) {
        if (!window.fits(input.height(), input.width())) {
            throw new ShapeMismatchException(what + " with a window of " + window + " does not fit its input of "
                    + input + " (channels x height x width): make the window smaller, or pad more");
        }
        return new Shape(channels, window.outputHeight(input.height()), window.outputWidth(input.width()));
    }

    @Override
    public String name() {
        return "convolution";
    }
}
