package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;
import java.util.List;

/** What the recursion knows of each image by itself: variances of its pixels at every layer. */
final class PixelVariances {

    private final ConvolutionalNetwork network;
    private final DoubleMatrix x;

    /** below[l][p][i] = S_l(p, p) of image i, before the activation of layer l + 1. */
    final double[][][] below;

    /** active[l][p][i] = w E[phi^2](p, p) of image i after the activation of layer l; nothing for l = 0. */
    final double[][][] active;

    private final int[][] window;

    private PixelVariances(ConvolutionalNetwork network, int depth, DoubleMatrix x) {
        this.network = network;
        this.x = x;
        window = neighbours(network);
        below = new double[depth][network.image().pixels()][x.rows()];
        active = new double[depth + 1][network.image().pixels()][x.rows()];
    }

    /**
     * Those of some matrices, and what serves the pixels of all of them.
     *
     * @param layers receives one for each layer from 1 on
     */
    static List<PixelVariances> of(
            ConvolutionalNetwork network,
            int depth,
            PixelLayer.Source source,
            List<PixelLayer> layers,
            List<DoubleMatrix> inputs) {
        List<PixelVariances> sides =
                inputs.stream().map(x -> new PixelVariances(network, depth, x)).toList();
        for (int l = 0; l < depth; l++) {
            double low = Double.POSITIVE_INFINITY;
            double high = 0;
            long count = 0;
            for (PixelVariances side : sides) {
                if (l == 0) {
                    side.first();
                } else {
                    side.convolve(l);
                }
                for (double[] pixel : side.below[l]) {
                    Range.check("S_" + l + "(p, p) of a pixel", pixel);
                    count += pixel.length;
                    for (double variance : pixel) {
                        low = Math.min(low, variance);
                        high = Math.max(high, variance);
                    }
                }
            }
            PixelLayer layer = source.between(Math.sqrt(Math.min(low, high)), Math.sqrt(high), count);
            layers.add(layer);
            double weight = network.variances().weightVariance().at(l + 1);
            for (PixelVariances side : sides) {
                side.activate(layer, weight, l);
            }
        }
        return sides;
    }

    private void first() {
        int channels = network.image().channels();
        double[] squares = new double[window.length];
        for (int i = 0; i < x.rows(); i++) {
            for (int p = 0; p < squares.length; p++) {
                squares[p] = 0;
                for (int c = 0; c < channels; c++) {
                    double value = x.get(i, p * channels + c);
                    squares[p] = Math.fma(value, value, squares[p]);
                }
            }
            for (int p = 0; p < squares.length; p++) {
                double sum = 0;
                for (int neighbour : window[p]) {
                    sum += neighbour < 0 ? 0 : squares[neighbour];
                }
                below[0][p][i] = sum(network.variances().inputScale(), sum, p, 0);
            }
        }
    }

    private void convolve(int l) {
        for (int p = 0; p < window.length; p++) {
            for (int i = 0; i < x.rows(); i++) {
                double sum = 0;
                for (int neighbour : window[p]) {
                    sum += neighbour < 0 ? 0 : active[l][neighbour][i];
                }
                below[l][p][i] = sum(1, sum, p, l);
            }
        }
    }

    private double sum(double scale, double sum, int p, int l) {
        return Math.fma(
                scale / window[p].length,
                sum,
                network.variances().biasVariance().at(l));
    }

    private void activate(PixelLayer layer, double weight, int l) {
        for (int p = 0; p < window.length; p++) {
            for (int i = 0; i < x.rows(); i++) {
                active[l + 1][p][i] = layer.secondMoment(weight, below[l][p][i]);
            }
            Range.check("w E[phi^2](p, p) of a pixel", active[l + 1][p]);
        }
    }

    /** The pixels of the window round each pixel, in a fixed order; -1 beyond the border of zeros. */
    static int[][] neighbours(ConvolutionalNetwork network) {
        int height = network.image().height();
        int width = network.image().width();
        int up = network.window().height() / 2;
        int left = network.window().width() / 2;
        boolean circular = network.padding() == ConvolutionalNetwork.Padding.CIRCULAR;
        int[][] neighbours = new int[height * width]
                [network.window().height() * network.window().width()];
        for (int p = 0; p < height * width; p++) {
            int at = 0;
            for (int dy = -up; dy <= up; dy++) {
                for (int dx = -left; dx <= left; dx++, at++) {
                    int y = p / width + dy;
                    int z = p % width + dx;
                    boolean inside = y >= 0 && y < height && z >= 0 && z < width;
                    neighbours[p][at] =
                            inside || circular ? Math.floorMod(y, height) * width + Math.floorMod(z, width) : -1;
                }
            }
        }
        return neighbours;
    }

    /** The patches round pixel p of some images: count x (window channels); zeros beyond the border. */
    DoubleMatrix patches(int from, int count, int... window) {
        int channels = network.image().channels();
        DoubleMatrix patches = DoubleMatrix.zeros(count, window.length * channels);
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < window.length; k++) {
                for (int c = 0; c < channels && window[k] >= 0; c++) {
                    patches.set(i, k * channels + c, x.get(from + i, window[k] * channels + c));
                }
            }
        }
        return patches;
    }
}
