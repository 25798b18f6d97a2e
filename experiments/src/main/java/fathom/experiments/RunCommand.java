package fathom.experiments;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.Experiment;
import fathom.experiments.protocol.Study;
import fathom.runs.Environment;
import fathom.runs.Outcome;
import fathom.runs.RunFolder;
import fathom.runs.Runner;
import fathom.runs.Sweep;
import fathom.runs.UserError;
import fathom.runs.settings.Require;
import fathom.runs.settings.Settings;
import fathom.simd.machine.Backend;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From a configuration to a report. Run again with the same configuration, it goes on where it was. */
@Command(
        name = "run",
        description = "Run an experiment, or go on with one that was stopped, and write its report.",
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

    @Option(names = "--out", paramLabel = "DIR", description = "The results' root (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("results");

    @Option(names = "--name", description = "The run's folder in it (default: the preset's name).")
    private String name;

    @Option(names = "--data", paramLabel = "DIR", description = "Published data sets (default: FATHOM_DATA, if set).")
    private Path data;

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            description = "Where long trials keep what they have so far (default: in the run's folder).")
    private Path scratch;

    @Option(names = "--seeds", paramLabel = "N|LIST", description = "Seeds 1 to N, or those listed.")
    private String seeds;

    @Option(names = "--jobs", paramLabel = "N", description = "Trials at once (default: as many as threads).")
    private Integer jobs;

    @Option(names = "--threads", paramLabel = "N", description = "Threads in all (default: one a processor).")
    private Integer threads;

    @Spec
    private CommandSpec spec;

    RunCommand() {}

    @Override
    public Integer call() {
        return run(Experiments.named(experiment));
    }

    private <C extends Record> int run(Experiment<C> chosen) {
        ImmutableList<String> presets = chosen.presets().keySet().asList();
        String start = preset == null ? presets.getFirst() : Settings.known("preset", preset, presets);
        C configuration = Settings.of(chosen.configurationType())
                .preset(start, chosen.preset(start))
                .overrides(settings())
                .resolve();

        int all =
                threads == null ? Runtime.getRuntime().availableProcessors() : Require.atLeast("--threads", threads, 1);
        int atOnce = jobs == null ? all : Require.atLeast("--jobs", jobs, 1);
        String title = name == null ? start : name;
        Path kept = scratch != null
                ? scratch
                : out.resolve(chosen.name()).resolve(title).resolve("scratch");
        Study study = chosen.study(configuration, Math.max(1, all / atOnce), data(), kept);
        Sweep<?, ?>[] sweeps = study.sweeps().toArray(Sweep<?, ?>[]::new);
        Runner runner = Runner.of(atOnce);
        runner.check(sweeps);

        PrintWriter err = spec.commandLine().getErr();
        try (RunFolder folder = RunFolder.open(out, chosen.name(), title, configuration, environment(), err::println)) {
            String notice = study.notice(folder, atOnce);
            if (!notice.isEmpty()) {
                err.println("fathom: " + notice);
            }
            Outcome outcome = runner.run(folder, sweeps);
            if (!outcome.interrupted()) {
                ReportCommand.write(study, folder, spec.commandLine().getOut());
            }
            return outcome.exitCode();
        }
    }

    /** The overrides with {@code --seeds} last. */
    private List<String> settings() {
        List<String> all = new ArrayList<>(overrides);
        if (seeds != null) {
            all.add("seeds=" + (seeds.matches("[0-9]+") ? "1.." + seeds : seeds));
        }
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

    private static Environment environment() {
        return Environment.here().with("version", Version.number()).with("backend", Backend.name());
    }
}
