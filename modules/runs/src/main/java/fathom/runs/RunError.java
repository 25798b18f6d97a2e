package fathom.runs;

/** What ended a run in its middle, through no fault of a trial nor of the command: one sentence that says what happened and what is lost. */
public final class RunError extends RuntimeException {

    /** The exit code of a program whose run ended so. */
    public static final int EXIT_CODE = 1;

    private static final long serialVersionUID = 1;

    public RunError(String sentence) {
        super(sentence);
    }
}
