package fathom.experiments.cli;

import fathom.runs.AtomicFile;
import fathom.runs.SavedRun;
import fathom.runs.UserError;
import fathom.runs.compare.Export;
import fathom.runs.compare.SavedRuns;
import fathom.runs.settings.Settings;
import fathom.simd.file.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A run's trials for other programs. */
@Command(
        name = "export",
        description = "Write the trials of a run as csv, jsonl or npz.",
        sortOptions = false,
        footer = {
            "",
            "csv and jsonl: one row a trial and metric. npz: arrays sweep.metric and sweep.key, an element a trial.",
            "Example: fathom export spectra/smoke --format npz --output smoke.npz"
        })
final class ExportCommand implements Runnable {

    @Parameters(paramLabel = "RUN", description = "A folder, experiment/name, or a name.")
    private String name;

    @Option(names = "--format", defaultValue = "csv", description = "csv, jsonl or npz (default: ${DEFAULT-VALUE}).")
    private String format;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "The results' root (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The file (default: trials.FORMAT in the run's folder).")
    private Path output;

    @Spec
    private CommandSpec spec;

    ExportCommand() {}

    @Override
    public void run() {
        Settings.known("format", format, List.of("csv", "jsonl", "npz"));
        SavedRun run = SavedRun.of(SavedRuns.find(out, name));
        if (run.trials().isEmpty()) {
            throw new UserError(run.name() + " has no finished trial to export: run it first");
        }
        Path file = output == null ? run.path().resolve("trials." + format) : output;
        switch (format) {
            case "csv" -> AtomicFile.write(file, Export.csv(run));
            case "jsonl" -> AtomicFile.write(file, Export.jsonLines(run));
            default -> ArrayFiles.write(file, tensors(run));
        }
        spec.commandLine().getOut().println(file.toAbsolutePath().normalize());
    }

    /** Keys whose values are texts are left out: NumPy would need pickles for them. */
    private static Map<String, Tensor> tensors(SavedRun run) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Export.columns(run)
                .forEach((column, values) ->
                        tensors.put(column, new Tensor(List.of(values.length), new Tensor.Doubles(values))));
        return tensors;
    }
}
