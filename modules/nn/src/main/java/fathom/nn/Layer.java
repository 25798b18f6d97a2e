package fathom.nn;

/** One step of a network, as a description: what it computes and what it needs, but no numbers. */
public sealed interface Layer
        permits Activated,
                AveragePool,
                BatchNorm,
                Convolution,
                Dense,
                Dropout,
                Flatten,
                GlobalAveragePool,
                LayerNorm,
                MaxPool,
                Residual,
                Scaled {

    /**
     * The shape of this layer's output.
     *
     * @param input shape of its input
     * @throws fathom.simd.matrix.ShapeMismatchException if the layer cannot take such an input; the sentence shows what it is
     */
    Shape output(Shape input);

    /** What the layer is called in messages and in the names of its tensors. */
    String name();
}
