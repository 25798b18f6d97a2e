package fathom.nn.stage;

import fathom.simd.Gemm;
import fathom.simd.matrix.FloatMatrix;

/**
 * A dense layer, with the ReLU that follows it if one does.
 *
 * <pre>
 * forward   Z = A W + 1 b,   out = relu(Z) or Z
 * backward  dZ = dOut where out > 0, else 0 (or dOut),   dW = A' dZ,   db = column sums of dZ,   dA = dZ W'
 * </pre>
 */
public final class DenseStage implements Stage {

    private final FloatMatrix weight;
    private final FloatMatrix weightTransposed;
    private final FloatMatrix bias;
    private final FloatMatrix weightGradient;
    private final FloatMatrix biasGradient;
    private final boolean relu;

    /**
     * @param weight W, fanIn x outputs
     * @param bias b, 1 x outputs
     * @param weightGradient where dW goes
     * @param biasGradient where db goes
     * @param relu whether a ReLU follows
     */
    public DenseStage(
            FloatMatrix weight, FloatMatrix bias, FloatMatrix weightGradient, FloatMatrix biasGradient, boolean relu) {
        this.weight = weight;
        this.weightTransposed = weight.transposed();
        this.bias = bias;
        this.weightGradient = weightGradient;
        this.biasGradient = biasGradient;
        this.relu = relu;
    }

    @Override
    public int outputs() {
        return weight.columns();
    }

    @Override
    public void forward(Batch in, Batch out) {
        Gemm.multiply(1, in.values(), weight, 0, out.values());
        Loops.addRow(bias, out.values());
        if (relu) {
            Loops.relu(out.values());
        }
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        if (relu) {
            Loops.maskByPositive(out.values(), outGradient.values());
        }
        Gemm.multiply(1, in.transposed(), outGradient.values(), 0, weightGradient);
        Loops.columnSums(outGradient.values(), biasGradient);
        if (inGradient != null) {
            Gemm.multiply(1, outGradient.values(), weightTransposed, 0, inGradient.values());
        }
    }
}
