package fathom.bench.gemm;

import fathom.bench.peer.GemmShape;
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
 * Products of one shape by every contender in turn, for a few milliseconds each, round after round: on a shared machine only times taken
 * side by side can be compared, and short turns have a chance to be undisturbed. Each peer runs in a process of its own, stopped outside
 * its turns. One JMH iteration is one round; the counters carry each contender's time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
public class GemmRounds {

    /** Seconds of one product, contender by contender, in the order ours, OpenBLAS, MKL, EJML, netlib; 0 for one that is absent. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Seconds {
        public double ours;
        public double openblas;
        public double mkl;
        public double ejml;
        public double netlib;
        /** Half of A A' by us, beside the whole product. */
        public double half;

        private void set(String label, double seconds) {
            switch (label) {
                case "ours" -> ours = seconds;
                case "openblas" -> openblas = seconds;
                case "mkl" -> mkl = seconds;
                case "ejml" -> ejml = seconds;
                case "netlib" -> netlib = seconds;
                case "half" -> half = seconds;
                default -> throw new AssertionError(label);
            }
        }
    }

    private record Entry(String label, Work work, int repeats) {}

    private static final double WARM_UP_SECONDS = 0.5;
    private static final double LONGEST_WARM_UP_SECONDS = 6;
    private static final double ROUND_SECONDS = 0.004;

    @Param("float")
    public String precision;

    @Param("256,256,256,N,N")
    public String shape;

    @Param("1")
    public int threads;

    @Param("openblas")
    public String peers;

    private final List<Entry> entries = new ArrayList<>();

    @Setup
    public void prepare() throws Throwable {
        GemmShape size = GemmShape.parse(shape);
        add("ours", GemmWork.ours(size, precision, threads));
        for (String name : peers.split("\\+")) {
            if (name.equals("half")) {
                add(name, GemmWork.half(size, precision, threads));
            } else if (!name.isEmpty()) {
                add(name, Guest.start(GemmWork.class, name, shape, precision, Integer.toString(threads)));
            }
        }
    }

    private void add(String label, Work work) throws Exception {
        double each = work.warmUp(WARM_UP_SECONDS, LONGEST_WARM_UP_SECONDS);
        entries.add(new Entry(label, work, (int) Math.clamp(ROUND_SECONDS / each, 1, 1_000_000)));
    }

    @Benchmark
    public void round(Seconds seconds) throws Throwable {
        for (Entry entry : entries) {
            if (entry.repeats > 1) {
                // Untimed: whoever was stopped or idle wakes its threads and fills its caches.
                entry.work.seconds(1);
            }
            seconds.set(entry.label, entry.work.seconds(entry.repeats) / entry.repeats);
        }
    }

    @TearDown
    public void end() {
        entries.forEach(entry -> entry.work.close());
    }
}
