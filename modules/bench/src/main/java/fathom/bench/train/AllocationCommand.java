package fathom.bench.train;

import fathom.bench.Column;
import fathom.bench.Measurement;
import fathom.bench.Results;
import fathom.bench.Row;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench train allocation}: what a step allocates, as JMH's gc profiler says. */
@Command(
        name = "allocation",
        description = {
            "Bytes that a warm training step allocates on one thread.",
            "JMH's gc profiler counts them (gc.alloc.rate.norm); what the profiler itself allocates in an interval is among them, so that few steps in an interval look worse."
        },
        mixinStandardHelpOptions = true)
final class AllocationCommand implements Callable<Integer> {

    static final List<Column> COLUMNS = List.of(
            Column.count("d", "d", 5),
            Column.count("H", "H", 5),
            Column.count("L", "L", 3),
            Column.count("batch", "batch", 5),
            Column.figure("bytes", "bytes a step", 12, 1, 1),
            Column.text("network", "network", 7));

    @Option(
            names = "--shape",
            description = "a shape d,H,L,batch or cnn:d,H,L,batch; may be repeated (default: the published list)")
    private List<String> shapes = List.of();

    @Option(
            names = "--seconds",
            defaultValue = "3",
            description = {
                "of each of three intervals, after one to warm up, which begins when the compilers are idle",
                "(default: ${DEFAULT-VALUE})"
            })
    private int seconds;

    @Mixin
    private Measurement measurement;

    /** One line of the table. */
    record AllocationRow(TrainShape shape, double bytes) implements Row {

        @Override
        public List<Object> values() {
            return List.of(shape.inputs(), shape.width(), shape.depth(), shape.batch(), bytes, shape.network());
        }

        @Override
        public List<String> groups() {
            return List.of();
        }

        @Override
        public double ratio() {
            return 0;
        }
    }

    @Override
    public Integer call() throws RunnerException {
        measurement.atLeastOne("--seconds", List.of(seconds));
        List<TrainShape> list = shapes.isEmpty()
                ? TrainShape.PUBLISHED
                : shapes.stream().map(this::shape).toList();
        Results results = measurement.results(COLUMNS);
        for (TrainShape shape : list) {
            results.add(new AllocationRow(shape, bytes(shape)));
        }
        results.end();
        return 0;
    }

    private TrainShape shape(String text) {
        try {
            return TrainShape.parse(text);
        } catch (IllegalArgumentException e) {
            throw measurement.wrong(e.getMessage());
        }
    }

    private double bytes(TrainShape shape) throws RunnerException {
        return measurement.allocation(
                shape + ", allocation",
                TrainStep.class.getName() + ".step",
                Map.of("shape", shape.toString()),
                1,
                3,
                TimeValue.seconds(seconds));
    }
}
