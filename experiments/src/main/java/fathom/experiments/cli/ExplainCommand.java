package fathom.experiments.cli;

import fathom.experiments.profile.Profile;
import fathom.runs.experiment.Experiment;
import fathom.runs.settings.Reference;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What an experiment asks, and what its keys mean. */
@Command(
        name = "explain",
        description = "Explain an experiment, or one of its keys.",
        sortOptions = false,
        footer = {"", "Example: fathom explain spectra depths"})
final class ExplainCommand implements Runnable {

    @Parameters(index = "0", paramLabel = "EXPERIMENT", description = "See 'fathom list'; or a Java file of your own.")
    private String experiment;

    @Parameters(index = "1", arity = "0..1", paramLabel = "KEY", description = "One of its keys.")
    private String key;

    @Spec
    private CommandSpec spec;

    ExplainCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Experiment<?> chosen = Profile.EXPERIMENT.name().equals(experiment)
                ? Profile.EXPERIMENT
                : Experiments.chosen(experiment, List.of()).experiment();
        Reference reference = Reference.of(chosen.settingsType());
        if (key != null) {
            reference.explain(key).forEach(out::println);
            return;
        }
        out.println(chosen.name() + ": " + chosen.question());
        out.println("Presets:");
        chosen.presets().forEach((preset, words) -> out.println("  " + preset + "  " + words));
        out.println("Keys, each as key=value:");
        reference.lines().forEach(out::println);
    }
}
