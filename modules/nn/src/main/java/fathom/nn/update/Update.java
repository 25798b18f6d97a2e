package fathom.nn.update;

import java.util.List;

/**
 * An optimiser bound to one network's parameters and their gradient. A step is one {@link #begin} and then {@link #apply} on ranges that
 * together cover every parameter once; an element's new value depends on the same element of parameters, gradient and state alone, so
 * the order of ranges does not matter.
 */
public interface Update {

    /** Begins a step at learning rate {@code rate}. */
    void begin(double rate);

    /** Moves the parameters numbered {@code from} (inclusive) to {@code to} (exclusive). */
    void apply(int from, int to);

    /** The arrays that carry over from step to step, each as long as the parameters; not copies. */
    List<float[]> state();

    /** The numbers that carry over from step to step; not a copy. */
    double[] scalars();
}
