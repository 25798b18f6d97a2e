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
 * s and s' are the window's strides, t and t' its paddings; what lies outside the image is left out. An image is a row of a matrix, element
 * (i, j, c) in column (i width + j) channels + c. Filters are a matrix with row (k width + l) channels + c and column f. Sums are chains of
 * fused multiply-adds from 0 in ascending (k, l, c) for y, (n div 16, o, p, n mod 16) for dw and (k, l, f) with the window mirrored for dx:
 * the same bits on every machine and at every number of threads, and for an image in any batch.
 *
 * <p>No matrix of patches is made: a patch is a few runs of neighbours in the image, which the micro-kernel reads where they lie. An object
 * holds the room that is needed besides; it is not for several threads at once, and uses as many as
 * {@link fathom.simd.machine.Parallelism} allows.
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

    /** Bytes that an object of these sizes holds once all its methods have run on one thread. */
    public static long bytes(int channels, int height, int width, Window window, int filters) {
        Grid image = new Grid(channels, height, width);
        Grid output = new Grid(filters, window.outputHeight(height), window.outputWidth(width));
        return Correlation.bytes(image, output, window)
                + Correlation.bytes(output, image, window)
                + FilterGradient.bytes(image, output, window);
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
        if (dx.rows() != dy.rows()) {
            throw new ShapeMismatchException("image gradients are " + dx.shape() + ", but there are " + dy.rows()
                    + " rows of output gradients: one row each");
        }
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
