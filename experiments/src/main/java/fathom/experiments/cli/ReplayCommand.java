package fathom.experiments.cli;

import fathom.runs.Difference;
import fathom.runs.Replay;
import fathom.runs.RunFolder;
import fathom.runs.SavedRun;
import fathom.runs.UserError;
import fathom.runs.compare.SavedRuns;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Experiment;
import fathom.runs.experiment.Prepared;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A result once more. */
@Command(
        name = "replay",
        description = "Run the trials of a run again and compare the results bit for bit.",
        sortOptions = false,
        footer = {
            "",
            "Exit code 0 if all are equal, 1 if one differs.",
            "Example: fathom replay spectra/smoke --sample 2"
        })
final class ReplayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "A folder, experiment/name, or a name.")
    private String name;

    @Option(names = "--sample", paramLabel = "N", description = "So many trials, drawn at random (default: all).")
    private Integer sample;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "The results' root (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--data", paramLabel = "DIR", description = "Published data sets (default: FATHOM_DATA, if set).")
    private Path data;

    @Option(names = "--jobs", paramLabel = "N", description = "Trials at once (default: one a processor).")
    private Integer jobs;

    @Spec
    private CommandSpec spec;

    ReplayCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (sample != null && sample < 1) {
            throw new UserError("invalid value --sample=" + sample + ": must be at least 1");
        }
        if (jobs != null && jobs < 1) {
            throw new UserError("invalid value --jobs=" + jobs + ": must be at least 1");
        }
        Path folder = SavedRuns.find(out, name);
        Prepared<?> prepared;
        try (RunFolder run = RunFolder.reopen(folder, spec.commandLine().getErr()::println)) {
            prepared = prepared(Experiments.in(run), run);
        }
        Replay replay = new Replay(folder, prepared.sweeps(), sample == null ? Integer.MAX_VALUE : sample);
        PrintWriter lines = spec.commandLine().getOut();
        if (replay.size() == 0) {
            throw new UserError(folder + " holds no trial that can run here: "
                    + (prepared.unavailable().isEmpty()
                            ? "its ledger is empty"
                            : prepared.unavailable().getFirst()));
        }
        List<Replay.Mismatch> mismatches =
                replay.run(jobs == null ? Runtime.getRuntime().availableProcessors() : jobs);
        mismatches.stream()
                .limit(10)
                .forEach(one -> lines.println("differs: " + one.sweep() + ", " + one.label() + ": " + one.value()));
        lines.println(
                mismatches.isEmpty()
                        ? "All " + replay.size() + " trials are equal to the bit."
                        : mismatches.size() + " of " + replay.size() + " trials differ.");
        if (!mismatches.isEmpty()) {
            environment(folder, prepared.experiment()).forEach(lines::println);
        }
        return mismatches.isEmpty() ? 0 : 1;
    }

    private <S extends Record> Prepared<S> prepared(Experiment<S> experiment, RunFolder run) {
        String variable = System.getenv("FATHOM_DATA");
        Path published = data == null && variable != null && !variable.isEmpty() ? Path.of(variable) : data;
        Context context = new Context(
                1, Optional.ofNullable(published), Path.of(System.getProperty("java.io.tmpdir"), "fathom-replay"));
        return experiment.prepare(run.configuration(experiment.settingsType()), context);
    }

    /** What differs between then and now, the data files left out. */
    private static List<String> environment(Path folder, Experiment<?> experiment) {
        Map<String, String> then = new LinkedHashMap<>(SavedRun.of(folder).environment());
        then.keySet().removeIf(key -> key.startsWith("data."));
        Map<String, String> now = new LinkedHashMap<>(RunOptions.environment().entries());
        now.put("code", experiment.code().id());
        now.put("commit", experiment.code().commit());
        return Difference.between(List.of(then, now)).stream()
                .map(one -> "  " + one.key() + ": " + one.values().getFirst() + ", now "
                        + one.values().getLast())
                .toList();
    }
}
