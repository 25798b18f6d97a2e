package fathom.experiments.cli;

import fathom.runs.Merge;
import fathom.runs.RunFolder;
import fathom.runs.UserError;
import fathom.runs.experiment.Experiment;
import fathom.runs.experiment.Prepared;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The parts of a sweep that job arrays ran become one run with a report. */
@Command(
        name = "merge",
        description = "Unite the ledgers of 'run --shard' in one run, and report it.",
        sortOptions = false,
        footer = {"", "Example: fathom merge results/spectra/quick-shard-*"})
final class MergeCommand implements Runnable {

    @Parameters(
            paramLabel = "FOLDER",
            arity = "1..*",
            description = "The parts, such as results/spectra/quick-shard-1-of-4.")
    private List<Path> parts;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The folder of the whole (default: the parts' name without -shard-K-of-N).")
    private String name;

    @Option(names = "--out", paramLabel = "DIR", description = "The results' root (default: that of the first part).")
    private Path out;

    @Spec
    private CommandSpec spec;

    MergeCommand() {}

    @Override
    public void run() {
        PrintWriter err = spec.commandLine().getErr();
        Prepared<?> prepared;
        List<Path> sources;
        try (RunFolder first = RunFolder.reopen(parts.getFirst(), err::println)) {
            prepared = ReportCommand.prepared(Experiments.in(first), first);
            sources = RunFolder.sources(first.path());
        }
        Experiment<?> experiment = prepared.experiment();
        Path place = parts.getFirst().toAbsolutePath().normalize();
        try (RunFolder whole = RunFolder.open(
                out == null ? place.getParent().getParent() : out,
                experiment.name(),
                name == null ? standardName(place) : name,
                prepared.settings(),
                RunOptions.environment().withCode(experiment.code()),
                err::println)) {
            int added = Merge.into(whole, parts, err::println);
            whole.keep(sources);
            err.println("fathom: " + added + (added == 1 ? " trial" : " trials") + " merged into " + whole.path());
            prepared.report(whole, spec.commandLine().getOut()::println);
        }
    }

    private static String standardName(Path part) {
        String folder = part.getFileName().toString();
        String whole = folder.replaceFirst("-shard-[0-9]+-of-[0-9]+$", "");
        if (whole.equals(folder)) {
            throw new UserError(folder + " does not end in -shard-K-of-N: give the name of the whole as --name");
        }
        return whole;
    }
}
