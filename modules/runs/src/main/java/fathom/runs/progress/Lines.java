package fathom.runs.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Progress as plain lines, for files, pipes and continuous integration: few, and each complete. */
final class Lines implements Progress {

    private static final long INTERVAL = Duration.ofSeconds(5).toNanos();

    /** Between lines that only say how far trials in flight are. */
    private static final long LONG_INTERVAL = Duration.ofMinutes(1).toNanos();

    private final PrintStream out;
    private final LongSupplier clock;
    private String task = "";
    private int done;
    private int total;
    private int failed;
    private long last;
    private boolean said;
    private Supplier<Optional<Duration>> left = Optional::empty;

    Lines(PrintStream out) {
        this(out, System::nanoTime);
    }

    Lines(PrintStream out, LongSupplier clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public synchronized void begin(String task, int done, int total, Supplier<Optional<Duration>> left) {
        this.task = task;
        this.done = done;
        this.total = total;
        this.left = left;
        this.failed = 0;
        say(done == 0 ? "" : ", kept from an earlier run");
    }

    @Override
    public synchronized void update(int done, int failed) {
        this.done = done;
        this.failed = failed;
        said = false;
        if (clock.getAsLong() - last >= INTERVAL) {
            say(timeLeft());
        }
    }

    @Override
    public synchronized void advance(int trials, double share) {
        if (clock.getAsLong() - last >= LONG_INTERVAL) {
            say(", " + Flights.words(trials, share) + timeLeft());
        }
    }

    @Override
    public synchronized void notice(String sentence) {
        out.println(sentence);
    }

    @Override
    public synchronized void end() {
        if (!said) {
            say("");
        }
        out.flush();
    }

    private String timeLeft() {
        return left.get().map(time -> ", " + Durations.words(time) + " left").orElse("");
    }

    private void say(String more) {
        last = clock.getAsLong();
        said = true;
        out.println(task + ": " + done + " of " + total + " trials" + (failed == 0 ? "" : ", " + failed + " failed")
                + more);
    }
}
