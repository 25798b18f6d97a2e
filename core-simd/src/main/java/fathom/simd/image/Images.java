package fathom.simd.image;

import fathom.simd.matrix.FloatMatrix;

/**
 * A few images with room round them, and perhaps between their pixels, and where in it the patch of each output pixel begins. Zeros stay
 * from the beginning; only the images' own pixels are written again.
 */
final class Images {

    /** Output pixels of a group of images, so that what is loaded once for a group is used often enough. */
    private static final int PIXELS = 144;

    /** Floats behind the images that a tile may read, whose results are dropped. */
    private static final int MARGIN = 16;

    /** Sizes of an image. */
    record Grid(int channels, int height, int width) {
        int size() {
            return channels * height * width;
        }
    }

    private final Grid grid;
    private final int rowPadding;
    private final int columnPadding;
    private final int rowSpread;
    private final int columnSpread;
    private final int paddedHeight;
    private final int paddedWidth;
    private final int pixels;
    private final int group;
    private final int runs;
    private final int runLength;
    private final int distance;
    private final float[] padded;
    private final int[] patches;
    private float[] slopes = new float[0];

    /**
     * @param rowPadding rows of zeros above the image
     * @param rowSpread distance between neighbouring rows of the image in the padded one
     * @param window whose height, width and strides count
     * @param outHeight rows of the output
     */
    Images(
            Grid grid,
            int rowPadding,
            int columnPadding,
            int rowSpread,
            int columnSpread,
            Window window,
            int outHeight,
            int outWidth) {
        this.grid = grid;
        this.rowPadding = rowPadding;
        this.columnPadding = columnPadding;
        this.rowSpread = rowSpread;
        this.columnSpread = columnSpread;
        this.paddedHeight = (outHeight - 1) * window.rowStride() + window.height();
        this.paddedWidth = (outWidth - 1) * window.columnStride() + window.width();
        this.pixels = outHeight * outWidth;
        this.group = Math.max(1, PIXELS / pixels);
        this.runs = window.height();
        this.runLength = window.width() * grid.channels;
        this.distance = 1;
        int size = Math.multiplyExact(Math.multiplyExact(paddedHeight, paddedWidth), grid.channels);
        this.padded = new float[Math.addExact(Math.multiplyExact(group, size), MARGIN)];
        this.patches = new int[group * pixels];
        for (int n = 0; n < group; n++) {
            for (int o = 0; o < outHeight; o++) {
                for (int p = 0; p < outWidth; p++) {
                    patches[n * pixels + o * outWidth + p] = n * size
                            + (o * window.rowStride() * paddedWidth + p * window.columnStride()) * grid.channels;
                }
            }
        }
    }

    /** Elements of an image. */
    int size() {
        return grid.size();
    }

    /** Output pixels of an image. */
    int pixels() {
        return pixels;
    }

    /** Images of a group. */
    int group() {
        return group;
    }

    /** Rows of the window: a patch is so many runs of neighbours. */
    int runs() {
        return runs;
    }

    /** Floats of a run. */
    int runLength() {
        return runLength;
    }

    /** Distance between two runs of a patch. */
    int runStride() {
        return paddedWidth * grid.channels;
    }

    /** Distance between two neighbours of a run: 1, but not known to the compiler. */
    int distance() {
        return distance;
    }

    float[] padded() {
        return padded;
    }

    /** Where the patch of each output pixel of the group begins. */
    int[] patches() {
        return patches;
    }

    /** Room for one panel's columns of the output of a group. */
    float[] slopes() {
        if (slopes.length == 0) {
            slopes = new float[patches.length * Tiles.COLUMNS];
        }
        return slopes;
    }

    /** Copies images {@code first} and following. */
    void fill(FloatMatrix x, int first, int count) {
        int size = paddedHeight * paddedWidth * grid.channels;
        for (int n = 0; n < count; n++) {
            int from = x.offset() + (first + n) * x.rowStride();
            for (int i = 0; i < grid.height; i++) {
                int row = i * rowSpread + rowPadding;
                if (row < paddedHeight) {
                    fillRow(x, from + i * grid.width * grid.channels * x.columnStride(), n * size + row * runStride());
                }
            }
        }
    }

    private void fillRow(FloatMatrix x, int from, int to) {
        int channels = grid.channels;
        int step = x.columnStride();
        if (columnSpread == 1 && step == 1) {
            // A stride may leave columns at the right, and rows below, that no window reads.
            int columns = Math.min(grid.width, paddedWidth - columnPadding);
            System.arraycopy(x.array(), from, padded, to + columnPadding * channels, columns * channels);
            return;
        }
        for (int j = 0; j < grid.width; j++) {
            int column = j * columnSpread + columnPadding;
            if (column < paddedWidth) {
                for (int c = 0; c < channels; c++) {
                    padded[to + column * channels + c] = x.array()[from + (j * channels + c) * step];
                }
            }
        }
    }
}
