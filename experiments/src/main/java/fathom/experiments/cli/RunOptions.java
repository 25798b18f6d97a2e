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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The framework's options of a run, as this command line has them. */
final class RunOptions {

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
        int width = terminal() ? command.usageMessage().autoWidth(true).width() : Integer.MAX_VALUE;
        return new Request.Console(text -> out.println(Wrapped.at(width, text)), err::println);
    }

    private static boolean terminal() {
        return System.console() != null && System.console().isTerminal();
    }

    static Environment environment() {
        return Environment.here().with("version", Version.number()).with("backend", Backend.name());
    }
}
