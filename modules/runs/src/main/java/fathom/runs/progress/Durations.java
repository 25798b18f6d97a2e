package fathom.runs.progress;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time in words that people read. */
public final class Durations {

    private Durations() {}

    /** For instance "42 s", "3 min 20 s", "2 h 05 min", "3 d 4 h". */
    public static String words(Duration time) {
        long seconds = Math.max(0, (time.toMillis() + 500) / 1000);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        if (seconds < 86_400) {
            return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
        }
        return String.format(Locale.ROOT, "%d d %d h", seconds / 86_400, seconds / 3600 % 24);
    }
}
