package fathom.bench.math;

import fathom.bench.Format;
import fathom.simd.MathFunction;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench math}: elementary functions against java.lang.Math in a loop and the JDK's vector operators. */
@Command(
        name = "math",
        description = {
            "Elementary functions of 4,096 numbers in the first cache, in nanoseconds a number, and the speedup over",
            "java.lang.Math in a loop and over VectorOperators (its time over ours). All take turns within one JVM;",
            "the least time of each counts."
        },
        mixinStandardHelpOptions = true)
public final class MathCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--function", split = ",", description = "what to measure, such as exp,tanh (default: all)")
    private List<String> names = List.of();

    @Option(
            names = "--precision",
            split = ",",
            defaultValue = "float,double",
            description = "float, double or both (default: ${DEFAULT-VALUE})")
    private List<String> precisions;

    @Option(
            names = "--forks",
            defaultValue = "1",
            description = "JVMs for each function (default: ${DEFAULT-VALUE}; published: 5)")
    private int forks;

    @Option(names = "--rounds", defaultValue = "30", description = "rounds in each JVM (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--jvm-arg",
            description = "a further option for the measured JVMs, such as -XX:UseAVX=2; may be repeated")
    private List<String> jvmArgs = List.of();

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Format format;

    @Override
    public Integer call() throws RunnerException {
        check();
        List<MathFunction> chosen = names.isEmpty()
                ? List.of(MathFunction.values())
                : names.stream()
                        .map(name -> CheckMathCommand.MathNames.function(spec, name))
                        .toList();
        PrintStream out = System.out;
        out.println(
                switch (format) {
                    case table -> MathRow.tableHeader();
                    case csv -> MathRow.CSV_HEADER;
                    case json -> "[";
                });
        String separator = "  ";
        for (String precision : precisions) {
            for (MathFunction function : chosen) {
                for (MathRow row : measure(function, precision)) {
                    out.println(
                            switch (format) {
                                case table -> row.table();
                                case csv -> row.csv();
                                case json -> separator + row.json();
                            });
                    separator = ", ";
                }
            }
        }
        if (format == Format.json) {
            out.println("]");
        }
        return 0;
    }

    private void check() {
        if (forks < 1 || rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--forks and --rounds must be at least 1");
        }
        for (String precision : precisions) {
            if (!precision.equals("float") && !precision.equals("double")) {
                throw new ParameterException(spec.commandLine(), "--precision is float or double, not " + precision);
            }
        }
    }

    private List<MathRow> measure(MathFunction function, String precision) throws RunnerException {
        List<String> arguments = new ArrayList<>(List.of("--add-modules=jdk.incubator.vector", "-Xmx512m"));
        arguments.addAll(jvmArgs);
        Options options = new OptionsBuilder()
                .include(MathRounds.class.getName() + ".round")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .forks(forks)
                .warmupIterations(2)
                .measurementIterations(rounds)
                .param("function", function.name())
                .param("precision", precision)
                .jvmArgsAppend(arguments.toArray(String[]::new))
                .build();
        List<IterationResult> iterations = run(options).getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .toList();
        double ours = least(iterations, "ours");
        List<MathRow> rows = new ArrayList<>();
        if (Peers.math(function) != null) {
            rows.add(row(function, precision, ours, "java.lang.Math", least(iterations, "math")));
        }
        if (VectorJdk.has(function)) {
            rows.add(row(function, precision, ours, "VectorOperators", least(iterations, "operators")));
        }
        return rows.isEmpty() ? List.of(new MathRow(function.symbol(), precision, ours, "", 0, 0)) : rows;
    }

    private static MathRow row(MathFunction function, String precision, double ours, String peer, double theirs) {
        return new MathRow(function.symbol(), precision, ours, peer, theirs, theirs / ours);
    }

    /** Runs without a word: what the forked JVMs print is shown only if they fail. */
    private static RunResult run(Options options) throws RunnerException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream quiet = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(quiet);
            System.setErr(quiet);
            return new Runner(options).runSingle();
        } catch (RunnerException failure) {
            err.println(said.toString(StandardCharsets.UTF_8));
            throw failure;
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static double least(List<IterationResult> iterations, String label) {
        return iterations.stream()
                .mapToDouble(
                        iteration -> iteration.getSecondaryResults().get(label).getScore())
                .min()
                .orElseThrow();
    }
}
