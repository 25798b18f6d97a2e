package fathom.bench.train;

import fathom.bench.peer.Contender;
import fathom.bench.peer.Turns;
import fathom.bench.peer.Work;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a second processor brings to training: one trial beside another, or one trial on two threads, in turn with one trial on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
public class TrainScaling {

    /** Seconds of one step alone, and of one step of each of two trials at once or of one step on two threads. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Seconds {
        public double one;
        public double two;
    }

    private static final double WARM_UP_SECONDS = 2;
    private static final double LONGEST_WARM_UP_SECONDS = 8;
    private static final double ROUND_SECONDS = 0.2;

    @Param("100,500,7,50")
    public String shape;

    /** Whether two trials run at once, and not one on two threads. */
    @Param("true")
    public boolean trials;

    private Contender first;
    private Contender second;
    private int repeats;
    private ExecutorService pool;

    @Setup
    public void prepare() throws Exception {
        TrainShape size = TrainShape.parse(shape);
        first = OurStep.contender(size);
        second = OurStep.contender(size);
        pool = Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
        double least = Work.of(first, 1).warmUp(WARM_UP_SECONDS, LONGEST_WARM_UP_SECONDS);
        Work.of(first, 2).warmUp(WARM_UP_SECONDS / 2, LONGEST_WARM_UP_SECONDS);
        repeats = (int) Math.clamp(ROUND_SECONDS / least, 1, 1_000_000);
    }

    @Benchmark
    public void round(Seconds seconds) throws Exception {
        seconds.one = Turns.seconds(first, repeats, 1) / repeats / OurStep.STEPS;
        double both = trials ? secondsOfBoth() : Turns.seconds(first, repeats, 2);
        seconds.two = both / repeats / OurStep.STEPS;
    }

    @TearDown
    public void end() {
        pool.shutdownNow();
    }

    /** From when both begin until both have ended. */
    private double secondsOfBoth() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        Future<?> other = pool.submit(() -> {
            start.await();
            return Turns.seconds(second, repeats, 1);
        });
        Future<?> one = pool.submit(() -> {
            start.await();
            return Turns.seconds(first, repeats, 1);
        });
        long begin = System.nanoTime();
        start.countDown();
        other.get();
        one.get();
        return (System.nanoTime() - begin) * 1e-9;
    }
}
