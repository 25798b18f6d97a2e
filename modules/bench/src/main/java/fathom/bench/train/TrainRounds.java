package fathom.bench.train;

import fathom.bench.peer.Guest;
import fathom.bench.peer.Work;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Training steps of one shape by every contender in turn, for some milliseconds each, round after round: on a machine that others use
 * too, only times taken side by side can be compared. Both are timed for about equally long, since the least of short times is less than that
 * of long ones wherever others disturb. One JMH iteration is one round; the counters carry each contender's time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
public class TrainRounds {

    /** Seconds of one step; 0 for a contender that is absent. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Seconds {
        public double ours;
        public double peer;
    }

    private record Entry(Work work, int steps, double least) {}

    private static final double WARM_UP_SECONDS = 2;
    private static final double LONGEST_WARM_UP_SECONDS = 8;
    private static final double ROUND_SECONDS = 0.02;

    @Param("100,500,7,50")
    public String shape;

    @Param("1")
    public int threads;

    @Param("false")
    public boolean peer;

    private final List<Entry> entries = new ArrayList<>();
    private double window;

    @Setup
    public void prepare() throws Exception {
        TrainShape size = TrainShape.parse(shape);
        entries.add(warm(Work.of(OurStep.contender(size), threads), OurStep.STEPS));
        if (peer) {
            entries.add(warm(Guest.start(TrainWork.class, shape, Integer.toString(threads)), 1));
        }
        window = entries.stream().mapToDouble(Entry::least).reduce(ROUND_SECONDS, Math::max);
    }

    private static Entry warm(Work work, int steps) throws Exception {
        return new Entry(work, steps, work.warmUp(WARM_UP_SECONDS, LONGEST_WARM_UP_SECONDS));
    }

    @Benchmark
    public void round(Seconds seconds) throws Exception {
        seconds.ours = step(entries.getFirst());
        if (peer) {
            seconds.peer = step(entries.getLast());
        }
    }

    @TearDown
    public void end() {
        entries.forEach(entry -> entry.work.close());
    }

    private double step(Entry entry) throws Exception {
        int repeats = Math.clamp(Math.round(window / entry.least), 1, 1_000_000);
        return entry.work.seconds(repeats) / repeats / entry.steps;
    }
}
