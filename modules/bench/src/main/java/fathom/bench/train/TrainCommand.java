package fathom.bench.train;

import fathom.bench.Format;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

/** {@code bench train}: training steps, ours and PyTorch's, over the published list of shapes. */
@Command(
        name = "train",
        description = {
            "One training step (forward, backward, plain gradient descent) in microseconds, and with --peers the",
            "speedup over PyTorch (its time over ours). Both take turns within one JVM; the least time of each counts."
        },
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--peers", description = "measure PyTorch beside ours")
    private boolean peers;

    @Option(
            names = "--threads",
            split = ",",
            defaultValue = "1",
            description = "numbers of threads (default: ${DEFAULT-VALUE})")
    private List<Integer> threads;

    @Option(names = "--shape", description = "a shape d,H,L,batch; may be repeated (default: the published list)")
    private List<String> shapes = List.of();

    @Option(
            names = "--forks",
            defaultValue = "1",
            description = "JVMs for each measurement (default: ${DEFAULT-VALUE}; published: 5)")
    private int forks;

    @Option(names = "--rounds", defaultValue = "40", description = "rounds in each JVM (default: ${DEFAULT-VALUE})")
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
        if (forks < 1 || rounds < 1 || threads.stream().anyMatch(count -> count < 1)) {
            throw new ParameterException(spec.commandLine(), "--threads, --forks and --rounds must be at least 1");
        }
        List<TrainShape> list = shapes.isEmpty()
                ? TrainShape.PUBLISHED
                : shapes.stream().map(this::shape).toList();
        if (peers && !TrainPeer.present()) {
            System.err.println(
                    "bench: PyTorch is not there; mvn -Ppeers package -DskipTests -pl modules/bench -am fetches it");
        }
        boolean peer = peers && TrainPeer.present();
        PrintStream out = System.out;
        out.println(
                switch (format) {
                    case table -> TrainRow.tableHeader();
                    case csv -> TrainRow.CSV_HEADER;
                    case json -> "[";
                });
        List<TrainRow> rows = new ArrayList<>();
        for (int count : threads) {
            for (TrainShape shape : list) {
                TrainRow row = measure(shape, count, peer);
                out.println(
                        switch (format) {
                            case table -> row.table();
                            case csv -> row.csv();
                            case json -> (rows.isEmpty() ? "  " : ", ") + row.json();
                        });
                rows.add(row);
            }
        }
        end(out, rows, peer);
        return 0;
    }

    private void end(PrintStream out, List<TrainRow> rows, boolean peer) {
        if (format == Format.json) {
            out.println("]");
        }
        if (format == Format.table && peer) {
            // A figure for people only: nothing is computed with it.
            double product = 1;
            for (TrainRow row : rows) {
                product *= row.ratio();
            }
            out.println(String.format(
                    Locale.ROOT, "geometric mean of the ratios: %.3f", Math.pow(product, 1.0 / rows.size())));
        }
    }

    private TrainShape shape(String text) {
        try {
            return TrainShape.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private TrainRow measure(TrainShape shape, int count, boolean peer) throws RunnerException {
        System.err.print("\r" + shape + " on " + count + " thread(s) ...        ");
        List<String> arguments = new ArrayList<>(List.of(
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dai.djl.offline=true"));
        arguments.addAll(jvmArgs);
        Options options = new OptionsBuilder()
                .include(TrainRounds.class.getName() + ".round")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .forks(forks)
                .warmupIterations(1)
                .measurementIterations(shape.flops() > 5e9 ? Math.min(rounds, 15) : rounds)
                .param("shape", shape.toString())
                .param("threads", Integer.toString(count))
                .param("peer", Boolean.toString(peer))
                .jvmArgsAppend(arguments.toArray(String[]::new))
                .build();
        List<IterationResult> iterations = run(options).getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .toList();
        System.err.print("\r                                                          \r");
        double ours = least(iterations, "ours") * 1e6;
        if (!peer) {
            return new TrainRow(shape, count, ours, "", 0, 0);
        }
        double theirs = least(iterations, "peer") * 1e6;
        return new TrainRow(shape, count, ours, "pytorch", theirs, theirs / ours);
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
