package fathom.runs.progress;

import java.util.Locale;

/** What there is to say of trials in flight. */
final class Flights {

    private Flights() {}

    /** For instance "2 in flight, 34 % done"; shares are rounded down, so that nothing is done before its end. */
    static String words(int trials, double share) {
        return String.format(Locale.ROOT, "%d in flight, %d %% done", trials, (int) (100 * share));
    }
}
