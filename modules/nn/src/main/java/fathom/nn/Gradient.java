package fathom.nn;

import fathom.simd.matrix.FloatMatrix;

/**
 * The derivative of the mean loss of a batch by every parameter, with what came to light on the way. A network has one, and
 * overwrites it at each call: take {@link #copy} of what is to stay.
 */
public final class Gradient {

    private final float[] values;
    private double loss;
    private int mistakes;

    Gradient(int parameters) {
        values = new float[parameters];
    }

    void set(double loss, int mistakes) {
        this.loss = loss;
        this.mistakes = mistakes;
    }

    /** The mean loss over the batch, before any step. */
    public double loss() {
        return loss;
    }

    /** How many rows of the batch were classified wrongly, as {@link Classification} counts. */
    public int mistakes() {
        return mistakes;
    }

    /** The derivatives, in the order of the network's parameters; not a copy. */
    public float[] values() {
        return values;
    }

    /** The derivatives by one tensor, as a view. */
    public FloatMatrix of(Tensor tensor) {
        return tensor.of(values);
    }

    /** The derivatives as they are now. */
    public float[] copy() {
        return values.clone();
    }
}
