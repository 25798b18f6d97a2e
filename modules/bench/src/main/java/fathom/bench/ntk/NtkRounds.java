package fathom.bench.ntk;

import fathom.bench.peer.Turns;
import fathom.ntk.ActivationKernels;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.RowKernel;
import fathom.ntk.UnitRows;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A Gram matrix of depth L and, in turn with it, the one of depth 0, which is the product alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
public class NtkRounds {

    /** Behind an activation: rows of many lengths, those of standard normal entries over sqrt d. */
    static final String MIXED = "@mixed";

    /** Seconds of each. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Seconds {
        public double kernel;
        public double linear;
    }

    private static final double WARM_UP_SECONDS = 3;
    private static final int SMALL = 300;

    @Param("relu")
    public String activation;

    @Param("2000")
    public int n;

    @Param("784")
    public int d;

    @Param("10")
    public int depth;

    @Param("1")
    public int threads;

    private DoubleMatrix x;
    private DoubleMatrix gram;
    private RowKernel kernel;
    private RowKernel linear;

    @Setup
    public void prepare() throws Exception {
        boolean mixed = activation.endsWith(MIXED);
        Nonlinearity phi =
                Nonlinearity.parse(mixed ? activation.substring(0, activation.length() - MIXED.length()) : activation);
        DoubleMatrix normal = DoubleMatrix.zeros(n, d);
        RandomStream.of(1, "bench ntk").fillNormal(normal, 0);
        for (int i = 0; i < normal.array().length; i++) {
            normal.array()[i] /= Math.sqrt(d);
        }
        x = mixed ? normal : UnitRows.of(normal);
        gram = DoubleMatrix.zeros(n, n);
        InfiniteNetwork network = InfiniteNetwork.relu().withWeightVariance(ActivationKernels.weightVariance(phi));
        kernel = ActivationKernels.of(phi, Kernel.NTK, network, depth);
        linear = ActivationKernels.of(phi, Kernel.NTK, network, 0);
        // The compilers learn the kernels on fewer rows, and sooner.
        int few = Math.min(SMALL, n);
        double elapsed = 0;
        while (elapsed < WARM_UP_SECONDS) {
            elapsed += seconds(kernel, x.rows(0, few), DoubleMatrix.zeros(few, few))
                    + seconds(linear, x.rows(0, few), DoubleMatrix.zeros(few, few));
        }
    }

    @Benchmark
    public void round(Seconds seconds) throws Exception {
        seconds.kernel = seconds(kernel, x, gram);
        seconds.linear = seconds(linear, x, gram);
    }

    private double seconds(RowKernel which, DoubleMatrix inputs, DoubleMatrix out) throws Exception {
        return Turns.seconds(() -> which.lowerGram(inputs, out), 1, threads);
    }
}
