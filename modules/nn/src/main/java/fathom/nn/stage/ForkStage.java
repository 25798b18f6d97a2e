package fathom.nn.stage;

import fathom.simd.Elementwise;

/**
 * Where what goes round a residual sum's layers leaves.
 *
 * <pre>
 * out = in,   around = in,   dIn = dOut + dAround
 * </pre>
 */
public final class ForkStage implements Stage {

    private final Shortcut shortcut;

    /** @param shortcut shared with the join */
    public ForkStage(Shortcut shortcut) {
        this.shortcut = shortcut;
    }

    @Override
    public int outputs() {
        return shortcut.width();
    }

    @Override
    public void forward(Batch in, Batch out) {
        Elementwise.copy(in.values(), out.values());
        Elementwise.copy(in.values(), shortcut.values(in.values().rows()));
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        if (inGradient != null) {
            Elementwise.copy(outGradient.values(), inGradient.values());
            Elementwise.add(shortcut.moves(in.values().rows()), inGradient.values());
        }
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        if (inTangent == null) {
            Elementwise.fill(outTangent.values(), 0);
        } else {
            Elementwise.copy(inTangent.values(), outTangent.values());
        }
        Elementwise.copy(outTangent.values(), shortcut.moves(in.values().rows()));
    }
}
