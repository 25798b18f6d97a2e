package fathom.experiments.cli;

import com.google.common.collect.ImmutableList;
import fathom.runs.Environment;
import fathom.runs.RunFolder;
import fathom.runs.Runner;
import fathom.runs.experiment.Prepared;
import fathom.runs.settings.Require;
import fathom.simd.machine.Backend;
import java.nio.file.Path;
import java.util.function.IntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where a run goes and what it may use, for every command that runs trials. */
final class RunOptions {

    @Option(names = "--out", paramLabel = "DIR", description = "The results' root (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("results");

    @Option(names = "--name", description = "The run's folder in it (default: what is run).")
    private String name;

    @Option(names = "--seeds", paramLabel = "N|LIST", description = "Seeds 1 to N, or those listed.")
    private String seeds;

    @Option(names = "--jobs", paramLabel = "N", description = "Trials at once (default: as many as threads).")
    private Integer jobs;

    @Option(names = "--threads", paramLabel = "N", description = "Threads in all (default: one a processor).")
    private Integer threads;

    @Option(
            names = "--reuse-older",
            description = "Keep finished trials that other code made; without it they run again.")
    private boolean reuseOlder;

    RunOptions() {}

    /** The run's folder, whose last name is {@code standard} unless the user gave one. */
    Path folder(String experiment, String standard) {
        return out.resolve(experiment).resolve(name == null ? standard : name);
    }

    /** {@code --seeds} as a setting; none if it was not given. */
    ImmutableList<String> settings() {
        if (seeds == null) {
            return ImmutableList.of();
        }
        if (!seeds.matches("[0-9]{1,9}")) {
            return ImmutableList.of("seeds=" + seeds);
        }
        return ImmutableList.of("seeds=1.." + Require.atLeast("--seeds", Integer.parseInt(seeds), 1));
    }

    /**
     * Runs what is missing of an experiment, writes its report, and returns the exit code.
     *
     * @param standard the folder's name unless the user gave one
     * @param study the experiment with its settings, from the threads of each trial
     */
    int run(
            String experiment,
            String standard,
            Record configuration,
            IntFunction<Prepared<?>> study,
            CommandSpec spec) {
        int all =
                threads == null ? Runtime.getRuntime().availableProcessors() : Require.atLeast("--threads", threads, 1);
        int atOnce = jobs == null ? all : Require.atLeast("--jobs", jobs, 1);
        Prepared<?> chosen = study.apply(Math.max(1, all / atOnce));
        Runner runner = Runner.of(atOnce);
        chosen.check(runner);
        String title = name == null ? standard : name;
        var err = spec.commandLine().getErr();
        try (RunFolder folder = RunFolder.open(out, experiment, title, configuration, environment(), err::println)) {
            if (reuseOlder) {
                folder.reuseOlder();
            }
            return chosen.run(
                            runner,
                            folder,
                            sentence -> err.println("fathom: " + sentence),
                            spec.commandLine().getOut()::println)
                    .exitCode();
        }
    }

    private static Environment environment() {
        return Environment.here().with("version", Version.number()).with("backend", Backend.name());
    }
}
