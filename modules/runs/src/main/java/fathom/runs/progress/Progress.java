package fathom.runs.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** How a person sees a run go on: a bar with the time left on a terminal, plain lines elsewhere, or nothing. */
public interface Progress {

    /**
     * The run begins.
     *
     * @param task what runs, a few words
     * @param done trials that an earlier run has finished
     * @param total trials of the plan
     * @param left the time left as estimated when it is asked, empty while nothing is known
     */
    void begin(String task, int done, int total, Supplier<Optional<Duration>> left);

    /** One more trial has ended; {@code done} of all are finished and {@code failed} have thrown. */
    void update(int done, int failed);

    /** So many trials in flight have said how far they are: {@code share} of their work on average, from 0 to 1. */
    void advance(int trials, double share);

    /** A sentence that the person should see, without spoiling the display. */
    void notice(String sentence);

    /** The run is over, whatever came of it. */
    void end();

    /** A bar when standard error and standard output are a terminal that can move its cursor, lines on standard error elsewhere. */
    static Progress standard() {
        boolean terminal =
                System.console() != null && System.console().isTerminal() && !"dumb".equals(System.getenv("TERM"));
        return terminal ? new Bar(System.err) : lines(System.err);
    }

    /** Plain lines: the first, the last, one every few seconds while trials end, and one a minute while they only go on. */
    static Progress lines(PrintStream out) {
        return new Lines(out);
    }

    /** Nothing at all, but for notices, which are dropped too. */
    static Progress silent() {
        return new Silent();
    }
}
