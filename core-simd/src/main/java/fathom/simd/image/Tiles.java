package fathom.simd.image;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.FloatMatrix;

/** The loops round the micro-kernel: tiles of six rows of the result by one panel of filters. */
final class Tiles {

    /** Rows of a tile. */
    static final int ROWS = 6;

    private static final boolean VECTOR = Backend.available();

    /** Columns of a tile. */
    static final int COLUMNS = VECTOR ? VectorConvolutionTile.COLUMNS : 16;

    private Tiles() {}

    /** Y := patches times filters, for a group of images. */
    static void products(Images images, int count, Panels panels, FloatMatrix y, int first) {
        int pixels = count * images.pixels();
        float[] tile = panels.edge();
        for (int panel = 0; panel < panels.count(); panel++) {
            boolean narrow = (panel + 1) * COLUMNS > panels.columns();
            // A run's filters stay in the first cache while all pixels of the group pass.
            for (int run = 0; run < images.runs(); run++) {
                for (int p = 0; p < pixels; p += ROWS) {
                    int rows = Math.min(ROWS, pixels - p);
                    if (rows == ROWS && !narrow) {
                        int c = index(images, panels, y, first, p, panel);
                        product(images, p, rows, run, panels, panel, y.array(), c, panels.columns());
                    } else {
                        move(images, panels, y, first, p, rows, panel, tile, true);
                        product(images, p, rows, run, panels, panel, tile, 0, COLUMNS);
                        move(images, panels, y, first, p, rows, panel, tile, false);
                    }
                }
            }
        }
    }

    /** dW := dW + patches' dY, for a group of images; dW lies in panels. */
    static void filterGradient(Images images, int count, Panels panels, FloatMatrix dy, int first, float[] dw) {
        int pixels = count * images.pixels();
        float[] slopes = images.slopes();
        float[] tile = panels.edge();
        for (int panel = 0; panel < panels.count(); panel++) {
            gather(images, panels, dy, first, pixels, panel, slopes);
            for (int run = 0; run < images.runs(); run++) {
                for (int q = 0; q < images.runLength(); q += ROWS) {
                    int rows = Math.min(ROWS, images.runLength() - q);
                    int c = (panel * panels.rows() + run * images.runLength() + q) * COLUMNS;
                    int shift = run * images.runStride() + q;
                    if (rows == ROWS) {
                        outer(pixels, images, shift, slopes, dw, c);
                    } else {
                        System.arraycopy(dw, c, tile, 0, rows * COLUMNS);
                        outer(pixels, images, shift, slopes, tile, 0);
                        System.arraycopy(tile, 0, dw, c, rows * COLUMNS);
                    }
                }
            }
        }
    }

    private static void product(
            Images images, int pixel, int rows, int run, Panels panels, int panel, float[] c, int at, int cRow) {
        int b = (panel * panels.rows() + run * images.runLength()) * COLUMNS;
        int shift = run * images.runStride();
        if (VECTOR) {
            VectorConvolutionTile.product(
                    images.runLength(),
                    images.padded(),
                    images.patches(),
                    pixel,
                    rows,
                    shift,
                    panels.array(),
                    b,
                    c,
                    at,
                    cRow,
                    run == 0);
        } else {
            ScalarConvolutionTile.product(
                    images.runLength(),
                    images.padded(),
                    images.patches(),
                    pixel,
                    rows,
                    shift,
                    panels.array(),
                    b,
                    c,
                    at,
                    cRow,
                    run == 0);
        }
    }

    private static void outer(int pixels, Images images, int shift, float[] slopes, float[] c, int at) {
        if (VECTOR) {
            VectorConvolutionTile.outer(
                    pixels, images.padded(), images.patches(), shift, images.distance(), slopes, c, at);
        } else {
            ScalarConvolutionTile.outer(
                    pixels, images.padded(), images.patches(), shift, images.distance(), slopes, c, at);
        }
    }

    /** The panel's columns of dY, a tile's columns together. */
    private static void gather(
            Images images, Panels panels, FloatMatrix dy, int first, int pixels, int panel, float[] slopes) {
        int width = Math.min(COLUMNS, panels.columns() - panel * COLUMNS);
        for (int p = 0; p < pixels; p++) {
            System.arraycopy(dy.array(), index(images, panels, dy, first, p, panel), slopes, p * COLUMNS, width);
        }
    }

    /** Between the last pixels of a result, or its last columns, and a tile of full size. */
    private static void move(
            Images images,
            Panels panels,
            FloatMatrix y,
            int first,
            int pixel,
            int rows,
            int panel,
            float[] tile,
            boolean in) {
        int width = Math.min(COLUMNS, panels.columns() - panel * COLUMNS);
        for (int i = 0; i < rows; i++) {
            int at = index(images, panels, y, first, pixel + i, panel);
            if (in) {
                System.arraycopy(y.array(), at, tile, i * COLUMNS, width);
            } else {
                System.arraycopy(tile, i * COLUMNS, y.array(), at, width);
            }
        }
    }

    /** Where pixel p of a group has its columns of a panel; images are rows. */
    private static int index(Images images, Panels panels, FloatMatrix y, int first, int p, int panel) {
        int image = p / images.pixels();
        int pixel = p - image * images.pixels();
        return y.offset() + (first + image) * y.rowStride() + pixel * panels.columns() + panel * COLUMNS;
    }
}
