package fathom.bench;

import fathom.bench.factor.FactorCommand;
import fathom.bench.gemm.GemmCommand;
import fathom.bench.ladder.LadderCommand;
import fathom.bench.math.CheckMathCommand;
import fathom.bench.math.MathCommand;
import fathom.bench.ntk.NtkCommand;
import fathom.bench.regression.RegressionCommand;
import fathom.bench.train.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code bench}: our kernels measured, alone or against what others use. */
@Command(
        name = "fathom bench",
        description = "Measures the kernels, alone or against their peers. docs/performance.md explains the figures.",
        subcommands = {
            GemmCommand.class,
            MathCommand.class,
            FactorCommand.class,
            LadderCommand.class,
            CheckMathCommand.class,
            TrainCommand.class,
            NtkCommand.class,
            RegressionCommand.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class BenchMain {

    private BenchMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchMain())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    System.err.println("fathom bench: " + failure.getMessage());
                    return failure instanceof IllegalArgumentException ? 2 : 1;
                })
                .setParameterExceptionHandler((wrong, arguments) -> {
                    System.err.println("fathom bench: " + wrong.getMessage());
                    return 2;
                })
                .execute(args));
    }
}
