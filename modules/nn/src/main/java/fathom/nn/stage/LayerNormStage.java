package fathom.nn.stage;

import fathom.simd.Elementwise;
import fathom.simd.matrix.FloatMatrix;
import java.util.Arrays;

/**
 * Layer normalisation, row by row; in double inside a row, because what is left of a gradient
 * may be far smaller than what is taken away from it (of a row of two elements next to nothing is left).
 *
 * <pre>
 * h_j = (z_j - m) / s,   out_j = g_j h_j + b_j,   m and s^2 - epsilon the row's mean and variance
 * dz = N(g dOut),   dg = sum over rows of dOut h,   db = sum over rows of dOut,   out. = g N(z.) + g. h + b.
 * N(x_j) = (x_j - mean x - h_j mean(x h)) / s
 * </pre>
 */
public final class LayerNormStage implements Stage {

    private final Tensors at;
    private final Tensors partner;
    private final double epsilon;
    private final int width;
    private final double[] normal;
    private final double[] scaled;
    private double inverse;

    /**
     * Gain and shift, or what corresponds to them.
     *
     * @param gain 1 x width, dense
     * @param shift 1 x width, dense
     */
    public record Tensors(FloatMatrix gain, FloatMatrix shift) {}

    /**
     * @param at the parameters g and b
     * @param partner where dg and db go, or where a tangent's g. and b. are
     */
    public LayerNormStage(Tensors at, Tensors partner, double epsilon) {
        this.at = at;
        this.partner = partner;
        this.epsilon = epsilon;
        this.width = at.gain.columns();
        this.normal = new double[width];
        this.scaled = new double[width];
    }

    @Override
    public int outputs() {
        return width;
    }

    @Override
    public int parameters() {
        return 2 * width;
    }

    @Override
    public void forward(Batch in, Batch out) {
        float[] g = at.gain.array();
        float[] b = at.shift.array();
        int gAt = at.gain.offset();
        int bAt = at.shift.offset();
        for (int i = 0; i < in.values().rows(); i++) {
            normalise(in.values(), i);
            float[] a = out.values().array();
            int to = out.values().offset() + i * out.values().rowStride();
            for (int j = 0; j < width; j++) {
                a[to + j] = (float) (g[gAt + j] * normal[j] + b[bAt + j]);
            }
        }
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        Elementwise.fill(partner.gain, 0);
        Elementwise.fill(partner.shift, 0);
        for (int i = 0; i < in.values().rows(); i++) {
            normalise(in.values(), i);
            FloatMatrix slope = outGradient.values();
            accumulate(slope.array(), slope.offset() + i * slope.rowStride());
            if (inGradient != null) {
                FloatMatrix to = inGradient.values();
                project(at.gain, slope, i);
                write(to.array(), to.offset() + i * to.rowStride());
            }
        }
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        float[] g = at.gain.array();
        int gAt = at.gain.offset();
        float[] dg = partner.gain.array();
        float[] db = partner.shift.array();
        for (int i = 0; i < in.values().rows(); i++) {
            normalise(in.values(), i);
            float[] to = outTangent.values().array();
            int from = outTangent.values().offset() + i * outTangent.values().rowStride();
            if (inTangent == null) {
                Arrays.fill(scaled, 0);
            } else {
                project(null, inTangent.values(), i);
            }
            for (int j = 0; j < width; j++) {
                double own = dg[partner.gain.offset() + j] * normal[j] + db[partner.shift.offset() + j];
                to[from + j] = (float) (g[gAt + j] * scaled[j] + own);
            }
        }
    }

    /** h and 1 / s of row i. */
    private void normalise(FloatMatrix z, int i) {
        float[] x = z.array();
        int from = z.offset() + i * z.rowStride();
        int step = z.columnStride();
        double mean = RowSums.sum(x, from, step, width) / width;
        double variance = RowSums.squares(x, from, step, width, mean) / width;
        inverse = 1 / Math.sqrt(variance + epsilon);
        if (step == 1) {
            for (int j = 0; j < width; j++) {
                normal[j] = (x[from + j] - mean) * inverse;
            }
        } else {
            for (int j = 0; j < width; j++) {
                normal[j] = (x[from + j * step] - mean) * inverse;
            }
        }
    }

    /** Adds one row's share to dg and db. */
    private void accumulate(float[] slope, int from) {
        float[] dg = partner.gain.array();
        float[] db = partner.shift.array();
        int gAt = partner.gain.offset();
        int bAt = partner.shift.offset();
        for (int j = 0; j < width; j++) {
            dg[gAt + j] = Math.fma(slope[from + j], (float) normal[j], dg[gAt + j]);
            db[bAt + j] += slope[from + j];
        }
    }

    /** scaled := N(x) or N(gain x). */
    private void project(FloatMatrix gain, FloatMatrix x, int i) {
        float[] v = x.array();
        int from = x.offset() + i * x.rowStride();
        if (gain == null) {
            for (int j = 0; j < width; j++) {
                scaled[j] = v[from + j];
            }
        } else {
            float[] g = gain.array();
            int gAt = gain.offset();
            for (int j = 0; j < width; j++) {
                scaled[j] = (double) v[from + j] * g[gAt + j];
            }
        }
        double mean = RowSums.sum(scaled, width) / width;
        double along = RowSums.dot(scaled, normal, width) / width;
        for (int j = 0; j < width; j++) {
            scaled[j] = (scaled[j] - mean - normal[j] * along) * inverse;
        }
    }

    private void write(float[] to, int from) {
        for (int j = 0; j < width; j++) {
            to[from + j] = (float) scaled[j];
        }
    }
}
