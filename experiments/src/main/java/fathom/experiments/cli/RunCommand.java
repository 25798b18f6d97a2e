package fathom.experiments.cli;

import fathom.runs.UserError;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Experiment;
import fathom.runs.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From a configuration to a report. Run again with the same configuration, it goes on where it was. */
@Command(
        name = "run",
        description = "Run an experiment, or go on with it, and write its report.",
        sortOptions = false,
        footer = {"", "Example: fathom run local-global --name wide H=500 depths=1,2,4,8 --seeds 10"})
final class RunCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "EXPERIMENT", description = "See 'fathom list'.")
    private String experiment;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "KEY=VALUE",
            description = "Values instead of the preset's; lists as 1,2,4 or 1..10.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--preset", description = "Where to start from (default: the experiment's first).")
    private String preset;

    @Option(names = "--data", paramLabel = "DIR", description = "Published data sets (default: FATHOM_DATA, if set).")
    private Path data;

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            description = "Where long trials keep what they have so far (default: in the run's folder).")
    private Path scratch;

    @Mixin
    private RunOptions options;

    @Spec
    private CommandSpec spec;

    RunCommand() {}

    @Override
    public Integer call() {
        return run(Experiments.named(experiment));
    }

    private <C extends Record> int run(Experiment<C> chosen) {
        List<String> presets = List.copyOf(chosen.presets().keySet());
        String start = preset == null ? presets.getFirst() : Settings.known("preset", preset, presets);
        C configuration = chosen.preset(start).overrides(settings()).resolve();

        Path kept =
                scratch != null ? scratch : options.folder(chosen.name(), start).resolve("scratch");
        Optional<Path> images = data();
        return options.run(
                chosen.name(),
                start,
                configuration,
                threads -> chosen.prepare(configuration, new Context(threads, images, kept)),
                spec);
    }

    /** The overrides with {@code --seeds} last. */
    private List<String> settings() {
        List<String> all = new ArrayList<>(overrides);
        all.addAll(options.settings());
        return all;
    }

    /** The folder of published data sets, from the option or else the environment. */
    private Optional<Path> data() {
        String variable = System.getenv("FATHOM_DATA");
        Path folder = data != null ? data : variable != null && !variable.isEmpty() ? Path.of(variable) : null;
        if (folder != null && !Files.isDirectory(folder)) {
            throw new UserError((data != null ? "--data " : "FATHOM_DATA=") + folder
                    + " is no folder, expected one that holds mnist/, fashion-mnist/ or cifar10/");
        }
        return Optional.ofNullable(folder);
    }
}
