package fathom.nn.stage;

import fathom.simd.random.RandomStream;

/** Where the dropouts of a network draw from: a stream and a step, both set by the training. */
public final class Noise {

    private RandomStream stream = RandomStream.of(0, "dropout");
    private long step;

    /** Draws of step {@code step} of {@code stream} from now on. */
    public void set(RandomStream stream, long step) {
        if (step < 0 || step >= 1L << 31) {
            throw new IllegalArgumentException("noise is numbered by steps from 0 to 2^31 - 1, not " + step);
        }
        this.stream = stream;
        this.step = step;
    }

    /** The draws of {@code other}. */
    public void set(Noise other) {
        stream = other.stream;
        step = other.step;
    }

    public RandomStream stream() {
        return stream;
    }

    /** Number of the first draw of this step; the stream of a layer is the child of its number. */
    public long firstIndex() {
        return step << 32;
    }
}
