package fathom.nn;

import fathom.nn.stage.Batch;
import fathom.nn.stage.Stage;
import fathom.simd.Elementwise;
import fathom.simd.matrix.FloatMatrix;
import java.util.List;

/** A pass forward that keeps nothing: two buffers, written in turn. */
final class Inference {

    /** Sees what each stage writes; the matrix is overwritten afterwards. */
    @FunctionalInterface
    interface Spectator {
        void see(int stage, FloatMatrix out);
    }

    private static final Spectator NOBODY = (stage, out) -> {};

    private final List<Stage> stages;
    private final int[] widths;
    private final float[][] buffers;

    /** @param rows the most rows of a block */
    Inference(List<Stage> stages, int[] widths, int rows) {
        this.stages = stages;
        this.widths = widths;
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = Math.max(widest, widths[i]);
        }
        this.buffers = new float[2][Math.multiplyExact(rows, widest)];
    }

    /** out := f(x), both of at most the block's rows. */
    void forward(FloatMatrix x, FloatMatrix out) {
        Elementwise.copy(pass(x, NOBODY), out);
    }

    /** Shows what every stage makes of at most the block's rows. */
    void show(FloatMatrix x, Spectator spectator) {
        pass(x, spectator);
    }

    private FloatMatrix pass(FloatMatrix x, Spectator spectator) {
        Batch in = Batch.of(x);
        for (int i = 0; i < stages.size(); i++) {
            Batch next = Batch.of(buffers[i % 2], x.rows(), widths[i + 1]);
            stages.get(i).forward(in, next);
            spectator.see(i, next.values());
            in = next;
        }
        return in.values();
    }
}
