package fathom.nn;

/**
 * The sizes of one example at one place of a network. A row of a batch holds it pixel by pixel, all channels of a pixel together:
 *
 * <pre>
 * element (channel c, row y, column x) is column (y width + x) channels + c of the batch
 * </pre>
 *
 * so that a batch is also a matrix of pixels x channels. What is no image has one pixel, and its width in channels.
 *
 * @param channels at least 1
 * @param height at least 1
 * @param width at least 1
 */
public record Shape(int channels, int height, int width) {

    /** @throws IllegalArgumentException if a size is less than 1, or the elements do not fit one array */
    public Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a shape has at least 1 channel, 1 row and 1 column, not " + text(channels, height, width));
        }
        if ((long) channels * height * width > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "a shape of " + text(channels, height, width) + " elements does not fit one array");
        }
    }

    /** A row of {@code size} numbers. */
    public static Shape flat(int size) {
        return new Shape(size, 1, 1);
    }

    /** Number of elements. */
    public int size() {
        return channels * height * width;
    }

    /** Number of pixels. */
    public int pixels() {
        return height * width;
    }

    /** Whether it is one pixel. */
    public boolean isFlat() {
        return pixels() == 1;
    }

    /** Channels x height x width, or the number of channels alone where there is one pixel. */
    @Override
    public String toString() {
        return isFlat() ? Integer.toString(channels) : text(channels, height, width);
    }

    private static String text(int channels, int height, int width) {
        return channels + " x " + height + " x " + width;
    }
}
