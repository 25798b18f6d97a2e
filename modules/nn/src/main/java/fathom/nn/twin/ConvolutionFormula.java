package fathom.nn.twin;

import fathom.simd.image.Window;
import fathom.simd.matrix.DoubleMatrix;

/**
 * A convolution: for every image n, output pixel (o, p), filter f, window place (k, l) and channel c.
 *
 * <pre>
 * z_n(o, p, f) = e b_f + c sum a_n(o s - t + k, p s' - t' + l, c) w((k, l, c), f)
 * dw((k, l, c), f) = c sum a_n(...) dz_n(o, p, f),   db_f = e sum dz_n(o, p, f),   da_n(...) = c sum dz_n(o, p, f) w((k, l, c), f)
 * </pre>
 *
 * @param w (window channels) x filters
 * @param b 1 x filters
 * @param partnerW where dw goes or w. is
 * @param partnerB where db goes or b. is
 * @param c the weights' factor
 * @param e the biases' factor
 * @param image the sizes of an image
 * @param window with strides s, s' and paddings t, t'
 */
public record ConvolutionFormula(
        DoubleMatrix w,
        DoubleMatrix b,
        DoubleMatrix partnerW,
        DoubleMatrix partnerB,
        double c,
        double e,
        Image image,
        Window window)
        implements Formula {

    /** The sizes of an image; element (i, j, channel) is column (i width + j) channels + channel. */
    public record Image(int channels, int height, int width) {}

    /** One product of the sum: input column, output column, weight row and filter. */
    private interface Term {
        void at(int in, int out, int row, int filter);
    }

    @Override
    public DoubleMatrix forward(DoubleMatrix a) {
        return map(a, w, b);
    }

    @Override
    public DoubleMatrix backward(DoubleMatrix a, DoubleMatrix dz) {
        DoubleMatrix da = DoubleMatrix.zeros(a.rows(), a.columns());
        for (int i = 0; i < w.rows(); i++) {
            for (int f = 0; f < w.columns(); f++) {
                partnerW.set(i, f, 0);
                partnerB.set(0, f, 0);
            }
        }
        for (int n = 0; n < a.rows(); n++) {
            int image = n;
            for (int out = 0; out < dz.columns(); out++) {
                int f = out % w.columns();
                partnerB.set(0, f, partnerB.get(0, f) + e * dz.get(n, out));
            }
            terms((in, out, row, f) -> {
                double slope = c * dz.get(image, out);
                partnerW.set(row, f, partnerW.get(row, f) + a.get(image, in) * slope);
                da.set(image, in, da.get(image, in) + slope * w.get(row, f));
            });
        }
        return da;
    }

    @Override
    public DoubleMatrix tangent(DoubleMatrix a, DoubleMatrix moves) {
        DoubleMatrix moved = map(a, partnerW, partnerB);
        for (int n = 0; n < a.rows(); n++) {
            int image = n;
            terms((in, out, row, f) ->
                    moved.set(image, out, moved.get(image, out) + c * moves.get(image, in) * w.get(row, f)));
        }
        return moved;
    }

    private DoubleMatrix map(DoubleMatrix a, DoubleMatrix weight, DoubleMatrix bias) {
        int filters = weight.columns();
        int pixels = window.outputHeight(image.height) * window.outputWidth(image.width);
        DoubleMatrix z = DoubleMatrix.zeros(a.rows(), pixels * filters);
        for (int n = 0; n < a.rows(); n++) {
            int image = n;
            for (int out = 0; out < z.columns(); out++) {
                z.set(n, out, e * bias.get(0, out % filters));
            }
            terms((in, out, row, f) ->
                    z.set(image, out, z.get(image, out) + c * a.get(image, in) * weight.get(row, f)));
        }
        return z;
    }

    private void terms(Term term) {
        for (int o = 0; o < window.outputHeight(image.height); o++) {
            for (int p = 0; p < window.outputWidth(image.width); p++) {
                for (int place = 0; place < window.height() * window.width(); place++) {
                    int i = o * window.rowStride() - window.rowPadding() + place / window.width();
                    int j = p * window.columnStride() - window.columnPadding() + place % window.width();
                    if (i < 0 || i >= image.height || j < 0 || j >= image.width) {
                        continue;
                    }
                    for (int channel = 0; channel < image.channels; channel++) {
                        for (int f = 0; f < w.columns(); f++) {
                            int out = (o * window.outputWidth(image.width) + p) * w.columns() + f;
                            term.at(
                                    (i * image.width + j) * image.channels + channel,
                                    out,
                                    place * image.channels + channel,
                                    f);
                        }
                    }
                }
            }
        }
    }
}
