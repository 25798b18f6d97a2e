package fathom.experiments.cli;

import fathom.runs.experiment.RunOption;
import java.io.PrintWriter;
import java.util.EnumSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command line.
 *
 * <pre>
 * exit code   0 done   1 a trial failed (the others are kept)   2 wrong usage or input   130 interrupted (resumable)
 * </pre>
 *
 * Wrong usage and input get one sentence on standard error, and a stack trace only with {@code --debug}.
 */
@Command(
        name = "fathom",
        description = "A laboratory for one question: what does depth buy a neural network, and when?",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        subcommands = {
            RunCommand.class,
            NewCommand.class,
            ExplainCommand.class,
            ProfileCommand.class,
            ListCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            ReplayCommand.class,
            ServeCommand.class,
            ExportCommand.class,
            ReproduceCommand.class,
            PackageCommand.class,
            MergeCommand.class,
            KernelCommand.class,
            PredictCommand.class,
            DualCommand.class,
            SpectrumCommand.class,
            WorkerCommand.class,
            DoctorCommand.class
        },
        footer = {
            "",
            "./fathom bench measures the kernels (its own --help). Everything runs on the CPU; no GPU is used.",
            "Exit codes: 0 done; 1 a trial failed; 2 wrong usage or input; 130 interrupted (run again to resume)."
        })
public final class Main implements Runnable {

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    Main() {}

    public static void main(String[] arguments) {
        Output.restoreStandardError();
        Output output = Output.standard();
        PrintWriter out = output.writer();
        PrintWriter err = new PrintWriter(System.err, true);
        int code = run(out, err, arguments);
        out.flush();
        System.exit(Failures.output(output.failure(), code, err));
    }

    /** The command line with all its options. */
    static CommandLine line(Main main) {
        CommandLine line = new CommandLine(main);
        line.getSubcommands().forEach((name, command) -> {
            if (name.equals("run")) {
                RunOptions.add(command.getCommandSpec(), EnumSet.allOf(RunOption.class));
            } else if (name.equals("profile")) {
                RunOptions.add(command.getCommandSpec(), RunOption.ofAnyRun());
            }
        });
        return line;
    }

    /** Runs one command and returns its exit code; never ends the process. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Main main = new Main();
        CommandLine line = line(main)
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Failures::usage)
                .setExecutionExceptionHandler((failure, which, parsed) -> Failures.execution(failure, err, main.debug));
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return Failures.execution(e, err, main.debug);
        }
    }

    /** No command: the help, which fits a screen. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
