package fathom.nn.stage;

import fathom.simd.Elementwise;

/**
 * A ReLU that follows no dense layer.
 *
 * <pre>
 * out = max(0, in),   dIn = dOut where out > 0, else 0
 * </pre>
 */
public final class ReluStage implements Stage {

    private final int width;

    /** @param width of input and output */
    public ReluStage(int width) {
        this.width = width;
    }

    @Override
    public int outputs() {
        return width;
    }

    @Override
    public void forward(Batch in, Batch out) {
        Elementwise.copy(in.values(), out.values());
        Elementwise.relu(out.values());
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        if (inGradient != null) {
            Elementwise.copy(outGradient.values(), inGradient.values());
            Elementwise.maskByPositive(out.values(), inGradient.values());
        }
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        if (inTangent == null) {
            Elementwise.fill(outTangent.values(), 0);
            return;
        }
        Elementwise.copy(inTangent.values(), outTangent.values());
        Elementwise.maskByPositive(out.values(), outTangent.values());
    }
}
