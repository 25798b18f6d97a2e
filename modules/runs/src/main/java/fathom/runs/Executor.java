package fathom.runs;

import java.util.List;

/**
 * Where trials run: on this machine's processors ({@link Workers}) or elsewhere. An executor may run tasks in any order, on any
 * number of machines, and a task more than once: trials are pure, so none of that shows in the results.
 */
public interface Executor {

    /**
     * Runs every task and reports the end of each, from any thread. Returns when all have ended; a task that fails does not stop
     * the others. When the calling thread is interrupted it stops what it can and throws.
     */
    void execute(List<? extends TrialTask<?, ?>> tasks, Listener listener) throws InterruptedException;

    /** Refuses, by a {@link UserError}, tasks that can never run here; called before anything is written. */
    default void check(List<? extends TrialTask<?, ?>> tasks) {}

    /** What an executor reports. Calls may come from several threads at once. */
    interface Listener {

        /** A task has begun. An executor that cannot know need not call it. */
        default void began(TrialTask<?, ?> task) {}

        /** A task in flight has done that share of its work, from 0 to 1; few tasks say so. */
        default void advanced(TrialTask<?, ?> task, double share) {}

        /** A task has ended well: its result as JSON, its time, and the host it ran on. */
        void finished(TrialTask<?, ?> task, String result, double seconds, String host);

        /** A task has thrown. The stack is for the error file. */
        void failed(TrialTask<?, ?> task, String error, String stack);
    }
}
