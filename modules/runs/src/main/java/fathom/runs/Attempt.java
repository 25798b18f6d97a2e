package fathom.runs;

import com.google.common.base.Throwables;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * What came of running a task once: the result, or the error. Made of texts and numbers, so that it can travel.
 *
 * @param result the result as one line of JSON, null if the trial threw
 * @param seconds how long the trial took
 * @param host where it ran
 * @param error the error in one line, null if the trial ended well
 * @param stack the error's stack, null if the trial ended well
 */
public record Attempt(String result, double seconds, String host, String error, String stack) implements Serializable {

    /** Runs the task here and now. Throws nothing: an OutOfMemoryError of one trial is its failure too, the others may still fit. */
    static Attempt at(TrialTask<?, ?> task) {
        long start = System.nanoTime();
        try {
            String result = task.run();
            return new Attempt(result, (System.nanoTime() - start) / 1e9, thisHost(), null, null);
        } catch (Throwable e) {
            String stack = Throwables.getStackTraceAsString(e);
            return new Attempt(null, (System.nanoTime() - start) / 1e9, thisHost(), sentence(e), stack);
        }
    }

    /** Tells a listener. */
    public void report(TrialTask<?, ?> task, Executor.Listener listener) {
        if (error == null) {
            listener.finished(task, result, seconds, host);
        } else {
            listener.failed(task, error, stack);
        }
    }

    private static String sentence(Throwable e) {
        String message = e.getMessage() == null
                ? ""
                : ": " + e.getMessage().lines().findFirst().orElse("");
        return e.getClass().getSimpleName() + message;
    }

    private static String thisHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
