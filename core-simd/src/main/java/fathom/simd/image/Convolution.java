package fathom.simd.image;

import fathom.simd.epilogue.FloatEpilogue;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * The convolution of images of one size (a cross-correlation, as networks call it), and its two derivatives.
 *
 * <pre>
 * y_n(o, p, f) = sum over k, l, c of  x_n(o s - t + k, p s' - t' + l, c) w(k, l, c, f)
 * dw(k, l, c, f) = sum over n, o, p of  x_n(o s - t + k, p s' - t' + l, c) dy_n(o, p, f)
 * dx_n(i, j, c) = sum over the (o, k, p, l) that read x_n(i, j)  of  dy_n(o, p, f) w(k, l, c, f)
 * </pre>
 *
 * s and s' are the window's strides, t and t' its paddings; outside the image x is 0. An image is a row of a matrix, element (i, j, c) in
 * column (i width + j) channels + c. Filters are a matrix with row (k width + l) channels + c and column f. Sums are chains of fused
 * multiply-adds from 0 in ascending (k, l, c), (n, o, p) and, for dx, (k, l, f) with the window mirrored, zeros of the padding included:
 * the same bits on every machine, and for an image in any batch.
 *
 * <p>No matrix of patches is made: the micro-kernel reads the patches of six pixels where they lie in a padded copy of a few images. An
 * object holds that room; it is not for several threads at once, and runs on one.
 */
public final class Convolution {

    private final Grid image;
    private final Grid output;
    private final Window window;
    private final Correlation forward;
    private final Correlation backward;
    private final FilterGradient gradient;

    /**
     * @param channels of the images
     * @param height of the images
     * @param width of the images
     * @param filters number of output channels
     * @throws ShapeMismatchException if the window does not fit the images
     */
    public Convolution(int channels, int height, int width, Window window, int filters) {
        window.checkFits(height, width);
        this.image = new Grid(channels, height, width);
        this.output = new Grid(filters, window.outputHeight(height), window.outputWidth(width));
        this.window = window;
        this.gradient = new FilterGradient(image, output, window);
        this.forward = new Correlation(image, output, gradient.rows(), gradient.columns(), window);
        this.backward = new Correlation(
                output,
                image,
                Axis.backward(height, window.height(), window.rowStride(), window.rowPadding(), output.height()),
                Axis.backward(width, window.width(), window.columnStride(), window.columnPadding(), output.width()),
                window);
    }

    /**
     * Y := X * W, then the epilogue on each pixel (row n pixels + pixel, column f) while it is in cache.
     *
     * @param x images x (height width channels)
     * @param w (window channels) x filters
     * @param y images x (outputs filters), rows dense, overwritten
     */
    public void forward(FloatMatrix x, FloatMatrix w, FloatMatrix y, FloatEpilogue epilogue) {
        check(x, image.size(), "images");
        checkFilters(w);
        checkOutputs(y, x.rows());
        forward.take(w);
        forward.run(x, y, epilogue);
    }

    /**
     * dX from dY.
     *
     * @param dy images x (outputs filters)
     * @param w (window channels) x filters
     * @param dx images x (height width channels), rows dense, overwritten
     */
    public void imageGradient(FloatMatrix dy, FloatMatrix w, FloatMatrix dx) {
        check(dy, output.size(), "output gradients");
        checkFilters(w);
        check(dx, image.size(), "image gradients");
        backward.takeMirrored(w);
        backward.run(dy, dx, null);
    }

    /**
     * dW from X and dY.
     *
     * @param x images x (height width channels)
     * @param dy images x (outputs filters), rows dense
     * @param dw (window channels) x filters, overwritten
     */
    public void filterGradient(FloatMatrix x, FloatMatrix dy, FloatMatrix dw) {
        check(x, image.size(), "images");
        checkFilters(dw);
        checkOutputs(dy, x.rows());
        gradient.run(x, dy, dw);
    }

    private void checkFilters(FloatMatrix w) {
        int rows = window.height() * window.width() * image.channels();
        if (w.rows() != rows || w.columns() != output.channels()) {
            throw new ShapeMismatchException("filters are " + w.shape() + ", but " + output.channels() + " windows of "
                    + window + " over " + image.channels() + " channels are " + rows + " x "
                    + output.channels());
        }
    }

    private void checkOutputs(FloatMatrix y, int images) {
        check(y, output.size(), "outputs");
        if (y.rows() != images) {
            throw new ShapeMismatchException(
                    "outputs are " + y.shape() + ", but there are " + images + " images: one row each");
        }
    }

    private static void check(FloatMatrix x, int size, String what) {
        if (x.columns() != size) {
            throw new ShapeMismatchException(what + " are " + x.shape() + ", but each has " + size + " elements");
        }
    }
}
