package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;

/** What the recursion knows of each image by itself: variances of its pixels at every layer. */
final class PixelVariances {

    private final ConvolutionalNetwork network;
    private final DoubleMatrix x;

    /** below[l][p][i] = S_l(p, p) of image i, before the activation of layer l + 1. */
    final double[][][] below;

    /** active[l][p][i] = w E[phi^2](p, p) of image i after the activation of layer l; nothing for l = 0. */
    final double[][][] active;

    PixelVariances(ConvolutionalNetwork network, int depth, PixelLayer layer, DoubleMatrix x) {
        this.network = network;
        this.x = x;
        int n = x.rows();
        int pixels = network.image().pixels();
        int[][] window = neighbours(network);
        below = new double[depth][pixels][n];
        active = new double[depth + 1][pixels][n];
        InfiniteNetwork variances = network.variances();
        for (int i = 0; i < n; i++) {
            double[] squares = new double[pixels];
            int channels = network.image().channels();
            for (int p = 0; p < pixels; p++) {
                for (int c = 0; c < channels; c++) {
                    double value = x.get(i, p * channels + c);
                    squares[p] = Math.fma(value, value, squares[p]);
                }
            }
            for (int l = 0; l < depth; l++) {
                double scale = l == 0 ? variances.inputScale() : 1;
                for (int p = 0; p < pixels; p++) {
                    double sum = 0;
                    for (int neighbour : window[p]) {
                        sum += neighbour < 0 ? 0 : l == 0 ? squares[neighbour] : active[l][neighbour][i];
                    }
                    below[l][p][i] = Math.fma(
                            scale / window[p].length,
                            sum,
                            variances.biasVariance().at(l));
                }
                for (int p = 0; p < pixels; p++) {
                    active[l + 1][p][i] =
                            layer.secondMoment(variances.weightVariance().at(l + 1), below[l][p][i]);
                }
            }
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
