package fathom.nn;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whose turn it is with an object that keeps its intermediate results in fields. A second use that begins before the first has ended
 * would overwrite them: it is refused instead. One compare-and-set a use, no lock, nobody waits.
 */
final class ExclusiveUse {

    private final AtomicReference<Thread> user = new AtomicReference<>();
    private final String thing;
    private final String remedy;

    /**
     * @param thing what is used, as the subject of a sentence
     * @param remedy what to do instead, as the end of one
     */
    ExclusiveUse(String thing, String remedy) {
        this.thing = thing;
        this.remedy = remedy;
    }

    /**
     * The beginning of a use, whose end is {@link #exit}.
     *
     * @throws IllegalStateException if another use has not ended
     */
    void enter() {
        if (!user.compareAndSet(null, Thread.currentThread())) {
            throw refusal(user.get());
        }
    }

    /** The end of this thread's use; nothing if it has none. */
    void exit() {
        user.compareAndSet(Thread.currentThread(), null);
    }

    /** @throws IllegalStateException if another thread's use has not ended */
    void check() {
        Thread other = user.get();
        if (other != null && other != Thread.currentThread()) {
            throw refusal(other);
        }
    }

    private IllegalStateException refusal(Thread other) {
        String who = other == null ? "another thread" : "thread \"" + other.getName() + "\"";
        return new IllegalStateException(
                thing + " is in use by " + who + " and serves one caller at a time: " + remedy);
    }
}
