package fathom.experiments;

import fathom.runs.UserError;
import fathom.runs.settings.Nearest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** From exceptions to exit codes and one sentence on standard error. */
final class Failures {

    static final int TRIAL_FAILED = 1;
    static final int WRONG_INPUT = UserError.EXIT_CODE;

    private Failures() {}

    /** Wrong usage of the command line: the sentence, the nearest names and where the help is. */
    static int usage(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("fathom: " + sentence(failure));
        err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return WRONG_INPUT;
    }

    private static String sentence(ParameterException failure) {
        CommandLine line = failure.getCommandLine();
        if (failure instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst();
            if (unmatched.isUnknownOption()) {
                List<String> known =
                        new ArrayList<>(line.getCommandSpec().optionsMap().keySet());
                known.removeIf(option -> !option.startsWith("--"));
                return "unknown option \"" + word + "\"; " + Nearest.clause(word, known);
            }
            if (!line.getSubcommands().isEmpty()) {
                return "unknown command \"" + word + "\"; "
                        + Nearest.clause(word, line.getSubcommands().keySet());
            }
        }
        return failure.getMessage();
    }

    /** What a command threw: one sentence for a user's error; the kind as well for one of ours. */
    static int execution(Exception failure, CommandLine line, boolean debug) {
        PrintWriter err = line.getErr();
        boolean usersError = failure instanceof UserError;
        err.println("fathom: " + (usersError ? failure.getMessage() : failure.toString()));
        if (debug) {
            failure.printStackTrace(err);
        } else if (!usersError) {
            err.println("Add --debug for the stack trace.");
        }
        return usersError ? WRONG_INPUT : TRIAL_FAILED;
    }
}
