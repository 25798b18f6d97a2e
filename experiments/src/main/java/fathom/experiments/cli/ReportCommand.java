package fathom.experiments.cli;

import fathom.runs.RunFolder;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Experiment;
import fathom.runs.experiment.Prepared;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The report of a run that is there already, finished or not, made again from its ledger. */
@Command(name = "report", description = "Make the figures and the report of a run again, from its ledger.")
final class ReportCommand implements Runnable {

    @Parameters(paramLabel = "FOLDER", description = "Such as results/local-global/quick.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    ReportCommand() {}

    @Override
    public void run() {
        PrintWriter err = spec.commandLine().getErr();
        try (RunFolder run = RunFolder.reopen(folder, err::println)) {
            prepared(Experiments.in(run), run).report(run, spec.commandLine().getOut()::println);
        }
    }

    static <C extends Record> Prepared<C> prepared(Experiment<C> experiment, RunFolder run) {
        Context context = new Context(1, Optional.empty(), Path.of("scratch"));
        return experiment.prepare(run.configuration(experiment.settingsType()), context);
    }
}
