package fathom.bench.train;

import fathom.bench.Column;
import fathom.bench.Measurement;
import fathom.bench.Results;
import fathom.bench.Row;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench train scaling}: what a second processor brings. */
@Command(
        name = "scaling",
        description = {
            "What a second processor brings to training.",
            "The throughput of two trials at once over that of one, and the time of a step on one thread over that on two. Turns within one JVM; the least time of each counts."
        },
        mixinStandardHelpOptions = true)
final class ScalingCommand implements Callable<Integer> {

    static final List<Column> COLUMNS = List.of(
            Column.text("figure", "figure", 7),
            Column.count("d", "d", 5),
            Column.count("H", "H", 5),
            Column.count("L", "L", 3),
            Column.count("batch", "batch", 5),
            Column.figure("one_us", "one us", 10, 1, 1),
            Column.figure("two_us", "two us", 10, 1, 1),
            Column.figure("ratio", "ratio", 7, 3, 2),
            Column.text("network", "network", 7));

    private static final List<ScalingRow> PUBLISHED = List.of(
            new ScalingRow(true, TrainShape.dense(100, 500, 7, 50), 0, 0),
            new ScalingRow(false, TrainShape.dense(784, 3000, 3, 128), 0, 0),
            new ScalingRow(true, new TrainShape(1728, 32, 5, 128, true), 0, 0),
            new ScalingRow(false, new TrainShape(1728, 32, 5, 128, true), 0, 0));

    @Option(names = "--rounds", defaultValue = "10", description = "rounds in each JVM (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Mixin
    private Measurement measurement;

    /**
     * One line of the table.
     *
     * @param trials two trials at once, and not one on two threads
     * @param one microseconds of a step alone on one thread
     * @param two microseconds of a step of each of two trials, or of a step on two threads
     */
    record ScalingRow(boolean trials, TrainShape shape, double one, double two) implements Row {

        /** Throughput of two trials over that of one, or time on one thread over that on two. */
        @Override
        public double ratio() {
            return (trials ? 2 : 1) * one / two;
        }

        @Override
        public List<Object> values() {
            return List.of(
                    trials ? "trials" : "threads",
                    shape.inputs(),
                    shape.width(),
                    shape.depth(),
                    shape.batch(),
                    one,
                    two,
                    ratio(),
                    shape.network());
        }

        @Override
        public List<String> groups() {
            return List.of();
        }
    }

    @Override
    public Integer call() throws RunnerException {
        measurement.atLeastOne("--rounds", List.of(rounds));
        Results results = measurement.results(COLUMNS);
        for (ScalingRow row : PUBLISHED) {
            Measurement.Times times = measurement.run(
                    row.shape() + (row.trials() ? ", two trials" : ", two threads"),
                    TrainScaling.class,
                    1,
                    rounds,
                    Map.of("shape", row.shape().toString(), "trials", Boolean.toString(row.trials())),
                    List.of());
            results.add(new ScalingRow(row.trials(), row.shape(), times.least("one") * 1e6, times.least("two") * 1e6));
        }
        results.end();
        return 0;
    }
}
