package fathom.nn;

import fathom.simd.image.Window;

/**
 * The mean of each window, channel by channel.
 *
 * <pre>
 * out(o, p, c) = (1/m) sum over the m pixels of the image in the window at (o, p) of in(., ., c)
 * </pre>
 *
 * @param window its size, stride and padding
 */
public record AveragePool(Window window) implements Layer {

    /** Windows side by side. */
    public static AveragePool of(int size) {
        return new AveragePool(Window.square(size, size, 0));
    }

    @Override
    public Shape output(Shape input) {
        return Convolution.moved(input, input.channels(), window, "an average pooling");
    }

    @Override
    public String name() {
        return "averagepool";
    }
}
