package fathom.nn;

/** Why training stopped. */
public enum Outcome {
    /** Every training example is classified rightly. */
    INTERPOLATED,
    /** The epoch limit was reached first. */
    EPOCH_LIMIT,
    /** The loss or a parameter was no longer finite, or the loss exploded. */
    DIVERGED
}
