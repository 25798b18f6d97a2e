package fathom.nn.stage;

import fathom.simd.Elementwise;
import fathom.simd.matrix.FloatMatrix;

/**
 * Batch normalisation in evaluation: an affine map of each channel.
 *
 * <pre>
 * h = (z - M) / sqrt(V + epsilon),   out = g h + b
 * dz = g dOut / sqrt(V + epsilon),   dg = sum of dOut h,   db = sum of dOut,   out. = g z. / sqrt(V + epsilon) + g. h + b.
 * </pre>
 */
final class FrozenBatchNormStage implements Stage {

    private final int width;
    private final LayerNormStage.Tensors at;
    private final LayerNormStage.Tensors partner;
    private final BatchNormStage.Averages averages;
    private final double epsilon;
    private final int channels;
    private final double[] inverse;

    FrozenBatchNormStage(
            int width,
            LayerNormStage.Tensors at,
            LayerNormStage.Tensors partner,
            BatchNormStage.Averages averages,
            double epsilon) {
        this.width = width;
        this.at = at;
        this.partner = partner;
        this.averages = averages;
        this.epsilon = epsilon;
        this.channels = at.gain().columns();
        this.inverse = new double[channels];
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
    public void forward(Batch in, Batch out) {
        FloatMatrix z = in.values();
        invert();
        for (int i = 0; i < z.rows(); i++) {
            for (int j = 0; j < width; j++) {
                int c = j % channels;
                double a = at.gain().get(0, c) * normal(z, i, j) + at.shift().get(0, c);
                out.values().set(i, j, (float) a);
            }
        }
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        FloatMatrix z = in.values();
        invert();
        Elementwise.fill(partner.gain(), 0);
        Elementwise.fill(partner.shift(), 0);
        for (int i = 0; i < z.rows(); i++) {
            for (int j = 0; j < width; j++) {
                int c = j % channels;
                float slope = outGradient.values().get(i, j);
                partner.gain().set(0, c, (float) (partner.gain().get(0, c) + slope * normal(z, i, j)));
                partner.shift().set(0, c, partner.shift().get(0, c) + slope);
                if (inGradient != null) {
                    inGradient.values().set(i, j, (float) (slope * at.gain().get(0, c) * inverse[c]));
                }
            }
        }
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        FloatMatrix z = in.values();
        invert();
        for (int i = 0; i < z.rows(); i++) {
            for (int j = 0; j < width; j++) {
                int c = j % channels;
                double moved = inTangent == null ? 0 : inTangent.values().get(i, j);
                double own = partner.gain().get(0, c) * normal(z, i, j)
                        + partner.shift().get(0, c);
                outTangent.values().set(i, j, (float) (at.gain().get(0, c) * moved * inverse[c] + own));
            }
        }
    }

    private void invert() {
        for (int c = 0; c < channels; c++) {
            inverse[c] = 1 / Math.sqrt(averages.variance().get(0, c) + epsilon);
        }
    }

    private double normal(FloatMatrix z, int i, int j) {
        int c = j % channels;
        return (z.get(i, j) - averages.mean().get(0, c)) * inverse[c];
    }
}
