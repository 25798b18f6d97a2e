package fathom.nn;

/** One step of a network, as a description: what it computes and what it needs, but no numbers. */
public sealed interface Layer permits Dense, Activated, Scaled {

    /**
     * The width of this layer's output.
     *
     * @param inputs width of its input
     */
    int outputs(int inputs);

    /** What the layer is called in messages and in the names of its tensors. */
    String name();
}
