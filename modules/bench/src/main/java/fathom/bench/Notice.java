package fathom.bench;

/** The line on a terminal that says what is being measured; elsewhere nothing, so that logs hold results only. */
public final class Notice {

    private static final boolean TERMINAL =
            System.console() != null && System.console().isTerminal();

    private Notice() {}

    /** Shows a line in place of the last one. */
    public static void show(String what) {
        if (TERMINAL) {
            System.err.print("\r\033[K" + what + " ...");
        }
    }

    /** Takes the line away. */
    public static void clear() {
        if (TERMINAL) {
            System.err.print("\r\033[K");
        }
    }
}
