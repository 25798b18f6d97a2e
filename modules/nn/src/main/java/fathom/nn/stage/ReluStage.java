package fathom.nn.stage;

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
        Loops.copy(in.values(), out.values());
        Loops.relu(out.values());
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        if (inGradient != null) {
            Loops.copy(outGradient.values(), inGradient.values());
            Loops.maskByPositive(out.values(), inGradient.values());
        }
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        if (inTangent == null) {
            Loops.fill(outTangent.values(), 0);
            return;
        }
        Loops.copy(inTangent.values(), outTangent.values());
        Loops.maskByPositive(out.values(), outTangent.values());
    }
}
