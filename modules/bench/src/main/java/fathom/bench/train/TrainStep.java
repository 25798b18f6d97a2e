package fathom.bench.train;

import fathom.bench.peer.Contender;
import fathom.bench.peer.Work;
import fathom.simd.machine.Parallelism;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Our training step alone, for JMH's profilers: {@code org.openjdk.jmh.Main TrainStep -prof gc} shows what a step allocates. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TrainStep {

    private static final double WARM_UP_SECONDS = 5;
    private static final double LONGEST_WARM_UP_SECONDS = 40;

    @Param("100,100,7,50")
    public String shape;

    private Contender contender;
    private final Runnable step = this::run;

    @Setup
    public void prepare() throws Exception {
        contender = OurStep.contender(TrainShape.parse(shape));
        // Code that is not compiled yet puts its vectors on the heap: some hundred MB in the first epoch.
        Work.of(contender, 1).warmUp(WARM_UP_SECONDS, LONGEST_WARM_UP_SECONDS);
    }

    @Benchmark
    @OperationsPerInvocation(OurStep.STEPS)
    public void step() {
        Parallelism.run(1, step);
    }

    private void run() {
        try {
            contender.run();
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
