package fathom.bench.factor;

import fathom.bench.Measurement;
import fathom.bench.Results;
import fathom.bench.peer.Peer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench factor}: Cholesky and symmetric eigenvalues, ours and those of native LAPACKs. */
@Command(
        name = "factor",
        description = {
            "Factorisations in seconds, and with --peers the speedup over each peer (its time over ours).",
            "Each contender runs in a process of its own and they take turns, the others stopped; the least time counts."
        },
        mixinStandardHelpOptions = true)
public final class FactorCommand implements Callable<Integer> {

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

    @Option(names = "--rounds", defaultValue = "10", description = "rounds in each JVM (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Mixin
    private Measurement measurement;

    @Override
    public Integer call() throws RunnerException {
        measurement.atLeastOne("--threads", threads);
        measurement.atLeastOne("--rounds", List.of(rounds));
        measurement.atLeastOne("--n", sizes);
        measurement.precisions(precisions);
        List<Operation> chosen = operations.stream().map(this::operation).toList();
        List<Peer> present = measurement.present(peers, List.of(Peer.OPENBLAS, Peer.MKL));
        Results results = measurement.results(FactorRow.COLUMNS);
        for (int count : threads) {
            for (String precision : precisions) {
                for (Operation operation : chosen) {
                    for (int n : operation.has(precision) ? sizes(operation) : new int[0]) {
                        measure(operation, precision, n, count, present).forEach(results::add);
                    }
                }
            }
        }
        results.end();
        return 0;
    }

    private int[] sizes(Operation operation) {
        return sizes.isEmpty()
                ? operation.published()
                : sizes.stream().mapToInt(n -> n).toArray();
    }

    private Operation operation(String name) {
        return Arrays.stream(Operation.values())
                .filter(candidate -> candidate.label().equals(name))
                .findFirst()
                .orElseThrow(() -> measurement.wrong(
                        "there is no operation " + name + "; they are cholesky, eigenvalues and eigenvectors"));
    }

    private List<FactorRow> measure(Operation operation, String precision, int n, int count, List<Peer> present)
            throws RunnerException {
        List<FactorRow> rows = new ArrayList<>();
        for (String peer : present.isEmpty()
                ? List.of("")
                : present.stream().map(Peer::label).toList()) {
            rows.add(measure(operation, precision, n, count, peer));
        }
        return rows;
    }

    private FactorRow measure(Operation operation, String precision, int n, int count, String peer)
            throws RunnerException {
        Measurement.Times times = measurement.run(
                operation.label() + " " + n + " on " + count + " thread(s)" + (peer.isEmpty() ? "" : " beside " + peer),
                FactorRounds.class,
                1,
                operation == Operation.CHOLESKY ? rounds : Math.max(1, rounds / 3),
                Map.of(
                        "operation", operation.label(),
                        "precision", precision,
                        "n", Integer.toString(n),
                        "threads", Integer.toString(count),
                        "peer", peer),
                List.of("-Xmx2g"));
        double ours = times.least("ours");
        double theirs = peer.isEmpty() ? 0 : times.least(peer);
        String kernels = peer.isEmpty()
                ? null
                : measurement.kernels(FactorWork.class, peer, "cholesky", "2", precision, Integer.toString(count));
        return new FactorRow(operation.label(), n, precision, count, ours, peer, theirs, theirs / ours, kernels);
    }
}
