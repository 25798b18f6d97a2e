package fathom.cluster;

import fathom.runs.Attempt;
import fathom.runs.TrialTask;
import fathom.runs.UserError;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * A trial on its way to another machine: where it stands in the shipment, and the task, which is made of texts, numbers and the trial.
 *
 * @param index its place in the shipment
 * @param task what is to be run
 */
public record Parcel(int index, TrialTask<?, ?> task) implements Serializable {

    /** Refuses a trial that cannot travel, by a {@link UserError}. */
    void check() {
        try (ObjectOutputStream stream = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            stream.writeObject(this);
        } catch (IOException e) {
            throw new UserError(
                    "the trials of sweep " + task.sweep() + " cannot travel to a cluster (" + e.getMessage()
                            + " is not serialisable); let the trial be a record or a stateless class that implements Serializable",
                    e);
        }
    }

    /** Runs the trial on whatever machine this is. Throws nothing: an error travels back as words. */
    public Reply open() {
        return new Reply(index, task.attempt());
    }

    /**
     * What comes back of a parcel.
     *
     * @param index the parcel's place in the shipment
     * @param attempt what came of its task
     */
    public record Reply(int index, Attempt attempt) implements Serializable {}
}
