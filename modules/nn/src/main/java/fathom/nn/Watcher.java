package fathom.nn;

/**
 * Looks at a training every so many steps, and may end it. Trainings without watchers pay nothing for them.
 *
 * <p>The network that a watcher sees is up to date; it must not change it.
 */
@FunctionalInterface
public interface Watcher {

    /** What is to become of the training. */
    enum Verdict {
        /** Nothing. */
        GO_ON,
        /** It ends as {@link Outcome#STOPPED}. */
        STOP,
        /** It ends as {@link Outcome#INCOMPLETE}. */
        BREAK_OFF
    }

    /**
     * A place in a training.
     *
     * @param network as it is after the step
     * @param step how many steps have been taken
     * @param epoch number of the epoch, from 0 on
     * @param batchLoss the latest batch's mean loss, just before its step
     */
    record Moment(Network network, long step, int epoch, double batchLoss) {}

    /** Called after a step. */
    Verdict look(Moment moment);

    /** The numbers that carry over from look to look, for a training that is saved and resumed; always as many, and not a copy. */
    default double[] memory() {
        return new double[0];
    }
}
