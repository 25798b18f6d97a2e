package fathom.bench.regression;

import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.KernelRegression;
import fathom.ntk.ReluKernels;
import fathom.ntk.RowKernel;
import fathom.simd.Cholesky;
import fathom.simd.Gemm;
import fathom.simd.machine.Parallelism;
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

/** A regression with the tangent kernel of a ReLU network, the product in it and the factorisation in it, in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
public class RegressionRounds {

    /** Seconds of each. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Seconds {
        public double regression;
        public double product;
        public double cholesky;
    }

    private static final int SMALL = 400;
    private static final double RIDGE = 1e-6;

    @Param("1000")
    public int n;

    @Param("784")
    public int d;

    @Param("3")
    public int depth;

    @Param("1")
    public int threads;

    @Param("4")
    public double warmUpSeconds;

    private DoubleMatrix x;
    private DoubleMatrix targets;
    private RowKernel kernel;

    @Setup
    public void prepare() {
        kernel = ReluKernels.of(Kernel.NTK, InfiniteNetwork.relu().withInputScale(1.0 / d), depth);
        // The compilers learn on a smaller problem, and sooner.
        draw(Math.min(n, SMALL));
        long end = System.nanoTime() + (long) (warmUpSeconds * 1e9);
        do {
            rounds(new Seconds());
        } while (System.nanoTime() < end);
        draw(n);
    }

    private void draw(int rows) {
        x = DoubleMatrix.zeros(rows, d);
        targets = DoubleMatrix.zeros(rows, 1);
        RandomStream.of(1, "bench regression").child("inputs").fillNormal(x, 0);
        RandomStream.of(1, "bench regression").child("targets").fillNormal(targets, 0);
    }

    @Benchmark
    public void round(Seconds seconds) {
        rounds(seconds);
    }

    private void rounds(Seconds seconds) {
        seconds.regression = timed(() -> KernelRegression.fit(kernel, x, targets, RIDGE));
        DoubleMatrix gram = DoubleMatrix.zeros(x.rows(), x.rows());
        seconds.product = timed(() -> Gemm.symmetricUpdate(1.0 / d, x, 0, gram));
        for (int i = 0; i < x.rows(); i++) {
            gram.set(i, i, gram.get(i, i) + x.rows());
        }
        seconds.cholesky = timed(() -> Cholesky.factorise(gram));
    }

    private double timed(Runnable work) {
        long start = System.nanoTime();
        Parallelism.run(threads, work);
        return (System.nanoTime() - start) * 1e-9;
    }
}
