package fathom.bench.factor;

import fathom.bench.peer.Guest;
import fathom.bench.peer.Work;
import fathom.simd.matrix.DoubleMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One factorisation by every contender in turn, round after round, as for products: only times taken side by side can be compared. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
public class FactorRounds {

    /** Seconds of one factorisation; 0 for a peer that is absent. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Seconds {
        public double ours;
        public double openblas;
        public double mkl;

        private void set(String label, double seconds) {
            switch (label) {
                case "ours" -> ours = seconds;
                case "openblas" -> openblas = seconds;
                case "mkl" -> mkl = seconds;
                default -> throw new AssertionError(label);
            }
        }
    }

    private record Entry(String label, Work work) {}

    private static final int SMALL = 400;
    private static final double WARM_UP_SECONDS = 3;
    private static final double LONGEST_WARM_UP_SECONDS = 8;

    /** On the problem itself: a size of its own may take paths of its own. */
    private static final double LAST_WARM_UP_SECONDS = 1;

    @Param("cholesky")
    public String operation;

    @Param("double")
    public String precision;

    @Param("1000")
    public int n;

    @Param("1")
    public int threads;

    @Param("openblas")
    public String peer;

    private final List<Entry> entries = new ArrayList<>();

    @Setup
    public void prepare() throws Throwable {
        Operation chosen = Operation.valueOf(operation.toUpperCase(Locale.ROOT));
        DoubleMatrix problem = Operation.problem(n);
        // The compilers learn the kernels on a smaller problem, and sooner.
        DoubleMatrix small = n > SMALL ? Operation.problem(SMALL) : problem;
        Work.of(chosen.ours(small, precision), threads).warmUp(WARM_UP_SECONDS, LONGEST_WARM_UP_SECONDS);
        entries.add(new Entry("ours", Work.of(chosen.ours(problem, precision), threads)));
        if (!peer.isEmpty()) {
            Guest guest = Guest.start(
                    FactorWork.class, peer, operation, Integer.toString(n), precision, Integer.toString(threads));
            entries.add(new Entry(peer, guest));
        }
        for (Entry entry : entries) {
            entry.work.warmUp(LAST_WARM_UP_SECONDS, LONGEST_WARM_UP_SECONDS);
        }
    }

    @Benchmark
    public void round(Seconds seconds) throws Exception {
        for (Entry entry : entries) {
            seconds.set(entry.label, entry.work.seconds(1));
        }
    }

    @TearDown
    public void end() {
        entries.forEach(entry -> entry.work.close());
    }
}
