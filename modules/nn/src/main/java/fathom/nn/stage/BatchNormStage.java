package fathom.nn.stage;

import fathom.simd.Elementwise;
import fathom.simd.matrix.FloatMatrix;
import java.util.Arrays;

/**
 * Batch normalisation in training, channel by channel over all pixels of all rows; in double, because what is left of a gradient may be
 * far smaller than what is taken away from it. Sums are chains over ascending rows and pixels.
 *
 * <pre>
 * h = (z - m) / s,   out = g h + b,   m and s^2 - epsilon the channel's mean and variance
 * dz = N(g dOut),   dg = sum of dOut h,   db = sum of dOut,   out. = g N(z.) + g. h + b.
 * N(x) = (x - mean x - h mean(x h)) / s
 * </pre>
 */
public final class BatchNormStage implements Stage {

    private final LayerNormStage.Tensors at;
    private final LayerNormStage.Tensors partner;
    private final Averages averages;
    private final double epsilon;
    private final double momentum;
    private final int width;
    private final int channels;
    private final Stage frozen;
    private final double[] mean;
    private final double[] variance;
    private final double[] inverse;
    private final double[] sums;
    private final double[] along;
    private int count;

    /**
     * What evaluation takes the place of a batch's mean and variance by.
     *
     * @param mean 1 x channels
     * @param variance 1 x channels
     */
    public record Averages(FloatMatrix mean, FloatMatrix variance) {}

    /**
     * @param width of input and output
     * @param at the parameters g and b
     * @param partner where dg and db go, or where a tangent's g. and b. are
     */
    public BatchNormStage(
            int width,
            LayerNormStage.Tensors at,
            LayerNormStage.Tensors partner,
            Averages averages,
            double epsilon,
            double momentum) {
        this.width = width;
        this.at = at;
        this.partner = partner;
        this.averages = averages;
        this.epsilon = epsilon;
        this.momentum = momentum;
        this.channels = at.gain().columns();
        this.frozen = new FrozenBatchNormStage(width, at, partner, averages, epsilon);
        this.mean = new double[channels];
        this.variance = new double[channels];
        this.inverse = new double[channels];
        this.sums = new double[channels];
        this.along = new double[channels];
    }

    @Override
    public int outputs() {
        return width;
    }

    @Override
    public int parameters() {
        return 2 * channels;
    }

    @Override
    public Stage frozen() {
        return frozen;
    }

    /** M := (1 - a) M + a m and V := (1 - a) V + a v N / (N - 1), a = momentum share, with the batch that came last. */
    @Override
    public void settle(double share) {
        double a = momentum * share;
        double unbiased = (double) count / (count - 1);
        for (int c = 0; c < channels; c++) {
            float m = averages.mean.get(0, c);
            float v = averages.variance.get(0, c);
            averages.mean.set(0, c, (float) ((1 - a) * m + a * mean[c]));
            averages.variance.set(0, c, (float) ((1 - a) * v + a * unbiased * variance[c]));
        }
    }

    @Override
    public void forward(Batch in, Batch out) {
        FloatMatrix z = dense(in.values());
        measure(z);
        float[] x = z.array();
        float[] a = out.values().array();
        float[] g = at.gain().array();
        float[] b = at.shift().array();
        int gAt = at.gain().offset();
        int bAt = at.shift().offset();
        for (int p = 0; p < count; p++) {
            int from = at(z, p);
            int to = at(out.values(), p);
            for (int c = 0; c < channels; c++) {
                a[to + c] = (float) (g[gAt + c] * ((x[from + c] - mean[c]) * inverse[c]) + b[bAt + c]);
            }
        }
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        FloatMatrix z = dense(in.values());
        FloatMatrix slope = outGradient.values();
        sum(z, slope);
        for (int c = 0; c < channels; c++) {
            partner.gain().set(0, c, (float) along[c]);
            partner.shift().set(0, c, (float) sums[c]);
        }
        if (inGradient != null) {
            project(z, slope, inGradient.values());
            for (int p = 0; p < count; p++) {
                scale(inGradient.values(), p);
            }
        }
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        FloatMatrix z = dense(in.values());
        FloatMatrix to = outTangent.values();
        if (inTangent == null) {
            Elementwise.fill(to, 0);
        } else {
            sum(z, inTangent.values());
            project(z, inTangent.values(), to);
        }
        for (int p = 0; p < count; p++) {
            int from = at(z, p);
            int out0 = at(to, p);
            scale(to, p);
            for (int c = 0; c < channels; c++) {
                double h = (z.array()[from + c] - mean[c]) * inverse[c];
                double own = partner.gain().get(0, c) * h + partner.shift().get(0, c);
                to.array()[out0 + c] = (float) (to.array()[out0 + c] + own);
            }
        }
    }

    private void measure(FloatMatrix z) {
        float[] x = z.array();
        count = z.rows() * (width / channels);
        Arrays.fill(mean, 0);
        Arrays.fill(variance, 0);
        for (int p = 0; p < count; p++) {
            int from = at(z, p);
            for (int c = 0; c < channels; c++) {
                mean[c] += x[from + c];
            }
        }
        for (int c = 0; c < channels; c++) {
            mean[c] /= count;
        }
        for (int p = 0; p < count; p++) {
            int from = at(z, p);
            for (int c = 0; c < channels; c++) {
                double distance = x[from + c] - mean[c];
                variance[c] = Math.fma(distance, distance, variance[c]);
            }
        }
        for (int c = 0; c < channels; c++) {
            variance[c] /= count;
            inverse[c] = 1 / Math.sqrt(variance[c] + epsilon);
        }
    }

    /** sums := sum of x, along := sum of x h. */
    private void sum(FloatMatrix z, FloatMatrix moves) {
        float[] x = z.array();
        float[] v = moves.array();
        Arrays.fill(sums, 0);
        Arrays.fill(along, 0);
        for (int p = 0; p < count; p++) {
            int from = at(z, p);
            int move = at(moves, p);
            for (int c = 0; c < channels; c++) {
                double h = (x[from + c] - mean[c]) * inverse[c];
                sums[c] += v[move + c];
                along[c] = Math.fma(v[move + c], h, along[c]);
            }
        }
    }

    /** to := N(moves). */
    private void project(FloatMatrix z, FloatMatrix moves, FloatMatrix to) {
        float[] x = z.array();
        float[] v = moves.array();
        float[] n = to.array();
        double share = 1.0 / count;
        for (int p = 0; p < count; p++) {
            int from = at(z, p);
            int move = at(moves, p);
            int out = at(to, p);
            for (int c = 0; c < channels; c++) {
                double h = (x[from + c] - mean[c]) * inverse[c];
                n[out + c] = (float) ((v[move + c] - sums[c] * share - h * (along[c] * share)) * inverse[c]);
            }
        }
    }

    /** x_p := g x_p. */
    private void scale(FloatMatrix x, int p) {
        float[] v = x.array();
        float[] g = at.gain().array();
        int gAt = at.gain().offset();
        int from = at(x, p);
        for (int c = 0; c < channels; c++) {
            v[from + c] *= g[gAt + c];
        }
    }

    /** Where pixel p of the batch begins. */
    private int at(FloatMatrix x, int p) {
        int pixels = width / channels;
        int row = p / pixels;
        return x.offset() + row * x.rowStride() + (p - row * pixels) * channels;
    }

    /** Only a network's own input may lie otherwise. */
    static FloatMatrix dense(FloatMatrix x) {
        return x.columnStride() == 1 ? x : x.copy();
    }
}
