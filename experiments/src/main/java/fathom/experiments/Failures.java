package fathom.experiments;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** From exceptions to exit codes and one sentence on standard error. */
final class Failures {

    static final int TRIAL_FAILED = 1;
    static final int WRONG_INPUT = 2;

    private Failures() {}

    /** Wrong usage of the command line: the sentence, the nearest names and where the help is. */
    static int usage(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("fathom: " + failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return WRONG_INPUT;
    }

    /** What a command threw: one sentence for a user's error; the kind as well for one of ours. */
    static int execution(Exception failure, CommandLine line, boolean debug) {
        PrintWriter err = line.getErr();
        boolean usersError = failure instanceof IllegalArgumentException;
        String message = failure.getMessage();
        err.println("fathom: " + (usersError && message != null ? message : failure.toString()));
        if (debug) {
            failure.printStackTrace(err);
        } else if (!usersError) {
            err.println("Add --debug for the stack trace.");
        }
        return usersError ? WRONG_INPUT : TRIAL_FAILED;
    }
}
