package fathom.bench.factor;

import fathom.bench.Format;
import fathom.bench.peer.Peer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

/** {@code bench factor}: Cholesky and symmetric eigenvalues, ours and those of native LAPACKs. */
@Command(
        name = "factor",
        description = {
            "Factorisations in seconds, and with --peers the speedup over each peer (its time over ours).",
            "All contenders take turns within one JVM; the least time of each counts."
        },
        mixinStandardHelpOptions = true)
public final class FactorCommand implements Callable<Integer> {

    private static final List<Peer> NATIVE = List.of(Peer.OPENBLAS, Peer.MKL);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--peers",
            arity = "0..1",
            split = ",",
            fallbackValue = "openblas,mkl",
            description = "measure peers beside ours: openblas, mkl (default: all that are there)")
    private List<String> peers = List.of();

    @Option(
            names = "--threads",
            split = ",",
            defaultValue = "1",
            description = "numbers of threads (default: ${DEFAULT-VALUE})")
    private List<Integer> threads;

    @Option(
            names = "--operation",
            split = ",",
            defaultValue = "cholesky,eigenvalues,eigenvectors",
            description = "what to measure (default: ${DEFAULT-VALUE})")
    private List<String> operations;

    @Option(
            names = "--precision",
            split = ",",
            defaultValue = "double",
            description = "double, float (Cholesky only) or both (default: ${DEFAULT-VALUE})")
    private List<String> precisions;

    @Option(names = "--n", split = ",", description = "sizes (default: the published ones)")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--forks",
            defaultValue = "1",
            description = "JVMs for each measurement (default: ${DEFAULT-VALUE}; published: 5)")
    private int forks;

    @Option(names = "--rounds", defaultValue = "10", description = "rounds in each JVM (default: ${DEFAULT-VALUE})")
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
        List<Operation> chosen = operations.stream().map(this::operation).toList();
        List<String> present = presentPeers();
        PrintStream out = System.out;
        begin(out);
        String separator = "  ";
        for (int count : threads) {
            for (String precision : precisions) {
                for (Operation operation : chosen) {
                    List<Integer> list = sizes.isEmpty()
                            ? Arrays.stream(operation.published()).boxed().toList()
                            : sizes;
                    for (int n : operation.has(precision) ? list : List.<Integer>of()) {
                        for (FactorRow row : measure(operation, precision, n, count, present)) {
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
            }
        }
        if (format == Format.json) {
            out.println("]");
        }
        return 0;
    }

    private void begin(PrintStream out) {
        out.println(
                switch (format) {
                    case table -> FactorRow.tableHeader();
                    case csv -> FactorRow.CSV_HEADER;
                    case json -> "[";
                });
    }

    private void check() {
        if (forks < 1 || rounds < 1 || threads.stream().anyMatch(count -> count < 1)) {
            throw wrong("--threads, --forks and --rounds must be at least 1");
        }
        if (sizes.stream().anyMatch(n -> n < 1)) {
            throw wrong("--n must be at least 1");
        }
        for (String precision : precisions) {
            if (!precision.equals("float") && !precision.equals("double")) {
                throw wrong("--precision is float or double, not " + precision);
            }
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private Operation operation(String name) {
        return Arrays.stream(Operation.values())
                .filter(candidate -> candidate.label().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        wrong("there is no operation " + name + "; they are cholesky, eigenvalues and eigenvectors"));
    }

    private List<String> presentPeers() {
        List<String> present = new ArrayList<>();
        for (String name : peers) {
            Peer peer = NATIVE.stream()
                    .filter(candidate -> candidate.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong("there is no peer " + name + "; the peers are openblas and mkl"));
            if (peer.present()) {
                present.add(name);
            } else {
                System.err.println("bench: the peer " + name
                        + " is not there; mvn -Ppeers package -DskipTests -pl modules/bench -am fetches it");
            }
        }
        return present;
    }

    private List<FactorRow> measure(Operation operation, String precision, int n, int count, List<String> present)
            throws RunnerException {
        System.err.print("\r" + operation.label() + " " + n + " on " + count + " thread(s) ...        ");
        List<String> arguments = new ArrayList<>(
                List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xmx2g"));
        arguments.addAll(jvmArgs);
        Options options = new OptionsBuilder()
                .include(FactorRounds.class.getName() + ".round")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .forks(forks)
                .warmupIterations(1)
                .measurementIterations(operation == Operation.CHOLESKY ? rounds : Math.max(1, rounds / 3))
                .param("operation", operation.label())
                .param("precision", precision)
                .param("n", Integer.toString(n))
                .param("threads", Integer.toString(count))
                .param("peers", String.join("+", present))
                .jvmArgsAppend(arguments.toArray(String[]::new))
                .build();
        List<IterationResult> iterations = run(options).getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .toList();
        System.err.print("\r                                                          \r");
        double ours = least(iterations, "ours");
        if (present.isEmpty()) {
            return List.of(new FactorRow(operation.label(), n, precision, count, ours, "", 0, 0));
        }
        return present.stream()
                .map(peer -> {
                    double theirs = least(iterations, peer);
                    return new FactorRow(operation.label(), n, precision, count, ours, peer, theirs, theirs / ours);
                })
                .toList();
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
