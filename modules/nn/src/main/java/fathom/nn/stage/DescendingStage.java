package fathom.nn.stage;

/**
 * A stage that takes steps of plain gradient descent by itself, on a copy of its parameters laid out as its products read them. While it is
 * open that copy counts; the network's parameters are brought up to date when it is closed.
 */
public interface DescendingStage extends Stage {

    /** Takes the parameters over; nothing where the stage has them already, or no use for them. */
    void open();

    /** Gives the parameters back. */
    void close();

    /** Whether it has taken the parameters over. */
    boolean opened();

    /** The parameters that it has taken over, in its own order and with finite numbers among them; not a copy, only while it is open. */
    float[] taken();

    /**
     * {@link #backward}, and then the step
     *
     * <pre>
     * theta := fma(-rate, g, theta),   g := fma(decay, theta, g) before where decay is not 0
     * </pre>
     *
     * for the first {@link #moved} of its parameters, whose gradient need not be left anywhere; only while it is open.
     */
    void descend(Batch in, Batch out, Batch outGradient, Batch inGradient, float rate, float decay);

    /** How many of its parameters {@link #descend} moves; it leaves the others' gradient in its place. */
    int moved();
}
