package fathom.nn;

import fathom.simd.image.Window;

/**
 * The greatest of each window, channel by channel.
 *
 * <pre>
 * out(o, p, c) = max over the window at (o, p) of in(., ., c);   the first of the greatest takes the derivative
 * </pre>
 *
 * A window reaches as far as the image does; what lies beyond counts for nothing.
 *
 * @param window its size, stride and padding
 */
public record MaxPool(Window window) implements Layer {

    /** Windows side by side. */
    public static MaxPool of(int size) {
        return new MaxPool(Window.square(size, size, 0));
    }

    @Override
    public Shape output(Shape input) {
        return Convolution.moved(input, input.channels(), window, "a max pooling");
    }

    @Override
    public String name() {
        return "maxpool";
    }
}
