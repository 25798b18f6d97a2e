package fathom.runs;

import java.util.function.DoubleConsumer;

/**
 * How far a long trial has come, as it says itself, so that a run of few long trials can show that it goes on and how long it will:
 *
 * <pre>{@code
 * while (!training.finished()) {
 *     Advance.to(training.share());
 *     training.epoch();
 * }
 * }</pre>
 *
 * Nobody need listen, and where nobody does, as on a cluster, nothing happens. No result depends on it.
 */
public final class Advance {

    private static final ScopedValue<DoubleConsumer> LISTENER = ScopedValue.newInstance();

    private Advance() {}

    /** The trial that runs on this thread has done {@code share} of its work, from 0 to 1. */
    public static void to(double share) {
        if (LISTENER.isBound()) {
            LISTENER.get().accept(share);
        }
    }

    /** Runs {@code trial}; what it says of its share goes to {@code listener}, on the same thread. */
    static void listened(DoubleConsumer listener, Runnable trial) {
        ScopedValue.where(LISTENER, listener).run(trial);
    }
}
