package fathom.nn.stage;

import fathom.simd.Activation;
import fathom.simd.Elementwise;

/**
 * An activation that no product's epilogue computes. What it reads stays in the workspace, so that the derivative has it.
 *
 * <pre>
 * out = phi(in),   dIn = dOut phi'(in)
 * </pre>
 */
public final class ActivatedStage implements Stage {

    private final int width;
    private final Activation activation;

    /** @param width of input and output */
    public ActivatedStage(int width, Activation activation) {
        this.width = width;
        this.activation = activation;
    }

    @Override
    public int outputs() {
        return width;
    }

    @Override
    public void forward(Batch in, Batch out) {
        activation.apply(in.values(), out.values());
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        if (inGradient != null) {
            Elementwise.copy(outGradient.values(), inGradient.values());
            activation.multiplyByDerivative(in.values(), inGradient.values());
        }
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        if (inTangent == null) {
            Elementwise.fill(outTangent.values(), 0);
            return;
        }
        Elementwise.copy(inTangent.values(), outTangent.values());
        activation.multiplyByDerivative(in.values(), outTangent.values());
    }
}
