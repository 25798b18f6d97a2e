package fathom.bench.factor;

import fathom.bench.peer.NativeLapack;
import fathom.bench.peer.Peer;
import fathom.bench.peer.Task;
import fathom.bench.peer.Turns;
import fathom.simd.machine.Parallelism;
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

    private record Entry(String label, Task task) {}

    private static final int SMALL = 400;
    private static final double WARM_UP_SECONDS = 3;

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
        Task small = chosen.ours(n > SMALL ? Operation.problem(SMALL) : problem, precision);
        double elapsed = 0;
        while (elapsed < WARM_UP_SECONDS) {
            elapsed += seconds(small);
        }
        entries.add(new Entry("ours", chosen.ours(problem, precision)));
        if (!peer.isEmpty()) {
            NativeLapack lapack = NativeLapack.of(Peer.valueOf(peer.toUpperCase(Locale.ROOT)), threads);
            entries.add(new Entry(peer, chosen.theirs(lapack, problem, precision)));
        }
        for (Entry entry : entries) {
            for (double taken = 0; taken < LAST_WARM_UP_SECONDS; ) {
                taken += seconds(entry.task);
            }
        }
    }

    @Benchmark
    public void round(Seconds seconds) throws Exception {
        for (Entry entry : entries) {
            Turns.rest(threads);
            seconds.set(entry.label, seconds(entry.task));
        }
    }

    private double seconds(Task task) throws Exception {
        return Parallelism.call(threads, () -> {
            task.prepare();
            long start = System.nanoTime();
            try {
                task.run();
            } catch (Throwable failure) {
                throw new IllegalStateException(failure);
            }
            return (System.nanoTime() - start) * 1e-9;
        });
    }
}
