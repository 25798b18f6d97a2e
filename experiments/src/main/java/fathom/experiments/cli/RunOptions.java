package fathom.experiments.cli;

import fathom.runs.Environment;
import fathom.runs.experiment.Request;
import fathom.runs.experiment.RunOption;
import fathom.simd.machine.Backend;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The framework's options of a run, as this command line has them. */
final class RunOptions {

    private static final Pattern OUTCOME = Pattern.compile(
            "^(supported in part|supported|contradicted|open|not tested)(?= {2,}\\S)", Pattern.MULTILINE);

    private RunOptions() {}

    /** Gives a command these options. */
    static void add(CommandSpec command, Collection<RunOption> options) {
        for (RunOption option : options) {
            OptionSpec.Builder builder = OptionSpec.builder(option.word()).description(option.words());
            command.addOption(
                    option.isFlag()
                            ? builder.type(boolean.class).arity("0").build()
                            : builder.type(String.class)
                                    .paramLabel(option.label())
                                    .build());
        }
    }

    /** What the user asked of that command. */
    static Request request(CommandSpec command, List<String> overrides) {
        Map<RunOption, String> given = new EnumMap<>(RunOption.class);
        for (RunOption option : RunOption.values()) {
            OptionSpec spec = command.findOption(option.word());
            Object value = spec == null ? null : spec.getValue();
            if (value != null && !value.equals(false)) {
                given.put(option, value.toString());
            }
        }
        return new Request(given, overrides);
    }

    static Request.Console console(CommandSpec command) {
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        boolean colours = terminal() && Ansi.AUTO.enabled();
        int width = terminal() ? command.usageMessage().autoWidth(true).width() : Integer.MAX_VALUE;
        return new Request.Console(
                text -> out.println(colours ? coloured(Wrapped.at(width, text)) : Wrapped.at(width, text)),
                err::println);
    }

    /** Outcomes, which begin the lines of verdicts, in colours. */
    static String coloured(String text) {
        return OUTCOME.matcher(text)
                .replaceAll(outcome -> "\u001b["
                        + switch (outcome.group()) {
                            case "supported" -> 32;
                            case "contradicted" -> 31;
                            default -> 33;
                        }
                        + "m" + outcome.group() + "\u001b[0m");
    }

    static boolean terminal() {
        return System.console() != null && System.console().isTerminal();
    }

    static Environment environment() {
        return Environment.here().with("version", Version.number()).with("backend", Backend.name());
    }
}
