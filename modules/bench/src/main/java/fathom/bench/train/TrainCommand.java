package fathom.bench.train;

import fathom.bench.Measurement;
import fathom.bench.Results;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench train}: training steps, ours and PyTorch's, over the published list of shapes. */
@Command(
        name = "train",
        description = {
            "One training step (forward, backward, plain gradient descent) in microseconds.",
            "With --peers the speedup over PyTorch (its time over ours). Each runs in a process of its own and they take turns, the other",
            "stopped; the least time of each counts.",
            "The last column tells fully connected networks from the convolutional one."
        },
        subcommands = {ScalingCommand.class, AllocationCommand.class},
        synopsisSubcommandLabel = "[scaling|allocation]",
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {

    @Option(names = "--peers", description = "measure PyTorch beside ours")
    private boolean peers;

    @Option(
            names = "--threads",
            split = ",",
            defaultValue = "1",
            description = "numbers of threads (default: ${DEFAULT-VALUE})")
    private List<Integer> threads;

    @Option(
            names = "--shape",
            description = {
                "a shape d,H,L,batch, or cnn:d,H,L,batch for 5 x 5 convolutions of H channels; may be repeated",
                "(default: the published list)"
            })
    private List<String> shapes = List.of();

    @Option(names = "--rounds", defaultValue = "40", description = "rounds in each JVM (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Mixin
    private Measurement measurement;

    @Override
    public Integer call() throws RunnerException {
        measurement.atLeastOne("--threads", threads);
        measurement.atLeastOne("--rounds", List.of(rounds));
        List<TrainShape> list = shapes.isEmpty()
                ? TrainShape.PUBLISHED
                : shapes.stream().map(this::shape).toList();
        boolean peer = peers && TrainPeer.present();
        if (peers && !peer) {
            Measurement.absent("PyTorch");
        }
        Results results = measurement.results(TrainRow.COLUMNS);
        for (int count : threads) {
            for (TrainShape shape : list) {
                results.add(measure(shape, count, peer));
            }
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

    private TrainRow measure(TrainShape shape, int count, boolean peer) throws RunnerException {
        Measurement.Times times = measurement.run(
                shape + " on " + count + " thread(s)",
                TrainRounds.class,
                1,
                shape.flops() > 4e9 ? Math.min(rounds, 15) : rounds,
                Map.of(
                        "shape", shape.toString(),
                        "threads", Integer.toString(count),
                        "peer", Boolean.toString(peer)),
                List.of());
        double ours = times.least("ours") * 1e6;
        if (!peer) {
            return new TrainRow(shape, count, ours, "", 0, 0, null);
        }
        double theirs = times.least("peer") * 1e6;
        String kernels = measurement.kernels(TrainWork.class, "2,2,1,2", Integer.toString(count));
        return new TrainRow(shape, count, ours, "pytorch", theirs, theirs / ours, kernels);
    }
}
