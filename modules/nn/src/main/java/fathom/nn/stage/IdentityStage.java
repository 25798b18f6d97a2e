package fathom.nn.stage;

import fathom.simd.Elementwise;

/**
 * Nothing.
 *
 * <pre>
 * out = in,   dIn = dOut
 * </pre>
 */
public final class IdentityStage implements Stage {

    private final int width;

    /** @param width of input and output */
    public IdentityStage(int width) {
        this.width = width;
    }

    @Override
    public int outputs() {
        return width;
    }

    @Override
    public void forward(Batch in, Batch out) {
        Elementwise.copy(in.values(), out.values());
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        if (inGradient != null) {
            Elementwise.copy(outGradient.values(), inGradient.values());
        }
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        if (inTangent == null) {
            Elementwise.fill(outTangent.values(), 0);
        } else {
            Elementwise.copy(inTangent.values(), outTangent.values());
        }
    }
}
