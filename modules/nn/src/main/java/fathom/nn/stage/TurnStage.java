package fathom.nn.stage;

import fathom.simd.Elementwise;

/**
 * Where the layers of a residual sum end and the layers of its shortcut begin.
 *
 * <pre>
 * branch = in,   out = around,   dIn = dBranch,   dAround = dOut
 * </pre>
 */
public final class TurnStage implements Stage {

    private final Shortcut around;
    private final Shortcut branch;

    /**
     * @param around shared with the fork
     * @param branch shared with the join
     */
    public TurnStage(Shortcut around, Shortcut branch) {
        this.around = around;
        this.branch = branch;
    }

    @Override
    public int outputs() {
        return around.width();
    }

    @Override
    public void forward(Batch in, Batch out) {
        int rows = in.values().rows();
        Elementwise.copy(in.values(), branch.values(rows));
        Elementwise.copy(around.values(rows), out.values());
    }

    @Override
    public void backward(Batch in, Batch out, Batch outGradient, Batch inGradient) {
        int rows = in.values().rows();
        Elementwise.copy(branch.moves(rows), inGradient.values());
        Elementwise.copy(outGradient.values(), around.moves(rows));
    }

    @Override
    public void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent) {
        int rows = in.values().rows();
        Elementwise.copy(inTangent.values(), branch.moves(rows));
        Elementwise.copy(around.moves(rows), outTangent.values());
    }
}
