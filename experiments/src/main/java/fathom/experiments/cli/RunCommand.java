package fathom.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From a configuration to a report. Run again with the same configuration, it goes on where it was. */
@Command(
        name = "run",
        description = "Run an experiment, or go on with it, and write its report.",
        sortOptions = false,
        footer = {
            "",
            "Examples: fathom run local-global --name wide H=500 depths=1,2,4,8 --seeds 10",
            "          fathom run mine.java depth=1,3"
        })
final class RunCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "EXPERIMENT", description = "See 'fathom list'; or a Java file of your own.")
    private String experiment;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "KEY=VALUE",
            description = "Values instead of the preset's; lists as 1,2,4 or 1..10.")
    private List<String> overrides = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    RunCommand() {}

    @Override
    public Integer call() {
        Chosen chosen = Experiments.chosen(experiment, overrides);
        if (RunOptions.terminal()) {
            // Before the plan is made, so that something is seen at once.
            spec.commandLine()
                    .getErr()
                    .println(chosen.experiment().name() + ": "
                            + chosen.experiment().question());
        }
        return RunOptions.request(spec, chosen.overrides())
                .run(chosen.experiment(), RunOptions.environment(), RunOptions.console(spec));
    }
}
