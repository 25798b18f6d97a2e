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

    private final Images input;
    private final Images mirrored;
    private final int channels;
    private final int filters;
    private final Window window;
    private final Panels panels;
    private final Panels mirroredPanels;
    private final float[] gradient;

    /**
     * @param channels of the images
     * @param height of the images
     * @param width of the images
     * @param filters number of output channels
     * @throws ShapeMismatchException if the window does not fit the images
     */
    public Convolution(int channels, int height, int width, Window window, int filters) {
        window.checkFits(height, width);
        this.channels = channels;
        this.filters = filters;
        this.window = window;
        int outHeight = window.outputHeight(height);
        int outWidth = window.outputWidth(width);
        this.input = new Images(
                new Images.Grid(channels, height, width),
                window.rowPadding(),
                window.columnPadding(),
                1,
                1,
                window,
                outHeight,
                outWidth);
        Window dense = new Window(window.height(), window.width(), 1, 1, 0, 0);
        this.mirrored = new Images(
                new Images.Grid(filters, outHeight, outWidth),
                window.height() - 1 - window.rowPadding(),
                window.width() - 1 - window.columnPadding(),
                window.rowStride(),
                window.columnStride(),
                dense,
                height,
                width);
        this.panels = new Panels(window.height() * window.width() * channels, filters);
        this.mirroredPanels = new Panels(window.height() * window.width() * filters, channels);
        this.gradient = new float[panels.length()];
    }

    /**
     * Y := X * W, then the epilogue on each pixel (row n pixels + pixel, column f) while it is in cache.
     *
     * @param x images x (height width channels)
     * @param w (window channels) x filters
     * @param y images x (outputs filters), rows dense, overwritten
     */
    public void forward(FloatMatrix x, FloatMatrix w, FloatMatrix y, FloatEpilogue epilogue) {
        check(x, input.size(), "images");
        checkFilters(w);
        checkOutputs(y, x.rows());
        panels.pack(w);
        run(input, panels, x, y, epilogue);
    }

    /**
     * dX from dY.
     *
     * @param dy images x (outputs filters)
     * @param w (window channels) x filters
     * @param dx images x (height width channels), rows dense, overwritten
     */
    public void imageGradient(FloatMatrix dy, FloatMatrix w, FloatMatrix dx) {
        check(dy, mirrored.size(), "output gradients");
        checkFilters(w);
        check(dx, input.size(), "image gradients");
        mirroredPanels.packMirrored(w, window.height() * window.width(), channels, filters);
        run(mirrored, mirroredPanels, dy, dx, null);
    }

    /**
     * dW from X and dY.
     *
     * @param x images x (height width channels)
     * @param dy images x (outputs filters), rows dense
     * @param dw (window channels) x filters, overwritten
     */
    public void filterGradient(FloatMatrix x, FloatMatrix dy, FloatMatrix dw) {
        check(x, input.size(), "images");
        checkFilters(dw);
        checkOutputs(dy, x.rows());
        java.util.Arrays.fill(gradient, 0);
        for (int first = 0; first < x.rows(); first += input.group()) {
            int count = Math.min(input.group(), x.rows() - first);
            input.fill(x, first, count);
            Tiles.filterGradient(input, count, panels, dy, first, gradient);
        }
        panels.unpack(gradient, dw);
    }

    private static void run(Images images, Panels panels, FloatMatrix x, FloatMatrix y, FloatEpilogue epilogue) {
        for (int first = 0; first < x.rows(); first += images.group()) {
            int count = Math.min(images.group(), x.rows() - first);
            images.fill(x, first, count);
            Tiles.products(images, count, panels, y, first);
            if (epilogue != null) {
                int pixels = images.pixels();
                int at = y.offset() + first * y.rowStride();
                for (int p = 0; p < count * pixels; p++) {
                    epilogue.finish(first * pixels + p, 0, panels.columns(), y.array(), at + p * panels.columns(), 1);
                }
            }
        }
    }

    private void checkFilters(FloatMatrix w) {
        int rows = window.height() * window.width() * channels;
        if (w.rows() != rows || w.columns() != filters) {
            throw new ShapeMismatchException("filters are " + w.shape() + ", but " + filters + " windows of " + window
                    + " over " + channels + " channels are " + rows + " x " + filters);
        }
    }

    private void checkOutputs(FloatMatrix y, int images) {
        check(y, mirrored.size(), "outputs");
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
