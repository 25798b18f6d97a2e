package fathom.nn.stage;

import fathom.simd.Elementwise;

/**
 * Where what went round a residual sum's layers is added.
 *
 * <pre>
 * out = in + around,   dIn = dOut,   dAround = dOut
 * </pre>
 */
public final class JoinStage implements Stage {

    private final Shortcut shortcut;

    /** @param shortcut shared with the fork */
    public JoinStage(Shortcut shortcut) {
        this.shortcut = shortcut;
    }

    @Override
    public int outputs() {
        return shortcut.width();
    }

    @Override
    public void forward(Batch in, Batch out) {
        Elementwise.copy(in.values(), out.values());
        Elementwise.add(shortcut.values(in.values().rows()), out.values());
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        Elementwise.copy(outGradient.values(), inGradient.values());
        Elementwise.copy(outGradient.values(), shortcut.moves(in.values().rows()));
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        Elementwise.copy(inTangent.values(), outTangent.values());
        Elementwise.add(shortcut.moves(in.values().rows()), outTangent.values());
    }
}
