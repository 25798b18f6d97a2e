package fathom.nn.stage;

import fathom.simd.Elementwise;
import fathom.simd.image.Pooling;
import fathom.simd.matrix.FloatMatrix;

/** Max or average pooling, see {@link Pooling}. */
public final class PoolStage implements Stage {

    private final Pooling pooling;
    private final int outputs;
    private final boolean max;

    /**
     * @param outputs elements of an output row
     * @param max whether it is the greatest that is taken, and not the mean
     */
    public PoolStage(Pooling pooling, int outputs, boolean max) {
        this.pooling = pooling;
        this.outputs = outputs;
        this.max = max;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public void forward(Batch in, Batch out) {
        if (max) {
            pooling.max(dense(in), out.values());
        } else {
            pooling.average(dense(in), out.values());
        }
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        if (inGradient == null) {
            return;
        }
        if (max) {
            pooling.maxGradient(dense(in), out.values(), outGradient.values(), inGradient.values());
        } else {
            pooling.averageGradient(outGradient.values(), inGradient.values());
        }
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        if (inTangent == null) {
            Elementwise.fill(outTangent.values(), 0);
        } else if (max) {
            pooling.maxTangent(dense(in), out.values(), inTangent.values(), outTangent.values());
        } else {
            pooling.average(inTangent.values(), outTangent.values());
        }
    }

    private static FloatMatrix dense(Batch in) {
        return BatchNormStage.dense(in.values());
    }
}
