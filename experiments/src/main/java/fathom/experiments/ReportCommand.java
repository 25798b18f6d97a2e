package fathom.experiments;

import fathom.experiments.protocol.Experiment;
import fathom.experiments.protocol.FewSeeds;
import fathom.experiments.protocol.Study;
import fathom.runs.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
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
            write(
                    study(Experiments.reported(run.experiment()), run),
                    run,
                    spec.commandLine().getOut());
        }
    }

    private static <C extends Record> Study study(Experiment<C> experiment, RunFolder run) {
        return experiment.study(run.configuration(experiment.title().configurationType()), 1);
    }

    /** Writes the report, prints the result, and in the last line the report's path. */
    static void write(Study study, RunFolder folder, PrintWriter out) {
        String result = study.report(folder);
        String banner = FewSeeds.banner(folder);
        if (!banner.isEmpty()) {
            out.println(banner);
        }
        out.println(result);
        out.println(folder.path().resolve("report.html").toAbsolutePath().normalize());
    }
}
