package fathom.experiments.cli;

import fathom.runs.UserError;
import fathom.runs.serve.RunServer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The runs in a browser, until Ctrl-C. */
@Command(
        name = "serve",
        description = "Show all runs in a browser on this machine: those at work, reports, comparisons.",
        sortOptions = false)
final class ServeCommand implements Runnable {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + RunServer.PORT,
            description = "The port, or one of the next if it is taken (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "The results' root (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Spec
    private CommandSpec spec;

    ServeCommand() {}

    @Override
    public void run() {
        if (port < 1 || port > 65_535) {
            throw new UserError("invalid value --port=" + port + ": must be between 1 and 65535");
        }
        try (RunServer server = RunServer.start(out, port)) {
            if (server.port() != port) {
                spec.commandLine().getErr().println("fathom: port " + port + " is taken");
            }
            spec.commandLine().getOut().println(server.address() + " shows the runs in " + out + "; Ctrl-C ends it.");
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
