package fathom.runs.experiment;

import fathom.runs.Environment;
import fathom.runs.UserError;
import fathom.runs.settings.Nearest;
import fathom.runs.settings.Reference;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The command line of an experiment that is a program of its own, where no other command line hosts it. */
final class Launch {

    private Launch() {}

    /** Runs, reports and returns the exit code. */
    static int run(Experiment<?> experiment, PrintStream out, PrintStream err, String... arguments) {
        try {
            if (Arrays.asList(arguments).contains("--help")) {
                help(experiment).forEach(out::println);
                return 0;
            }
            return parse(arguments)
                    .run(experiment, Environment.here(), new Request.Console(out::println, err::println));
        } catch (UserError e) {
            err.println(experiment.name() + ": " + e.getMessage());
            return UserError.EXIT_CODE;
        }
    }

    private static Request parse(String... arguments) {
        Map<RunOption, String> options = new EnumMap<>(RunOption.class);
        List<String> overrides = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String word = arguments[i];
            if (!word.startsWith("-")) {
                overrides.add(word);
                continue;
            }
            RunOption option = option(word);
            if (!option.isFlag() && i + 1 == arguments.length) {
                throw new UserError(word + " has no value, expected " + word + " " + option.label());
            }
            if (options.put(option, option.isFlag() ? "" : arguments[++i]) != null) {
                throw new UserError(word + " is given twice, expected once");
            }
        }
        return new Request(options, overrides);
    }

    private static RunOption option(String word) {
        return Arrays.stream(RunOption.values())
                .filter(option -> option.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UserError("unknown option \"" + word + "\"; "
                        + Nearest.clause(
                                word,
                                Arrays.stream(RunOption.values())
                                        .map(RunOption::word)
                                        .toList())));
    }

    private static List<String> help(Experiment<?> experiment) {
        List<String> lines = new ArrayList<>();
        lines.add(experiment.name() + ": " + experiment.question());
        lines.add("Presets:");
        experiment.presets().forEach((preset, words) -> lines.add("  " + preset + "  " + words));
        lines.add("Keys, each as key=value:");
        lines.addAll(Reference.of(experiment.settingsType()).lines());
        lines.add("Options:");
        for (RunOption option : RunOption.values()) {
            lines.add("  " + (option.word() + " " + option.label()).strip() + "  " + option.words());
        }
        return lines;
    }
}
