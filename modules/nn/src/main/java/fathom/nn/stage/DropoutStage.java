package fathom.nn.stage;

import fathom.simd.Elementwise;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * Dropout in training; in evaluation it does nothing.
 *
 * <pre>
 * out = in mask,   dIn = dOut mask,   mask_ij = 1 / (1 - rate) where u_ij >= rate, else 0
 * </pre>
 */
public final class DropoutStage implements Stage {

    private final int width;
    private final int number;
    private final float rate;
    private final Noise noise;
    private final IdentityStage frozen;
    private RandomStream parent;
    private RandomStream own;
    private FloatMatrix mask;

    /**
     * @param width of input and output
     * @param number of the layer
     */
    public DropoutStage(int width, int number, double rate, Noise noise) {
        this.width = width;
        this.number = number;
        this.rate = (float) rate;
        this.noise = noise;
        this.frozen = new IdentityStage(width);
        this.mask = FloatMatrix.zeros(0, width);
    }

    @Override
    public int outputs() {
        return width;
    }

    @Override
    public Stage frozen() {
        return frozen;
    }

    @Override
    public void forward(Batch in, Batch out) {
        draw(in.values().rows());
        Elementwise.copy(in.values(), out.values());
        Elementwise.multiply(mask, out.values());
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        if (inGradient != null) {
            Elementwise.copy(outGradient.values(), inGradient.values());
            Elementwise.multiply(mask, inGradient.values());
        }
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        if (inTangent == null) {
            Elementwise.fill(outTangent.values(), 0);
            return;
        }
        Elementwise.copy(inTangent.values(), outTangent.values());
        Elementwise.multiply(mask, outTangent.values());
    }

    private void draw(int rows) {
        if (mask.rows() != rows) {
            mask = Shortcut.resized(mask, rows, width);
        }
        if (parent != noise.stream()) {
            parent = noise.stream();
            own = parent.child(number);
        }
        own.fillUniform(mask, noise.firstIndex());
        float kept = 1 / (1 - rate);
        float[] u = mask.array();
        for (int i = 0; i < rows * width; i++) {
            u[i] = u[i] >= rate ? kept : 0;
        }
    }
}
