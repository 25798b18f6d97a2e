package fathom.simd.image;

import fathom.simd.matrix.ShapeMismatchException;

/**
 * The rectangle that a convolution or a pooling moves over an image.
 *
 * <pre>
 * output row o reads input rows o rowStride - rowPadding + k,   0 ≤ k &lt; height;   columns likewise
 * output height = floor((input height + 2 rowPadding - height) / rowStride) + 1
 * </pre>
 *
 * @param height at least 1
 * @param width at least 1
 * @param rowStride distance between windows one above the other, at least 1
 * @param columnStride distance between windows side by side, at least 1
 * @param rowPadding rows of nothing above the image and below it, at least 0 and less than the height
 * @param columnPadding columns of nothing on either side, at least 0 and less than the width
 */
public record Window(int height, int width, int rowStride, int columnStride, int rowPadding, int columnPadding) {

    /** @throws IllegalArgumentException if a number is out of its range */
    public Window {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a window has at least 1 row and 1 column, not " + height + " x " + width);
        }
        if (rowStride < 1 || columnStride < 1) {
            throw new IllegalArgumentException(
                    "a window moves by at least 1 row and 1 column, not " + rowStride + " and " + columnStride);
        }
        if (rowPadding < 0 || columnPadding < 0 || rowPadding >= height || columnPadding >= width) {
            throw new IllegalArgumentException("the padding round an image is at least 0 and smaller than the window ("
                    + height + " x " + width + "), not " + rowPadding + " and " + columnPadding);
        }
    }

    /** A square window. */
    public static Window square(int size, int stride, int padding) {
        return new Window(size, size, stride, stride, padding, padding);
    }

    /** Rows of the output for an image of this height; less than 1 if the window does not fit. */
    public int outputHeight(int imageHeight) {
        return Math.floorDiv(imageHeight + 2 * rowPadding - height, rowStride) + 1;
    }

    /** Columns of the output for an image of this width; less than 1 if the window does not fit. */
    public int outputWidth(int imageWidth) {
        return Math.floorDiv(imageWidth + 2 * columnPadding - width, columnStride) + 1;
    }

    /** Whether the window lies, somewhere, inside an image of this size with its padding. */
    public boolean fits(int imageHeight, int imageWidth) {
        return outputHeight(imageHeight) > 0 && outputWidth(imageWidth) > 0;
    }

    /** @throws ShapeMismatchException unless the window fits */
    void checkFits(int imageHeight, int imageWidth) {
        if (!fits(imageHeight, imageWidth)) {
            throw new ShapeMismatchException("a window of " + this + " does not fit an image of " + imageHeight + " x "
                    + imageWidth + ": make it smaller, or pad more");
        }
    }

    /** Height x width, then stride and padding where they are not 1 and 0. */
    @Override
    public String toString() {
        String text = height + " x " + width;
        if (rowStride != 1 || columnStride != 1) {
            text += ", stride " + both(rowStride, columnStride);
        }
        if (rowPadding != 0 || columnPadding != 0) {
            text += ", padding " + both(rowPadding, columnPadding);
        }
        return text;
    }

    private static String both(int rows, int columns) {
        return rows == columns ? Integer.toString(rows) : rows + " x " + columns;
    }
}
