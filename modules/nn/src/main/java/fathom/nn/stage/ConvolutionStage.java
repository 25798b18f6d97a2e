package fathom.nn.stage;

import fathom.simd.Elementwise;
import fathom.simd.epilogue.FloatEpilogue;
import fathom.simd.image.Convolution;
import fathom.simd.matrix.FloatMatrix;
import java.util.Arrays;

/**
 * A convolution, with the ReLU that follows it if one does; c and e are its parameterisation's factors, * the convolution.
 *
 * <pre>
 * forward   Z = A * c W + e b,   out = relu(Z) or Z
 * backward  dZ = dOut where out > 0, else 0 (or dOut),   dW = c (A' * dZ),   db = e (sum of dZ over pixels),   dA = dZ *' c W
 * tangent   Z. = A. * c W + A * c W. + e b.
 * </pre>
 */
public final class ConvolutionStage implements Stage {

    private final DenseStage.Tensors at;
    private final DenseStage.Tensors partner;
    private final Convolution convolution;
    private final int outputs;
    private final float weightFactor;
    private final float biasFactor;
    private final boolean relu;
    private final FloatMatrix actingWeight;
    private final FloatMatrix actingBias;
    private final FloatEpilogue epilogue;
    private final double[] sums;
    private FloatMatrix moves;

    /**
     * @param at the parameters W and b
     * @param partner where dW and db go, or where a tangent's W. and b. are
     * @param convolution its sizes and its room
     * @param outputs elements of an output row
     * @param weightFactor c
     * @param biasFactor e
     * @param relu whether a ReLU follows
     */
    public ConvolutionStage(
            DenseStage.Tensors at,
            DenseStage.Tensors partner,
            Convolution convolution,
            int outputs,
            float weightFactor,
            float biasFactor,
            boolean relu) {
        this.at = at;
        this.partner = partner;
        this.convolution = convolution;
        this.outputs = outputs;
        this.weightFactor = weightFactor;
        this.biasFactor = biasFactor;
        this.relu = relu;
        this.actingWeight = weightFactor == 1
                ? at.weight()
                : FloatMatrix.zeros(at.weight().rows(), at.weight().columns());
        this.actingBias = FloatMatrix.zeros(1, at.bias().columns());
        this.epilogue = relu ? Elementwise.addingRowThenRelu(actingBias) : Elementwise.addingRow(actingBias);
        this.sums = new double[at.bias().columns()];
        this.moves = FloatMatrix.zeros(0, outputs);
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public int parameters() {
        return (at.weight().rows() + 1) * at.weight().columns();
    }

    @Override
    public void forward(Batch in, Batch out) {
        act(at.bias());
        convolution.forward(in.values(), weight(), out.values(), epilogue);
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        FloatMatrix slope = outGradient.values();
        if (relu) {
            Elementwise.maskByPositive(out.values(), slope);
        }
        convolution.filterGradient(in.values(), slope, partner.weight());
        if (weightFactor != 1) {
            Elementwise.scale(weightFactor, partner.weight());
        }
        sum(slope);
        if (inGradient != null) {
            convolution.imageGradient(slope, weight(), inGradient.values());
        }
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        FloatMatrix to = outTangent.values();
        act(partner.bias());
        convolution.forward(in.values(), partner.weight(), to, null);
        if (weightFactor != 1) {
            Elementwise.scale(weightFactor, to);
        }
        Elementwise.addRow(actingBias, pixels(to));
        if (inTangent != null) {
            if (moves.rows() != to.rows()) {
                moves = Shortcut.resized(moves, to.rows(), outputs);
            }
            convolution.forward(inTangent.values(), weight(), moves, null);
            Elementwise.add(moves, to);
        }
        if (relu) {
            Elementwise.maskByPositive(out.values(), to);
        }
    }

    /**
     * db, in double: a chain over the pixels of a batch is long, and what is left of it may be little; before a batch normalisation it is
     * nothing at all.
     */
    private void sum(FloatMatrix slope) {
        float[] x = slope.array();
        int filters = sums.length;
        Arrays.fill(sums, 0);
        for (int p = slope.offset(); p < slope.offset() + slope.rows() * outputs; p += filters) {
            for (int f = 0; f < filters; f++) {
                sums[f] += x[p + f];
            }
        }
        for (int f = 0; f < filters; f++) {
            partner.bias().set(0, f, (float) (biasFactor * sums[f]));
        }
    }

    /** The batch as a matrix of pixels x channels. */
    private FloatMatrix pixels(FloatMatrix x) {
        int channels = at.bias().columns();
        return new FloatMatrix(x.array(), x.offset(), x.rows() * (outputs / channels), channels, channels, 1);
    }

    /** c W. */
    private FloatMatrix weight() {
        if (weightFactor != 1) {
            Elementwise.copy(at.weight(), actingWeight);
            Elementwise.scale(weightFactor, actingWeight);
        }
        return actingWeight;
    }

    /** actingBias := e bias. */
    private void act(FloatMatrix bias) {
        for (int f = 0; f < bias.columns(); f++) {
            actingBias.set(0, f, biasFactor * bias.get(0, f));
        }
    }
}
