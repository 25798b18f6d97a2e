package fathom.bench.gemm;

import fathom.bench.Measurement;
import fathom.bench.Results;
import fathom.bench.peer.GemmShape;
import fathom.bench.peer.Peer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench gemm}: matrix products, ours and the peers', over the published list of shapes. */
@Command(
        name = "gemm",
        description = {
            "Matrix products in GFLOP/s, and with --peers the speedup over each peer (its time over ours).",
            "Each contender runs in a process of its own and they take turns, the others stopped; the least time counts.",
            "Rows whose peer is `whole` are half of a Gram matrix A A' against our own whole product of A and A' (as",
            "n*n*k and 2*n*n*k operations; the ratio is that of the times, ideally 2)."
        },
        mixinStandardHelpOptions = true)
public final class GemmCommand implements Callable<Integer> {

    private static final double LARGE = 5e9;
    private static final double HUGE = 1e11;

    /** Products in one turn of the profile. */
    static final int PROFILED = 100;

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

    @Option(names = "--rounds", defaultValue = "25", description = "rounds in each JVM (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--profile",
            description = "gc: instead of times, the bytes that one of our products allocates, by JMH's profiler")
    private String profile;

    @Mixin
    private Measurement measurement;

    @Override
    public Integer call() throws RunnerException {
        measurement.atLeastOne("--threads", threads);
        measurement.atLeastOne("--rounds", List.of(rounds));
        measurement.precisions(precisions);
        List<GemmShape> list = shapes.isEmpty()
                ? GemmShape.PUBLISHED
                : shapes.stream().map(this::shape).toList();
        if (profile != null) {
            return profile(list);
        }
        List<Peer> present = measurement.present(peers, List.of(Peer.values()));
        Results results = measurement.results(GemmRow.COLUMNS);
        for (int count : threads) {
            for (String precision : precisions) {
                for (GemmShape shape : list) {
                    measure(precision, shape, count, present).forEach(results::add);
                }
                for (GemmShape shape : shapes.isEmpty() ? GemmShape.GRAM : List.<GemmShape>of()) {
                    results.add(half(precision, shape, count));
                }
            }
        }
        results.end();
        return 0;
    }

    private int profile(List<GemmShape> list) throws RunnerException {
        if (!profile.equals("gc")) {
            throw measurement.wrong("there is no profile " + profile + "; there is gc");
        }
        Results results = measurement.results(AllocationRow.COLUMNS);
        for (int count : threads) {
            for (String precision : precisions) {
                for (GemmShape shape : list) {
                    if (shape.flops() < LARGE) {
                        double bytes = measurement.allocation(
                                precision + " " + shape + " on " + count + " thread(s)",
                                GemmAllocation.class.getName() + ".round",
                                Map.of(
                                        "precision", precision,
                                        "shape", shape.toString(),
                                        "threads", Integer.toString(count)),
                                3,
                                2,
                                TimeValue.milliseconds(500));
                        results.add(new AllocationRow(precision, shape, count, bytes / PROFILED));
                    }
                }
            }
        }
        results.end();
        return 0;
    }

    private GemmShape shape(String text) {
        try {
            return GemmShape.parse(text);
        } catch (IllegalArgumentException e) {
            throw measurement.wrong(e.getMessage());
        }
    }

    private List<GemmRow> measure(String precision, GemmShape shape, int count, List<Peer> present)
            throws RunnerException {
        List<String> labels = present.stream()
                .filter(peer -> count == 1 || peer.threaded())
                .filter(peer -> !peer.slow() || shape.flops() < LARGE)
                .map(Peer::label)
                .toList();
        Measurement.Times times = times(precision, shape, count, labels);
        double ours = times.least("ours");
        double gflops = shape.flops() * 1e-9;
        if (labels.isEmpty()) {
            return List.of(new GemmRow(precision, shape, count, gflops / ours, "", 0, 0, null));
        }
        return labels.stream()
                .map(label -> {
                    double theirs = times.least(label);
                    String kernels =
                            measurement.kernels(GemmWork.class, label, "2,2,2", precision, Integer.toString(count));
                    return new GemmRow(
                            precision, shape, count, gflops / ours, label, gflops / theirs, theirs / ours, kernels);
                })
                .toList();
    }

    /** Half of a Gram matrix; the peer is the whole product, ours too. */
    private GemmRow half(String precision, GemmShape shape, int count) throws RunnerException {
        Measurement.Times times = times(precision, shape, count, List.of("half"));
        double whole = times.least("ours");
        double half = times.least("half");
        double gflops = shape.flops() * 1e-9;
        return new GemmRow(precision, shape, count, gflops / 2 / half, "whole", gflops / whole, whole / half, null);
    }

    /** The rounds of our product and of those with these labels. */
    private Measurement.Times times(String precision, GemmShape shape, int count, List<String> labels)
            throws RunnerException {
        return measurement.run(
                precision + " " + shape + " on " + count + " thread(s)",
                GemmRounds.class,
                1,
                shape.flops() > HUGE ? Math.min(rounds, 3) : rounds,
                Map.of(
                        "precision", precision,
                        "shape", shape.toString(),
                        "threads", Integer.toString(count),
                        "peers", String.join("+", labels)),
                List.of());
    }
}
