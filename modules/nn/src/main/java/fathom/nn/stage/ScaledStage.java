package fathom.nn.stage;

import fathom.simd.Elementwise;

/**
 * A fixed multiple.
 *
 * <pre>
 * out = alpha in,   dIn = alpha dOut
 * </pre>
 */
public final class ScaledStage implements Stage {

    private final int width;
    private final float alpha;

    /** @param width of input and output */
    public ScaledStage(int width, float alpha) {
        this.width = width;
        this.alpha = alpha;
    }

    @Override
    public int outputs() {
        return width;
    }

    @Override
    public void forward(Batch in, Batch out) {
        multiple(in, out);
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        if (inGradient != null) {
            multiple(outGradient, inGradient);
        }
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        if (inTangent == null) {
            Elementwise.fill(outTangent.values(), 0);
        } else {
            multiple(inTangent, outTangent);
        }
    }

    private void multiple(Batch from, Batch to) {
        Elementwise.copy(from.values(), to.values());
        Elementwise.scale(alpha, to.values());
    }
}
