package fathom.nn.stage;

import fathom.simd.Elementwise;
import fathom.simd.Gemm;
import fathom.simd.PanelGemm;
import fathom.simd.Reduce;
import fathom.simd.epilogue.FloatEpilogue;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.FloatPanels;

/**
 * A dense layer, with the ReLU that follows it if one does; c and e are its parameterisation's factors.
 *
 * <pre>
 * forward   Z = c A W + e 1 b,   out = relu(Z) or Z
 * backward  dZ = dOut where out > 0, else 0 (or dOut),   dW = c A' dZ,   db = e (column sums of dZ),   dA = c dZ W'
 * tangent   Z. = c A. W + c A W. + e 1 b.,   out. = Z. where out > 0, else 0 (or Z.)
 * </pre>
 *
 * While it is open the weights are in panels, which the products of a step read without packing them anew.
 */
public final class DenseStage implements DescendingStage {

    /** Narrower layers are products of a matrix and a few columns, for which panels would be mostly empty. */
    private static final int LEAST_OUTPUTS = 8;

    private final Tensors at;
    private final Tensors partner;
    private final FloatMatrix weightTransposed;
    private final float weightFactor;
    private final float biasFactor;
    private final FloatMatrix actingBias;
    private final FloatEpilogue epilogue;
    private final boolean relu;
    private FloatPanels panels;
    private boolean opened;

    /**
     * Weight and bias, or what corresponds to them.
     *
     * @param weight fanIn x outputs
     * @param bias 1 x outputs
     */
    public record Tensors(FloatMatrix weight, FloatMatrix bias) {}

    /**
     * @param at the parameters W and b
     * @param partner where dW and db go, or where a tangent's W. and b. are
     * @param weightFactor c
     * @param biasFactor e
     * @param relu whether a ReLU follows
     */
    public DenseStage(Tensors at, Tensors partner, float weightFactor, float biasFactor, boolean relu) {
        this.at = at;
        this.partner = partner;
        this.weightTransposed = at.weight.transposed();
        this.weightFactor = weightFactor;
        this.biasFactor = biasFactor;
        this.actingBias = FloatMatrix.zeros(1, at.bias.columns());
        this.epilogue = relu ? Elementwise.addingRowThenRelu(actingBias) : Elementwise.addingRow(actingBias);
        this.relu = relu;
    }

    @Override
    public int outputs() {
        return at.weight.columns();
    }

    @Override
    public int parameters() {
        return (at.weight.rows() + 1) * at.weight.columns();
    }

    @Override
    public void forward(Batch in, Batch out) {
        act(at.bias);
        if (opened) {
            PanelGemm.multiply(weightFactor, in.values(), panels, out.values(), epilogue);
        } else {
            Gemm.multiply(weightFactor, in.values(), at.weight, 0, out.values(), epilogue);
        }
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        toProduct(out, outGradient);
        Gemm.multiply(weightFactor, in.transposed(), outGradient.values(), 0, partner.weight);
        if (inGradient != null) {
            Gemm.multiply(weightFactor, outGradient.values(), weightTransposed, 0, inGradient.values());
        }
    }

    /** dOut becomes dZ, from which the bias's gradient follows. */
    private void toProduct(Batch out, Batch outGradient) {
        if (relu) {
            Elementwise.maskByPositive(out.values(), outGradient.values());
        }
        Reduce.columnSums(outGradient.values(), partner.bias);
        Elementwise.scale(biasFactor, partner.bias);
    }

    @Override
    public void open() {
        if (opened || outputs() < LEAST_OUTPUTS) {
            return;
        }
        if (panels == null) {
            panels = PanelGemm.zeros(at.weight.rows(), at.weight.columns());
        }
        PanelGemm.pack(at.weight, panels);
        opened = true;
    }

    @Override
    public void close() {
        if (opened) {
            PanelGemm.unpack(panels, at.weight);
            opened = false;
        }
    }

    @Override
    public boolean opened() {
        return opened;
    }

    @Override
    public float[] taken() {
        return panels.array();
    }

    @Override
    public void descend(Batch in, Batch out, Batch outGradient, Batch inGradient, float rate, float decay) {
        toProduct(out, outGradient);
        FloatMatrix slope = inGradient == null ? null : inGradient.values();
        PanelGemm.descend(rate, decay, weightFactor, in.values(), outGradient.values(), panels, slope);
    }

    @Override
    public int moved() {
        return at.weight.rows() * at.weight.columns();
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        Gemm.multiply(weightFactor, in.values(), partner.weight, 0, outTangent.values());
        if (inTangent != null) {
            Gemm.multiply(weightFactor, inTangent.values(), at.weight, 1, outTangent.values());
        }
        act(partner.bias);
        Elementwise.addRow(actingBias, outTangent.values());
        if (relu) {
            Elementwise.maskByPositive(out.values(), outTangent.values());
        }
    }

    /** actingBias := e bias. */
    private void act(FloatMatrix bias) {
        Elementwise.copy(bias, actingBias);
        Elementwise.scale(biasFactor, actingBias);
    }
}
