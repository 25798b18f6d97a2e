package fathom.simd.image;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * Pooling of images of one size, channel by channel. Padding holds nothing: a window reaches as far as the image does.
 *
 * <pre>
 * max      y(o, p, c) = max over the window of x;        dx of the first of the greatest, in ascending rows and columns, += dy
 * average  y(o, p, c) = sum over the window of x / m;    dx += dy / m,   m the pixels of the image in the window
 * </pre>
 *
 * Images lie as {@link Convolution} says; loops run over the channels of a pixel, which lie together.
 */
public final class Pooling {

    private static final boolean VECTOR = Backend.available();

    private final int channels;
    private final int height;
    private final int width;
    private final Window window;
    private final int outHeight;
    private final int outWidth;
    private final float[] open;

    /** @throws ShapeMismatchException if the window does not fit the images */
    public Pooling(int channels, int height, int width, Window window) {
        window.checkFits(height, width);
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.window = window;
        this.outHeight = window.outputHeight(height);
        this.outWidth = window.outputWidth(width);
        this.open = new float[channels];
    }

    /** What is done with the pixels of one window. */
    private interface Visit {
        void pixel(int from, int to, int number, int pixels);
    }

    /** What is done with one window: where it begins, its rows and columns, and where its output is. */
    private interface Place {
        void window(int in, int rows, int columns, int out);
    }

    /**
     * y := the greatest of each window; NaN if there is one.
     *
     * @param x images x (height width channels), rows dense
     * @param y images x (outputs channels), rows dense, overwritten
     */
    public void max(FloatMatrix x, FloatMatrix y) {
        check(x, y);
        windows(x, y, (in, rows, columns, out) -> {
            if (VECTOR) {
                VectorPooling.max(x.array(), in, rows, columns, width, channels, y.array(), out);
            } else {
                ScalarPooling.max(x.array(), in, rows, columns, width, channels, y.array(), out, 0);
            }
        });
    }

    /**
     * dx := the derivative that {@link #max} passes back.
     *
     * @param x what max read
     * @param y what max wrote
     * @param dy images x (outputs channels)
     * @param dx images x (height width channels), overwritten
     */
    public void maxGradient(FloatMatrix x, FloatMatrix y, FloatMatrix dy, FloatMatrix dx) {
        check(x, y);
        check(dx, dy);
        clear(dx);
        requireSameRows(x, dx);
        requireSameRows(y, dy);
        int slopes = dy.offset() - y.offset();
        int moved = dx.offset() - x.offset();
        windows(x, y, (in, rows, columns, out) -> {
            if (VECTOR) {
                VectorPooling.maxGradient(
                        x.array(),
                        in,
                        rows,
                        columns,
                        width,
                        channels,
                        y.array(),
                        out,
                        dy.array(),
                        out + slopes,
                        dx.array(),
                        in + moved);
            } else {
                ScalarPooling.maxGradient(
                        x.array(),
                        in,
                        rows,
                        columns,
                        width,
                        channels,
                        y.array(),
                        out,
                        dy.array(),
                        out + slopes,
                        dx.array(),
                        in + moved,
                        0);
            }
        });
    }

    /**
     * How the greatest of each window moves.
     *
     * @param moves of x
     * @param out overwritten
     */
    public void maxTangent(FloatMatrix x, FloatMatrix y, FloatMatrix moves, FloatMatrix out) {
        check(x, y);
        check(moves, out);
        clear(out);
        requireSameRows(x, moves);
        requireSameRows(y, out);
        int moved = moves.offset() - x.offset();
        int result = out.offset() - y.offset();
        float[] in = x.array();
        float[] greatest = y.array();
        float[] move = moves.array();
        float[] to = out.array();
        each(x, y, (from, at, number, _) -> {
            if (number == 0) {
                java.util.Arrays.fill(open, 1);
            }
            for (int c = 0; c < channels; c++) {
                float here = in[from + c] == greatest[at + c] ? open[c] : 0;
                open[c] -= here;
                to[at + result + c] += here == 0 ? 0 : move[from + moved + c];
            }
        });
    }

    /** y := the mean of each window. */
    public void average(FloatMatrix x, FloatMatrix y) {
        check(x, y);
        float[] in = x.array();
        float[] out = y.array();
        each(x, y, (from, to, number, pixels) -> {
            if (number == 0) {
                System.arraycopy(in, from, out, to, channels);
            } else {
                for (int c = 0; c < channels; c++) {
                    out[to + c] += in[from + c];
                }
            }
            if (number == pixels - 1) {
                for (int c = 0; c < channels; c++) {
                    out[to + c] /= pixels;
                }
            }
        });
    }

    /** dx := the derivative that {@link #average} passes back. */
    public void averageGradient(FloatMatrix dy, FloatMatrix dx) {
        check(dx, dy);
        clear(dx);
        float[] slope = dy.array();
        float[] gradient = dx.array();
        each(dx, dy, (from, to, _, pixels) -> {
            for (int c = 0; c < channels; c++) {
                gradient[from + c] += slope[to + c] / pixels;
            }
        });
    }

    /** Every pixel of every window, windows and their pixels in ascending order. */
    private void each(FloatMatrix x, FloatMatrix y, Visit visit) {
        windows(x, y, (in, rows, columns, out) -> {
            int number = 0;
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    visit.pixel(in + (i * width + j) * channels, out, number++, rows * columns);
                }
            }
        });
    }

    /** Every window, as far as it lies in its image. */
    private void windows(FloatMatrix x, FloatMatrix y, Place place) {
        for (int n = 0; n < x.rows(); n++) {
            int in = x.offset() + n * x.rowStride();
            int out = y.offset() + n * y.rowStride();
            for (int o = 0; o < outHeight; o++) {
                int top = Math.max(0, o * window.rowStride() - window.rowPadding());
                int bottom = Math.min(height, o * window.rowStride() - window.rowPadding() + window.height());
                for (int p = 0; p < outWidth; p++) {
                    int left = Math.max(0, p * window.columnStride() - window.columnPadding());
                    int right = Math.min(width, p * window.columnStride() - window.columnPadding() + window.width());
                    place.window(
                            in + (top * width + left) * channels,
                            bottom - top,
                            right - left,
                            out + (o * outWidth + p) * channels);
                }
            }
        }
    }

    private static void clear(FloatMatrix x) {
        for (int i = 0; i < x.rows(); i++) {
            int at = x.offset() + i * x.rowStride();
            java.util.Arrays.fill(x.array(), at, at + x.columns(), 0);
        }
    }

    private static void requireSameRows(FloatMatrix x, FloatMatrix y) {
        if (x.rowStride() != y.rowStride() && x.rows() > 1) {
            throw new ShapeMismatchException("images and their gradients lie " + x.rowStride() + " and " + y.rowStride()
                    + " apart: they must lie alike");
        }
    }

    private void check(FloatMatrix x, FloatMatrix y) {
        int size = channels * height * width;
        int outSize = channels * outHeight * outWidth;
        if (x.columns() != size || y.columns() != outSize || x.rows() != y.rows()) {
            throw new ShapeMismatchException("images are " + x.shape() + " and pooled ones " + y.shape()
                    + ", but each needs " + size + " and " + outSize + " elements, and there are as many of both");
        }
        if (x.columnStride() != 1 || y.columnStride() != 1) {
            throw new ShapeMismatchException("the elements of an image lie " + x.columnStride()
                    + " and those of a pooled one " + y.columnStride() + " apart: they must be neighbours");
        }
    }
}
