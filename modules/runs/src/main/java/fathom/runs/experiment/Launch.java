package fathom.runs.experiment;

import fathom.runs.Environment;
import fathom.runs.RunFolder;
import fathom.runs.Runner;
import fathom.runs.UserError;
import fathom.runs.settings.Nearest;
import fathom.runs.settings.Reference;
import fathom.runs.settings.Require;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line of an experiment that is a program of its own. */
final class Launch {

    private static final Map<String, String> OPTIONS = Map.of(
            "--preset", "where to start from (default: the first)",
            "--seeds", "N or a list: seeds 1 to N, or those listed",
            "--name", "the run's folder (default: the preset's name)",
            "--out", "the results' root (default: results)",
            "--data", "published data sets",
            "--jobs", "trials at once (default: the number of processors)",
            "--threads", "threads of each trial (default: 1)");

    private final List<String> overrides = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();
    private boolean help;
    private boolean dryRun;

    /** Runs, reports and returns the exit code. */
    static int run(Experiment<?> experiment, PrintStream out, PrintStream err, String... arguments) {
        try {
            Launch launch = new Launch();
            launch.parse(arguments);
            return launch.help ? launch.help(experiment, out) : launch.run(experiment, out, err);
        } catch (UserError e) {
            err.println(experiment.name() + ": " + e.getMessage());
            return UserError.EXIT_CODE;
        }
    }

    private void parse(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String word = arguments[i];
            if (word.equals("--help") || word.equals("-h")) {
                help = true;
            } else if (word.equals("--dry-run")) {
                dryRun = true;
            } else if (!word.startsWith("-")) {
                overrides.add(word);
            } else if (!OPTIONS.containsKey(word)) {
                throw new UserError("unknown option \"" + word + "\"; " + Nearest.clause(word, OPTIONS.keySet()));
            } else if (i + 1 == arguments.length) {
                throw new UserError(word + " has no value: " + OPTIONS.get(word));
            } else {
                options.put(word, arguments[++i]);
            }
        }
        String seeds = options.get("--seeds");
        if (seeds != null) {
            overrides.add("seeds=" + (seeds.matches("[1-9][0-9]{0,8}") ? "1.." + seeds : seeds));
        }
    }

    private int help(Experiment<?> experiment, PrintStream out) {
        out.println(experiment.name() + ": " + experiment.question());
        out.println("Keys, each as key=value:");
        Reference.of(experiment.settingsType()).lines().forEach(out::println);
        out.println("Presets:");
        experiment.presets().forEach((preset, words) -> out.println("  " + preset + "  " + words));
        out.println("Options:");
        OPTIONS.keySet().stream().sorted().forEach(option -> out.println("  " + option + "  " + OPTIONS.get(option)));
        out.println("  --dry-run  list the trials that are left");
        return 0;
    }

    private <S extends Record> int run(Experiment<S> experiment, PrintStream out, PrintStream err) {
        String preset = options.getOrDefault(
                "--preset", experiment.presets().keySet().iterator().next());
        S settings = experiment.preset(preset).overrides(overrides).resolve();
        Path root = Path.of(options.getOrDefault("--out", "results"));
        String name = options.getOrDefault("--name", preset);
        int jobs = whole("--jobs", Runtime.getRuntime().availableProcessors());
        Optional<Path> data = Optional.ofNullable(options.get("--data")).map(Path::of);
        data.ifPresent(folder -> Require.that(Files.isDirectory(folder), "--data", folder, "a folder that exists"));
        Context context = new Context(
                whole("--threads", 1),
                data,
                root.resolve(experiment.name()).resolve(name).resolve("scratch"));
        Prepared<S> prepared = experiment.prepare(settings, context);
        Runner runner = Runner.of(jobs);
        prepared.check(runner);
        try (RunFolder folder =
                RunFolder.open(root, experiment.name(), name, settings, Environment.here(), err::println)) {
            if (dryRun) {
                prepared.dryRun(folder).forEach(out::println);
                return 0;
            }
            return prepared.run(runner, folder, err::println, out::println).exitCode();
        }
    }

    private int whole(String option, int standard) {
        String value = options.get(option);
        if (value == null) {
            return standard;
        }
        Require.that(value.matches("[1-9][0-9]{0,8}"), option, value, "a whole number, at least 1");
        return Integer.parseInt(value);
    }
}
