package fathom.experiments;

import fathom.runs.Quoted;
import fathom.runs.UserError;
import fathom.runs.settings.Nearest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** From exceptions to exit codes and one sentence on standard error. */
final class Failures {

    static final int TRIAL_FAILED = 1;
    static final int WRONG_INPUT = UserError.EXIT_CODE;

    /** Types of options that are numbers. */
    private static final Set<Class<?>> NUMBERS =
            Set.of(int.class, Integer.class, long.class, Long.class, double.class, Double.class);

    private Failures() {}

    /** Wrong usage of the command line: the sentence, the nearest names and where the help is. */
    static int usage(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("fathom: " + Quoted.printable(sentence(failure)));
        err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return WRONG_INPUT;
    }

    private static String sentence(ParameterException failure) {
        return switch (failure) {
            case UnmatchedArgumentException unmatched -> unknown(unmatched);
            case MissingParameterException missing -> missing(missing);
            case OverwrittenOptionException twice -> name(twice.getOverwritten()) + " is given twice, expected once";
            default ->
                failure.getArgSpec() != null
                                && NUMBERS.contains(failure.getArgSpec().type())
                        ? name(failure.getArgSpec()) + "=" + Quoted.of(failure.getValue())
                                + " cannot be, expected a number"
                        : failure.getMessage();
        };
    }

    private static String unknown(UnmatchedArgumentException failure) {
        CommandLine line = failure.getCommandLine();
        String word = failure.getUnmatched().getFirst();
        if (failure.isUnknownOption()) {
            List<String> known =
                    new ArrayList<>(line.getCommandSpec().optionsMap().keySet());
            known.removeIf(option -> !option.startsWith("--"));
            return "unknown option \"" + Quoted.of(word) + "\"; " + Nearest.clause(word, known);
        }
        return line.getSubcommands().isEmpty()
                ? "\"" + Quoted.of(word) + "\" is one word too many, expected none or an option"
                : "unknown command \"" + Quoted.of(word) + "\"; "
                        + Nearest.clause(word, line.getSubcommands().keySet());
    }

    /** What is missing, and what it is. */
    private static String missing(MissingParameterException failure) {
        ArgSpec missing = failure.getMissing().getFirst();
        if (missing instanceof OptionSpec option && !option.required()) {
            return name(option) + " has no value, expected " + name(option) + "=" + option.paramLabel();
        }
        String what = missing.description()[0];
        return name(missing) + " is missing: " + what.substring(0, 1).toLowerCase(Locale.ROOT)
                + what.substring(1).replaceAll("\\.$", "");
    }

    private static String name(ArgSpec spec) {
        return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
    }

    /** What a command threw: one sentence for a user's error; the kind as well for one of ours. */
    static int execution(Exception failure, CommandLine line, boolean debug) {
        PrintWriter err = line.getErr();
        boolean usersError = failure instanceof UserError;
        err.println("fathom: " + (usersError ? failure.getMessage() : Quoted.printable(failure.toString())));
        if (debug) {
            failure.printStackTrace(err);
        } else if (!usersError) {
            err.println("Add --debug for the stack trace.");
        }
        return usersError ? WRONG_INPUT : TRIAL_FAILED;
    }
}
