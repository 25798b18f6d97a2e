package fathom.nn;

/** Why training stopped. */
public enum Outcome {
    /** Every training example is classified rightly. */
    INTERPOLATED,
    /** The epoch limit was reached first. */
    EPOCH_LIMIT,
    /** The loss or a parameter was no longer finite, or the loss exploded. */
    DIVERGED,
    /** A watcher asked for the end, by a rule that gives the same end everywhere. */
    STOPPED,
    /** A watcher broke it off, for want of time: the result depends on the machine, and belongs in no summary. */
    INCOMPLETE
}
