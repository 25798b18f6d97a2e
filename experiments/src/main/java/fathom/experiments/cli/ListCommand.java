package fathom.experiments.cli;

import fathom.runs.experiment.Experiment;
import fathom.runs.settings.Settings;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be run. */
@Command(name = "list", description = "List the experiments, their presets and their keys.")
final class ListCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    ListCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        for (Experiment<?> experiment : Experiments.ALL) {
            out.println(experiment.name() + ": " + experiment.question());
            experiment
                    .presets()
                    .forEach((preset, words) -> out.printf(Locale.ROOT, "  --preset %-8s %s%n", preset, words));
            out.println("  keys: "
                    + String.join(", ", Settings.of(experiment.settingsType()).keys()));
        }
    }
}
