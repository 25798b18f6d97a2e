package fathom.experiments;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be run. */
@Command(name = "list", description = "List the experiments and their presets.")
final class ListCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    ListCommand() {}

    @Override
    public void run() {
        spec.commandLine().getOut().println("local-global   does depth help a local target and hurt a global one?");
    }
}
