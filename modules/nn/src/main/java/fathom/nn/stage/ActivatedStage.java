package fathom.nn.stage;

import fathom.simd.Activation;
import fathom.simd.Elementwise;
import fathom.simd.matrix.FloatMatrix;

/**
 * An activation that no product's epilogue computes. What it reads stays in the workspace, so that the derivative has it.
 *
 * <pre>
 * out = phi(in),   dIn = dOut phi'(in);   for a ReLU dIn = dOut where out > 0, else 0, also where dOut is not finite
 * </pre>
 */
public final class ActivatedStage implements Stage {

    private final int width;
    private final Activation activation;
    private final boolean relu;

    /**
     * @param width of input and output
     * @param relu whether the activation is the ReLU
     */
    public ActivatedStage(int width, Activation activation, boolean relu) {
        this.width = width;
        this.activation = activation;
        this.relu = relu;
    }

    @Override
    public int outputs() {
        return width;
    }

    @Override
    public void forward(Batch in, Batch out) {
        if (relu) {
            Elementwise.copy(in.values(), out.values());
            Elementwise.relu(out.values());
        } else {
            activation.apply(in.values(), out.values());
        }
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        if (inGradient != null) {
            Elementwise.copy(outGradient.values(), inGradient.values());
            chain(in, out, inGradient.values());
        }
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        if (inTangent == null) {
            Elementwise.fill(outTangent.values(), 0);
            return;
        }
        Elementwise.copy(inTangent.values(), outTangent.values());
        chain(in, out, outTangent.values());
    }

    /** y := y phi'(in) */
    private void chain(Batch in, Batch out, FloatMatrix y) {
        if (relu) {
            Elementwise.maskByPositive(out.values(), y);
        } else {
            activation.multiplyByDerivative(in.values(), y);
        }
    }
}
