package fathom.bench.regression;

import fathom.bench.Measurement;
import fathom.bench.Results;
import fathom.ntk.KernelRegression;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench regression}: exact kernel regression against the product and the factorisation in it. */
@Command(
        name = "regression",
        description = {
            "Exact regression with the tangent kernel of a ReLU network, in seconds.",
            "The ratio is that of its time to the product and the Cholesky factorisation in it, measured in turn in the same JVM. The least time of each counts."
        },
        mixinStandardHelpOptions = true)
public final class RegressionCommand implements Callable<Integer> {

    /** Two matrices live at once, and the heap needs room to move. */
    private static final int MATRICES = 3;

    @Option(
            names = "--n",
            split = ",",
            defaultValue = "2000,10000",
            description = "numbers of samples (default: ${DEFAULT-VALUE})")
    private List<Integer> sizes;

    @Option(names = "--d", defaultValue = "784", description = "length of an input (default: ${DEFAULT-VALUE})")
    private int d;

    @Option(names = "--depth", defaultValue = "3", description = "hidden layers (default: ${DEFAULT-VALUE})")
    private int depth;

    @Option(
            names = "--threads",
            split = ",",
            defaultValue = "2",
            description = "numbers of threads (default: ${DEFAULT-VALUE})")
    private List<Integer> threads;

    @Option(names = "--rounds", defaultValue = "3", description = "rounds in each JVM (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Mixin
    private Measurement measurement;

    @Override
    public Integer call() throws RunnerException {
        measurement.atLeastOne("--n", sizes);
        measurement.atLeastOne("--d", List.of(d));
        measurement.atLeastOne("--depth", List.of(depth));
        measurement.atLeastOne("--threads", threads);
        measurement.atLeastOne("--rounds", List.of(rounds));
        Results results = measurement.results(RegressionRow.COLUMNS);
        for (int count : threads) {
            for (int n : sizes) {
                results.add(measure(n, count));
            }
        }
        results.end();
        return 0;
    }

    private RegressionRow measure(int n, int count) throws RunnerException {
        long megabytes = MATRICES * (KernelRegression.bytes(n, 0, d) >> 20) + 256;
        Measurement.Times times = measurement.run(
                "regression on " + n + " samples on " + count + " thread(s)",
                RegressionRounds.class,
                0,
                rounds,
                Map.of(
                        "n", Integer.toString(n),
                        "d", Integer.toString(d),
                        "depth", Integer.toString(depth),
                        "threads", Integer.toString(count)),
                List.of("-Xmx" + megabytes + "m"));
        double whole = times.least("regression");
        double product = times.least("product");
        double cholesky = times.least("cholesky");
        return new RegressionRow(n, d, depth, count, whole, product, cholesky, whole / (product + cholesky));
    }
}
