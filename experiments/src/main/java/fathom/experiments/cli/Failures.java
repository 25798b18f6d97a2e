package fathom.experiments.cli;

import fathom.runs.Bytes;
import fathom.runs.Quoted;
import fathom.runs.Reason;
import fathom.runs.RunError;
import fathom.runs.UserError;
import fathom.runs.settings.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    static final int TRIAL_FAILED = RunError.EXIT_CODE;
    static final int WRONG_INPUT = UserError.EXIT_CODE;

    /** As a shell has it for a program that nobody reads any more: 128 + SIGPIPE. */
    private static final int BROKEN_PIPE = 141;

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
                        ? "invalid value " + name(failure.getArgSpec()) + "=" + Quoted.of(failure.getValue())
                                + ": must be a number"
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

    /** What a command threw: one sentence for what a user can mend; the kind as well for a fault of ours. */
    static int execution(Throwable failure, PrintWriter err, boolean debug) {
        Optional<String> sentence = sentence(failure);
        err.println("fathom: " + sentence.orElseGet(() -> Quoted.printable(failure.toString())));
        if (debug) {
            failure.printStackTrace(err);
        } else if (sentence.isEmpty()) {
            err.println("Add --debug for the stack trace.");
        }
        return sentence.isEmpty() || failure instanceof RunError ? TRIAL_FAILED : WRONG_INPUT;
    }

    private static Optional<String> sentence(Throwable failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case UserError e -> e.getMessage();
                    case RunError e -> e.getMessage();
                    case OutOfMemoryError e ->
                        "the memory is used up (the heap is "
                                + Bytes.words(Runtime.getRuntime().maxMemory())
                                + "): give a larger heap, such as FATHOM_HEAP=8g, or ask for something smaller";
                    case StackOverflowError e ->
                        "the input or the expression is nested too deeply to be read: make it flatter";
                    case UncheckedIOException e -> e.getMessage() + ": " + Reason.of(e.getCause());
                    case FileSystemException e -> e.getFile() + ": " + Reason.of(e);
                    case IOException e -> Reason.of(e);
                    default -> null;
                });
    }

    /**
     * The exit code of a command whose output may have been lost.
     *
     * @param lost the first error of standard output; null if there was none
     * @param code that of the command itself
     */
    static int output(IOException lost, int code, PrintWriter err) {
        if (lost == null) {
            return code;
        }
        String reason = Reason.of(lost);
        if (reason.equals("Broken pipe")) {
            // Whoever reads it has enough, as `head` has: no fault, and nobody to tell.
            return code == 0 ? BROKEN_PIPE : code;
        }
        err.println("fathom: the output could not be written: " + reason);
        return code == 0 ? WRONG_INPUT : code;
    }
}
