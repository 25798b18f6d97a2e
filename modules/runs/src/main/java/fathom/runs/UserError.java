package fathom.runs;

/**
 * Something the user asked for that cannot be done: one sentence that says what, where, what was expected and the remedy. A program
 * prints the message without a stack trace and ends with {@link #EXIT_CODE}. Control characters become escapes.
 */
public final class UserError extends RuntimeException {

    /** The exit code of a program that was asked for something it cannot do. */
    public static final int EXIT_CODE = 2;

    private static final long serialVersionUID = 1;

    public UserError(String sentence) {
        super(Quoted.printable(sentence));
    }

    public UserError(String sentence, Throwable cause) {
        super(Quoted.printable(sentence), cause);
    }
}
