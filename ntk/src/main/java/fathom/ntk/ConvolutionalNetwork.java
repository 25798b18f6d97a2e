package fathom.ntk;

import fathom.ntk.dual.Nonlinearity;

/**
 * A convolutional network with infinitely many channels; its depth L, the number of convolutions with an activation behind each, is chosen
 * where a kernel is asked for. Positions p, q run over the pixels, delta over the window of |F| pixels round one, and E is the layer's
 * expectation over a Gaussian pair as in {@link InfiniteNetwork}.
 *
 * <pre>
 * S_0(p, q) = s / |F| sum_delta sum_c x_{p+delta, c} x'_{q+delta, c} + b_0
 * S_l(p, q) = w_l / |F| sum_delta E[phi phi](p + delta, q + delta) + b_l                        l = 1..L-1
 * T_0 = S_0 + beta_0,   T_l(p, q) = S_l + beta_l + w_l / |F| sum_delta (E[phi' phi'] T_{l-1})(p + delta, q + delta)
 * FLATTEN          S_L = w_L mean over p of E[phi phi](p, p) + b_L,          and T_L alike
 * GLOBAL_AVERAGE   S_L = w_L mean over p and q of E[phi phi](p, q) + b_L,    and T_L alike
 * </pre>
 *
 * With images of one pixel and a window of one this is the fully connected network. A network {@code serial(Conv, phi, ..., Flatten,
 * Dense)} of neural-tangents has s = W_std^2 / channels, w = W_std^2 and b = b_std^2. Source: Arora et al. (2019), On exact computation with
 * an infinitely wide neural net; Novak et al. (2019) for the covariance.
 *
 * @param phi the activation
 * @param variances s, w, b and beta; layer L is the one that reads out
 * @param image what a row of the inputs holds
 * @param window height and width of the window; odd both
 * @param padding what is beyond the border
 * @param readout how the pixels become one output
 */
public record ConvolutionalNetwork(
        Nonlinearity phi, InfiniteNetwork variances, Image image, Window window, Padding padding, Readout readout) {

    /** @throws IllegalArgumentException if layers have learning rates of their own */
    public ConvolutionalNetwork {
        variances.requireOneLearningRate("convolutional kernels");
    }

    /**
     * An image in a row: element (c, y, x) in column (y width + x) channels + c. A signal has height 1.
     *
     * @param channels at least 1
     */
    public record Image(int channels, int height, int width) {

        /** @throws IllegalArgumentException if a size is below 1 */
        public Image {
            if (channels < 1 || height < 1 || width < 1) {
                throw new IllegalArgumentException("an image has at least 1 channel, 1 row and 1 column, not "
                        + channels + " x " + height + " x " + width);
            }
        }

        /** Number of pixels. */
        public int pixels() {
            return Math.multiplyExact(height, width);
        }

        /** Number of columns of the inputs. */
        public int size() {
            return Math.multiplyExact(pixels(), channels);
        }
    }

    /** Height and width of a window, centred at its pixel. */
    public record Window(int height, int width) {

        /** @throws IllegalArgumentException if a size is even or below 1 */
        public Window {
            if (height < 1 || width < 1 || height % 2 == 0 || width % 2 == 0) {
                throw new IllegalArgumentException(
                        "a window has an odd height and an odd width, not " + height + " and " + width);
            }
        }
    }

    /** What is beyond the border of an image. */
    public enum Padding {
        /** Zeros. */
        ZERO,
        /** The opposite border. */
        CIRCULAR
    }

    /** How the pixels become one output. */
    public enum Readout {
        /** A dense layer over all pixels and channels. */
        FLATTEN,
        /** The mean over the pixels, and a dense layer over the channels. */
        GLOBAL_AVERAGE
    }

    /** A ReLU network with s = 1 / channels, w = 2 and without biases. */
    public static ConvolutionalNetwork relu(Image image, int window, Padding padding, Readout readout) {
        Window square = new Window(image.height() == 1 ? 1 : window, window);
        InfiniteNetwork variances = InfiniteNetwork.relu().withInputScale(1.0 / image.channels());
        return new ConvolutionalNetwork(Nonlinearity.parse("relu"), variances, image, square, padding, readout);
    }

    /** The same with other variances. */
    public ConvolutionalNetwork with(InfiniteNetwork other) {
        return new ConvolutionalNetwork(phi, other, image, window, padding, readout);
    }

    /** The same with another activation. */
    public ConvolutionalNetwork with(Nonlinearity other) {
        return new ConvolutionalNetwork(other, variances, image, window, padding, readout);
    }

    /** Pairs of pixels that the recursion carries for a pair of images: all of them, or those of a pixel with itself. */
    public long pairs() {
        long pixels = image.pixels();
        return readout == Readout.GLOBAL_AVERAGE ? pixels * pixels : pixels;
    }
}
