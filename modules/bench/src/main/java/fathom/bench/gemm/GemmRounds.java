package fathom.bench.gemm;

import fathom.bench.peer.Contender;
import fathom.bench.peer.GemmShape;
import fathom.bench.peer.Peer;
import fathom.bench.peer.Problem;
import fathom.bench.peer.Turns;
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

/**
 * Products of one shape by every contender in turn, for a few milliseconds each, round after round: on a machine that others use too,
 * only times taken side by side can be compared, and short ones have a chance to be undisturbed. One JMH iteration is one round; the counters carry each contender's time.
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

    private record Entry(String label, Contender contender, int repeats) {}

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
        boolean doubles = precision.equals("double");
        GemmShape size = GemmShape.parse(shape);
        Problem problem = new Problem(size, doubles);
        // The compilers learn the kernels as well on a smaller problem, and sooner.
        Problem small = size.flops() > 1e9
                ? new Problem(new GemmShape(512, 512, 512, size.transposeA(), size.transposeB()), doubles)
                : problem;
        add("ours", Contender.ours(problem), Contender.ours(small), size);
        for (String name : peers.split("\\+")) {
            if (name.equals("half")) {
                add(name, Contender.half(problem), Contender.half(small), size);
            } else if (!name.isEmpty()) {
                Peer peer = Peer.valueOf(name.toUpperCase(java.util.Locale.ROOT));
                add(name, peer.contender(problem, threads), peer.contender(small, threads), size);
            }
        }
    }

    private void add(String label, Contender contender, Contender small, GemmShape size) throws Exception {
        double each = Turns.warmUp(small, threads, WARM_UP_SECONDS, LONGEST_WARM_UP_SECONDS);
        if (contender != small) {
            each = Turns.seconds(contender, 1, threads);
        }
        entries.add(new Entry(label, contender, (int) Math.clamp(ROUND_SECONDS / each, 1, 1_000_000)));
    }

    @Benchmark
    public void round(Seconds seconds) throws Throwable {
        for (Entry entry : entries) {
            Turns.rest(threads);
            seconds.set(entry.label, Turns.seconds(entry.contender, entry.repeats, threads) / entry.repeats);
        }
    }
}
