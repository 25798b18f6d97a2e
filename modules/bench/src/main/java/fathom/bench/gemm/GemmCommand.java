package fathom.bench.gemm;

import fathom.bench.Format;
import fathom.bench.QuietRun;
import fathom.bench.peer.GemmShape;
import fathom.bench.peer.Peer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench gemm}: matrix products, ours and the peers', over the published list of shapes. */
@Command(
        name = "gemm",
        description = {
            "Matrix products in GFLOP/s, and with --peers the speedup over each peer (its time over ours).",
            "All contenders take turns within one JVM; the least time of each counts."
        },
        mixinStandardHelpOptions = true)
public final class GemmCommand implements Callable<Integer> {

    private static final double LARGE = 5e9;
    private static final double HUGE = 1e11;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--peers",
            arity = "0..1",
            split = ",",
            fallbackValue = "openblas,mkl,ejml,netlib",
            description = "measure peers beside ours: openblas, mkl, ejml, netlib (default: all that are there)")
    private List<String> peers = List.of();

    @Option(
            names = "--threads",
            split = ",",
            defaultValue = "1",
            description = "numbers of threads (default: ${DEFAULT-VALUE})")
    private List<Integer> threads;

    @Option(
            names = "--precision",
            split = ",",
            defaultValue = "float,double",
            description = "float, double or both (default: ${DEFAULT-VALUE})")
    private List<String> precisions;

    @Option(
            names = "--shape",
            description = "a shape m,n,k or m,n,k,N,T; may be repeated (default: the published list)")
    private List<String> shapes = List.of();

    @Option(
            names = "--forks",
            defaultValue = "1",
            description = "JVMs for each measurement (default: ${DEFAULT-VALUE}; published: 5)")
    private int forks;

    @Option(names = "--rounds", defaultValue = "25", description = "rounds in each JVM (default: ${DEFAULT-VALUE})")
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
        List<GemmShape> list = shapes.isEmpty()
                ? GemmShape.PUBLISHED
                : shapes.stream().map(this::shape).toList();
        List<Peer> present = presentPeers();
        PrintStream out = System.out;
        GemmReport report = new GemmReport(format, out);
        report.begin();
        for (int count : threads) {
            for (String precision : precisions) {
                for (GemmShape shape : list) {
                    measure(precision, shape, count, present).forEach(report::add);
                }
            }
        }
        report.end();
        return 0;
    }

    private void check() {
        if (forks < 1 || rounds < 1 || threads.stream().anyMatch(count -> count < 1)) {
            throw new ParameterException(spec.commandLine(), "--threads, --forks and --rounds must be at least 1");
        }
        for (String precision : precisions) {
            if (!precision.equals("float") && !precision.equals("double")) {
                throw new ParameterException(spec.commandLine(), "--precision is float or double, not " + precision);
            }
        }
    }

    private GemmShape shape(String text) {
        try {
            return GemmShape.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private List<Peer> presentPeers() {
        List<Peer> present = new ArrayList<>();
        for (String name : peers) {
            Peer peer = Arrays.stream(Peer.values())
                    .filter(candidate -> candidate.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "there is no peer " + name + "; the peers are openblas, mkl, ejml and netlib"));
            if (peer.present()) {
                present.add(peer);
            } else {
                System.err.println("bench: the peer " + name
                        + " is not there; mvn -Ppeers package -DskipTests -pl modules/bench -am" + " fetches it");
            }
        }
        return present;
    }

    private List<GemmRow> measure(String precision, GemmShape shape, int count, List<Peer> present)
            throws RunnerException {
        List<String> labels = present.stream()
                .filter(peer -> count == 1 || peer.threaded())
                .filter(peer -> !peer.slow() || shape.flops() < LARGE)
                .map(Peer::label)
                .toList();
        System.err.print("\r" + precision + " " + shape + " on " + count + " thread(s) ...        ");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(GemmRounds.class.getName() + ".round")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .forks(forks)
                .warmupIterations(1)
                .measurementIterations(shape.flops() > HUGE ? Math.min(rounds, 3) : rounds)
                .param("precision", precision)
                .param("shape", shape.toString())
                .param("threads", Integer.toString(count))
                .param("peers", String.join("+", labels))
                .jvmArgsAppend(QuietRun.jvmArguments(jvmArgs));
        List<IterationResult> iterations = QuietRun.run(options.build()).getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .toList();
        System.err.print("\r                                                          \r");
        double ours = least(iterations, "ours");
        double gflops = shape.flops() * 1e-9;
        if (labels.isEmpty()) {
            return List.of(new GemmRow(precision, shape, count, gflops / ours, "", 0, 0));
        }
        return labels.stream()
                .map(label -> {
                    double theirs = least(iterations, label);
                    return new GemmRow(precision, shape, count, gflops / ours, label, gflops / theirs, theirs / ours);
                })
                .toList();
    }

    private static double least(List<IterationResult> iterations, String label) {
        return iterations.stream()
                .mapToDouble(
                        iteration -> iteration.getSecondaryResults().get(label).getScore())
                .min()
                .orElseThrow();
    }
}
