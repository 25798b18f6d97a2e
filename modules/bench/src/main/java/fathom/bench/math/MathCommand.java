package fathom.bench.math;

import fathom.bench.Measurement;
import fathom.bench.Results;
import fathom.simd.MathFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench math}: elementary functions against java.lang.Math in a loop and the JDK's vector operators. */
@Command(
        name = "math",
        description = {
            "Elementary functions of 4,096 numbers in the first cache, in nanoseconds a number.",
            "The speedup is that over java.lang.Math in a loop and over VectorOperators (its time over ours). All take turns within one JVM;",
            "the least time of each counts."
        },
        mixinStandardHelpOptions = true)
public final class MathCommand implements Callable<Integer> {

    @Option(names = "--function", split = ",", description = "what to measure, such as exp,tanh (default: all)")
    private List<String> names = List.of();

    @Option(
            names = "--precision",
            split = ",",
            defaultValue = "float,double",
            description = "float, double or both (default: ${DEFAULT-VALUE})")
    private List<String> precisions;

    @Option(names = "--rounds", defaultValue = "30", description = "rounds in each JVM (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--peers", description = "measure the error functions of Apache Commons Numbers beside ours, too")
    private boolean peers;

    @Mixin
    private Measurement measurement;

    @Override
    public Integer call() throws RunnerException {
        measurement.atLeastOne("--rounds", List.of(rounds));
        measurement.precisions(precisions);
        List<MathFunction> chosen = names.isEmpty()
                ? List.of(MathFunction.values())
                : names.stream()
                        .map(name -> CheckMathCommand.function(name)
                                .orElseThrow(() -> measurement.wrong(CheckMathCommand.unknown(name))))
                        .toList();
        if (peers && Peers.commons(MathFunction.ERF) == null) {
            Measurement.absent("Apache Commons Numbers");
        }
        Results results = measurement.results(MathRow.COLUMNS);
        for (String precision : precisions) {
            for (MathFunction function : chosen) {
                measure(function, precision).forEach(results::add);
            }
        }
        results.end();
        return 0;
    }

    private List<MathRow> measure(MathFunction function, String precision) throws RunnerException {
        Measurement.Times times = measurement.run(
                precision + " " + function.symbol(),
                MathRounds.class,
                2,
                rounds,
                Map.of("function", function.name(), "precision", precision),
                List.of("-Xmx512m"));
        double ours = times.least("ours");
        List<MathRow> rows = new ArrayList<>();
        if (Peers.math(function) != null) {
            rows.add(row(function, precision, ours, "java.lang.Math", times.least("math")));
        }
        if (peers && Peers.commons(function) != null) {
            rows.add(row(function, precision, ours, "commons-numbers", times.least("commons")));
        }
        if (VectorJdk.has(function)) {
            rows.add(row(function, precision, ours, "VectorOperators", times.least("operators")));
        }
        return rows.isEmpty() ? List.of(new MathRow(function.symbol(), precision, ours, "", 0, 0)) : rows;
    }

    private static MathRow row(MathFunction function, String precision, double ours, String peer, double theirs) {
        return new MathRow(function.symbol(), precision, ours, peer, theirs, theirs / ours);
    }
}
