package fathom.simd.image;

import fathom.simd.machine.Parallelism;
import fathom.simd.machine.Workers;
import fathom.simd.matrix.FloatMatrix;
import java.util.Arrays;

/**
 * The derivative of a convolution by its filters: the product of patches, transposed, and slopes, over the pixels of
 * {@value #IMAGES} images at a time.
 *
 * <p>For each row of outputs, slopes are copied so that the pixels of a column of all images are neighbours, and so are the rows of images
 * that the window meets, six channels together. Then every tap has its pixels in one run, the padding left out by where the run begins and
 * ends.
 */
final class FilterGradient {

    /** Part of the definition: sums go over so many images in each row and column before they go on. */
    static final int IMAGES = 16;

    private final Grid image;
    private final Grid output;
    private final Axis rows;
    private final Axis columns;
    private final Window window;
    private final Panels gradient;
    private final Workers.Part part = this::part;
    private FilterGradientPass[] passes = new FilterGradientPass[0];
    private int parts;
    private FloatMatrix x;
    private FloatMatrix dy;

    FilterGradient(Grid image, Grid output, Window window) {
        this.image = image;
        this.output = output;
        this.window = window;
        this.rows =
                Axis.forward(image.height(), window.height(), window.rowStride(), window.rowPadding(), output.height());
        this.columns = Axis.forward(
                image.width(), window.width(), window.columnStride(), window.columnPadding(), output.width());
        this.gradient = new Panels(window.height() * window.width() * image.channels(), output.channels());
    }

    /** Bytes of what a gradient of these sizes holds on one thread. */
    static long bytes(Grid image, Grid output, Window window) {
        long rows = (long) window.height() * window.width() * image.channels();
        long columns = Math.ceilDiv(image.width(), window.columnStride()) * (long) window.columnStride();
        long channels = Math.ceilDiv(image.channels(), Tiles.BLOCK) * (long) Tiles.BLOCK;
        long pixels = window.height() * columns * IMAGES * channels;
        long slopes = (long) output.width() * IMAGES * Tiles.COLUMNS;
        return Panels.bytes(rows, output.channels()) + Float.BYTES * (pixels + slopes);
    }

    /** dw := the gradient; on as many threads as the caller allows, which share panels and columns of the window among them. */
    void run(FloatMatrix images, FloatMatrix slopes, FloatMatrix dw) {
        x = images;
        dy = slopes;
        Arrays.fill(gradient.array(), 0);
        parts = Math.min(Parallelism.threads(), shares());
        if (passes.length < parts) {
            FilterGradientPass[] more = Arrays.copyOf(passes, parts);
            for (int i = passes.length; i < parts; i++) {
                more[i] = new FilterGradientPass(this);
            }
            passes = more;
        }
        Workers.forEach(parts, part);
        gradient.unpack(dw);
        x = null;
        dy = null;
    }

    /** Panels times columns of the window. */
    private int shares() {
        return gradient.count() * window.width();
    }

    private void part(int index) {
        int from = index * shares() / parts;
        int to = (index + 1) * shares() / parts;
        for (int first = 0; first < x.rows(); first += IMAGES) {
            passes[index].run(x, dy, first, Math.min(IMAGES, x.rows() - first), from, to);
        }
    }

    Grid image() {
        return image;
    }

    Grid output() {
        return output;
    }

    /** What each row of outputs reads. */
    Axis rows() {
        return rows;
    }

    /** What each column of outputs reads. */
    Axis columns() {
        return columns;
    }

    Window window() {
        return window;
    }

    /** The gradient, in panels. */
    Panels gradient() {
        return gradient;
    }
}
