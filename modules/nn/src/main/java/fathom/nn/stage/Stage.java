package fathom.nn.stage;

/**
 * One layer, or a few that are computed together, bound to its share of a network's parameters and of their gradient.
 *
 * <p>Every row of an output depends on the same row of the input alone, to the bit; but for batch normalisation and dropout in training.
 */
public interface Stage {

    /** Width of the output. */
    int outputs();

    /** Number of parameters; they are neighbours in the network's array. */
    default int parameters() {
        return 0;
    }

    /** This stage as it acts in evaluation, on the same parameters; itself where training makes no difference. */
    default Stage frozen() {
        return this;
    }

    /**
     * After a step of training: what is no parameter and yet learns, such as running averages, takes over the latest batch.
     *
     * @param share its rows over those of a full batch, in (0, 1]
     */
    default void settle(double share) {}

    /**
     * out := f(in).
     *
     * @param in rows x inputs, only read
     * @param out rows x outputs, overwritten
     */
    void forward(Batch in, Batch out);

    /**
     * The chain rule: the parameters' gradient and the input's from the output's.
     *
     * @param in what {@link #forward} read
     * @param out what {@link #forward} wrote
     * @param outGradient derivative of the loss by {@code out}; may be overwritten
     * @param inGradient derivative of the loss by {@code in}, overwritten; null where nobody needs it
     */
    void backward(Batch in, Batch out, Batch outGradient, Batch inGradient);

    /**
     * The chain rule forwards: how the output moves when the input and the parameters do. The direction in which the parameters move is
     * read from the place where {@link #backward} leaves their gradient.
     *
     * @param in what {@link #forward} read
     * @param inTangent how {@code in} moves; null where it stays
     * @param out what {@link #forward} wrote
     * @param outTangent how {@code out} moves, overwritten
     */
    void tangent(Batch in, Batch inTangent, Batch out, Batch outTangent);
}
