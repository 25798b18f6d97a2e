package fathom.experiments.cli;

import fathom.runs.AtomicFile;
import fathom.runs.SavedRun;
import fathom.runs.compare.Comparison;
import fathom.runs.compare.ComparisonReport;
import fathom.runs.compare.SavedRuns;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs against each other. */
@Command(
        name = "compare",
        description = "Compare runs: settings, code, and every common metric paired by key and seed.",
        sortOptions = false,
        footer = {"", "Example: fathom compare local-global/quick \"local-global/quick,N=2000\""})
final class CompareCommand implements Runnable {

    @Parameters(
            paramLabel = "RUN",
            arity = "2..*",
            description = "Folders, experiment/name, or names; the first is the reference.")
    private List<String> names;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "The results' root (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--output",
            paramLabel = "PAGE.html",
            description = "The page (default: comparison.html in the last run's folder).")
    private Path output;

    @Spec
    private CommandSpec spec;

    CompareCommand() {}

    @Override
    public void run() {
        List<SavedRun> runs = names.stream()
                .map(name -> SavedRun.of(SavedRuns.find(out, name)))
                .toList();
        ComparisonReport report = new ComparisonReport(Comparison.of(runs));
        report.lines().forEach(spec.commandLine().getOut()::println);
        Path page = output == null ? runs.getLast().path().resolve("comparison.html") : output;
        AtomicFile.write(page, report.html());
        spec.commandLine().getOut().println(page.toAbsolutePath().normalize());
    }
}
