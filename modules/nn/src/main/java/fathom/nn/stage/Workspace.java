package fathom.nn.stage;

import fathom.simd.matrix.FloatMatrix;

/**
 * The room that a pass through a network's stages needs, taken once for the largest batch. A training pass keeps what every
 * stage wrote; the gradients on the way back need two buffers in turn.
 */
public final class Workspace {

    private final int[] widths;
    private final float[][] outputs;
    private final float[][] gradients;
    private final int capacity;
    private Views full;
    private Views other;

    /**
     * @param widths of the network's input and of every stage's output
     * @param capacity the most rows of a batch
     */
    public Workspace(int[] widths, int capacity) {
        this.widths = widths.clone();
        this.capacity = capacity;
        this.outputs = new float[widths.length - 1][];
        int widest = 0;
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = new float[Math.multiplyExact(capacity, widths[i + 1])];
            widest = Math.max(widest, widths[i + 1]);
        }
        this.gradients = new float[2][Math.multiplyExact(capacity, widest)];
        this.full = new Views(capacity);
        this.other = full;
    }

    /** Bytes of a workspace of these sizes. */
    public static long bytes(int[] widths, int capacity) {
        long sum = 0;
        long widest = 0;
        for (int i = 1; i < widths.length; i++) {
            sum += widths[i];
            widest = Math.max(widest, widths[i]);
        }
        return Float.BYTES * (sum + 2 * widest) * capacity;
    }

    /** The most rows of a batch. */
    public int capacity() {
        return capacity;
    }

    /** The views for a batch of {@code rows} rows. The two latest sizes are kept: the full batch and an epoch's last one. */
    public Views views(int rows) {
        if (rows == full.rows) {
            return full;
        }
        if (rows != other.rows) {
            other = new Views(rows);
        }
        return other;
    }

    /** Views of the buffers for one number of rows. */
    public final class Views {

        private final int rows;
        private final Batch[] out;
        private final Batch[] outGradient;

        private Views(int rows) {
            this.rows = rows;
            this.out = new Batch[outputs.length];
            this.outGradient = new Batch[outputs.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = Batch.of(outputs[i], rows, widths[i + 1]);
                outGradient[i] = Batch.of(gradients[i % 2], rows, widths[i + 1]);
            }
        }

        /** What stage {@code i} writes going forward. */
        public Batch out(int i) {
            return out[i];
        }

        /** The derivative of the loss by what stage {@code i} wrote; shares its buffer with that of stage i + 2. */
        public Batch outGradient(int i) {
            return outGradient[i];
        }

        /** What the last stage wrote. */
        public FloatMatrix last() {
            return out[out.length - 1].values();
        }
    }
}
