package fathom.data;

import fathom.simd.matrix.FloatMatrix;

/** Scales inputs in place. */
public final class ChannelScaling {

    private ChannelScaling() {}

    /**
     * x := (x - m_c) / s_c, m_c and s_c the mean and the standard deviation of channel c over all rows; a constant channel is centred alone.
     *
     * @param channels of a pixel, which stand together: entry j is of channel j mod channels
     * @param x n x d, d a multiple of the channels
     * @param more other inputs, which are moved by the same m_c and s_c
     */
    public static void standardise(int channels, FloatMatrix x, FloatMatrix... more) {
        double[] mean = new double[channels];
        double[] scale = new double[channels];
        double count = (double) x.rows() * x.columns() / channels;
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < x.rows(); i++) {
                for (int j = c; j < x.columns(); j += channels) {
                    mean[c] += x.get(i, j) / count;
                }
            }
            double square = 0;
            for (int i = 0; i < x.rows(); i++) {
                for (int j = c; j < x.columns(); j += channels) {
                    double deviation = x.get(i, j) - mean[c];
                    square = Math.fma(deviation, deviation, square);
                }
            }
            scale[c] = square == 0 ? 1 : Math.sqrt(count / square);
        }
        shift(x, mean, scale);
        for (FloatMatrix others : more) {
            shift(others, mean, scale);
        }
    }

    private static void shift(FloatMatrix x, double[] mean, double[] scale) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                int c = j % mean.length;
                x.set(i, j, (float) ((x.get(i, j) - mean[c]) * scale[c]));
            }
        }
    }

    /** x_i := sqrt(d) x_i / |x_i| for every row; a row of zeros stays. */
    public static void toRadius(FloatMatrix x) {
        for (int i = 0; i < x.rows(); i++) {
            double square = 0;
            for (int j = 0; j < x.columns(); j++) {
                square = Math.fma(x.get(i, j), (double) x.get(i, j), square);
            }
            double scale = square == 0 ? 0 : Math.sqrt(x.columns() / square);
            for (int j = 0; j < x.columns(); j++) {
                x.set(i, j, (float) (scale * x.get(i, j)));
            }
        }
    }
}
