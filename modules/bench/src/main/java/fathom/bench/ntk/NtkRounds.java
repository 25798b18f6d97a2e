package fathom.bench.ntk;

import fathom.bench.peer.Turns;
import fathom.ntk.ActivationKernels;
import fathom.ntk.FloatReluKernels;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.RowKernel;
import fathom.ntk.UnitRows;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.function.IntConsumer;
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

    /** The precision beside double; of relu alone. */
    static final String FLOAT = "float";

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

    @Param("double")
    public String precision;

    /** The lower half of the Gram matrix of the first rows. */
    private IntConsumer kernel;

    private IntConsumer linear;

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
        DoubleMatrix x = mixed ? normal : UnitRows.of(normal);
        InfiniteNetwork network = InfiniteNetwork.relu().withWeightVariance(ActivationKernels.weightVariance(phi));
        if (precision.equals(FLOAT)) {
            FloatMatrix gram = FloatMatrix.zeros(n, n);
            kernel = rows -> floats(network, depth, x, gram, rows);
            linear = rows -> floats(network, 0, x, gram, rows);
        } else {
            DoubleMatrix gram = DoubleMatrix.zeros(n, n);
            RowKernel deep = ActivationKernels.of(phi, Kernel.NTK, network, depth);
            RowKernel flat = ActivationKernels.of(phi, Kernel.NTK, network, 0);
            kernel = rows -> deep.lowerGram(x.rows(0, rows), gram.window(0, 0, rows, rows));
            linear = rows -> flat.lowerGram(x.rows(0, rows), gram.window(0, 0, rows, rows));
        }
        // The compilers learn the kernels on fewer rows, and sooner.
        int few = Math.min(SMALL, n);
        double elapsed = 0;
        while (elapsed < WARM_UP_SECONDS) {
            elapsed += seconds(kernel, few) + seconds(linear, few);
        }
    }

    @Benchmark
    public void round(Seconds seconds) throws Exception {
        seconds.kernel = seconds(kernel, n);
        seconds.linear = seconds(linear, n);
    }

    private double seconds(IntConsumer gram, int rows) throws Exception {
        return Turns.seconds(() -> gram.accept(rows), 1, threads);
    }

    private static void floats(InfiniteNetwork network, int depth, DoubleMatrix x, FloatMatrix gram, int rows) {
        FloatReluKernels.lowerGrams(
                Kernel.NTK, network, new int[] {depth}, x.rows(0, rows), gram.window(0, 0, rows, rows));
    }
}
