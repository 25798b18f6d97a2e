package fathom.bench.ntk;

import fathom.bench.Measurement;
import fathom.bench.Results;
import fathom.ntk.dual.Nonlinearity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench ntk}: Gram matrices of tangent kernels. */
@Command(
        name = "ntk",
        description = {
            "Gram matrices of tangent kernels, in seconds.",
            "The lower half on rows of length 1 (with @mixed behind an activation: of many lengths), and nanoseconds per entry and layer, without the product of layer 0."
        },
        mixinStandardHelpOptions = true)
public final class NtkCommand implements Callable<Integer> {

    @Option(
            names = "--activation",
            split = ",",
            defaultValue = "relu,tanh,tanh@mixed,gelu,gelu@mixed",
            description = "what to measure (default: ${DEFAULT-VALUE})")
    private List<String> activations;

    @Option(
            names = "--precision",
            split = ",",
            defaultValue = "double,float",
            description = "double, and float, which relu alone has (default: ${DEFAULT-VALUE})")
    private List<String> precisions;

    @Option(names = "--n", split = ",", defaultValue = "2000", description = "rows (default: ${DEFAULT-VALUE})")
    private List<Integer> sizes;

    @Option(names = "--d", defaultValue = "784", description = "entries of a row (default: ${DEFAULT-VALUE})")
    private int dimension;

    @Option(
            names = "--depth",
            split = ",",
            defaultValue = "10",
            description = "hidden layers (default: ${DEFAULT-VALUE})")
    private List<Integer> depths;

    @Option(
            names = "--threads",
            split = ",",
            defaultValue = "1,2",
            description = "numbers of threads (default: ${DEFAULT-VALUE})")
    private List<Integer> threads;

    @Option(names = "--rounds", defaultValue = "7", description = "rounds in each JVM (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Mixin
    private Measurement measurement;

    @Override
    public Integer call() throws RunnerException {
        measurement.atLeastOne("--threads", threads);
        measurement.atLeastOne("--rounds", List.of(rounds));
        measurement.atLeastOne("--n", sizes);
        measurement.atLeastOne("--d", List.of(dimension));
        measurement.atLeastOne("--depth", depths);
        for (String activation : activations) {
            check(activation);
        }
        for (String precision : precisions) {
            if (!List.of("double", NtkRounds.FLOAT).contains(precision)) {
                throw measurement.wrong("--precision must be double or float, not \"" + precision + "\"");
            }
        }
        Results results = measurement.results(NtkRow.COLUMNS);
        for (int count : threads) {
            for (String activation : activations) {
                for (String precision : precisions) {
                    if (activation.equals("relu") || !precision.equals(NtkRounds.FLOAT)) {
                        measure(results, activation, precision, count);
                    }
                }
            }
        }
        results.end();
        return 0;
    }

    private void check(String activation) {
        try {
            Nonlinearity.parse(activation.replace(NtkRounds.MIXED, ""));
        } catch (IllegalArgumentException unknown) {
            throw measurement.wrong(unknown.getMessage());
        }
    }

    private void measure(Results results, String activation, String precision, int count) throws RunnerException {
        for (int n : sizes) {
            for (int depth : depths) {
                results.add(measure(activation, precision, n, depth, count));
            }
        }
    }

    private NtkRow measure(String activation, String precision, int n, int depth, int count) throws RunnerException {
        Measurement.Times times = measurement.run(
                activation + " " + precision + " " + n + " on " + count + " thread(s)",
                NtkRounds.class,
                2,
                rounds,
                Map.of(
                        "activation", activation,
                        "precision", precision,
                        "n", Integer.toString(n),
                        "d", Integer.toString(dimension),
                        "depth", Integer.toString(depth),
                        "threads", Integer.toString(count)),
                List.of("-Xmx2g"));
        double seconds = times.least("kernel");
        double layers = seconds - times.least("linear");
        double entries = 0.5 * n * (n + 1.0);
        return new NtkRow(activation, n, dimension, depth, precision, count, seconds, layers * 1e9 / (entries * depth));
    }
}
