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

    /** Rows at a time: enough to make up for reading every weight once. */
    static final int BLOCK = 256;

    private static final Spectator NOBODY = (stage, out) -> {};

    private final List<Stage> stages;
    private final int[] widths;
    private final float[][] buffers;

    /**
     * @param stages as they act in evaluation
     * @param widths of the network's input and of every stage's output
     */
    Inference(List<Stage> stages, int[] widths) {
        this.stages = stages;
        this.widths = widths;
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = Math.max(widest, widths[i]);
        }
        this.buffers = new float[2][Math.multiplyExact(BLOCK, widest)];
    }

    /** f(x), fresh. */
    FloatMatrix outputs(FloatMatrix x) {
        FloatMatrix outputs = FloatMatrix.zeros(x.rows(), widths[widths.length - 1]);
        for (int from = 0; from < x.rows(); from += BLOCK) {
            int to = Math.min(x.rows(), from + BLOCK);
            Elementwise.copy(pass(x.rows(from, to), NOBODY), outputs.rows(from, to));
        }
        return outputs;
    }

    /** Shows what every stage makes of the rows of {@code x}, block after block. */
    void show(FloatMatrix x, Spectator spectator) {
        for (int from = 0; from < x.rows(); from += BLOCK) {
            pass(x.rows(from, Math.min(x.rows(), from + BLOCK)), spectator);
        }
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
