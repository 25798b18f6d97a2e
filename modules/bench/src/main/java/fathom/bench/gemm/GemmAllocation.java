package fathom.bench.gemm;

import fathom.bench.peer.Contender;
import fathom.bench.peer.GemmShape;
import fathom.bench.peer.Problem;
import fathom.bench.peer.Turns;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Our product alone, again and again, for JMH's profiler of allocations. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class GemmAllocation {

    @Param("float")
    public String precision;

    @Param("256,256,256,N,N")
    public String shape;

    @Param("1")
    public int threads;

    private Contender product;

    @Setup
    public void prepare() {
        product = Contender.ours(new Problem(GemmShape.parse(shape), precision.equals("double")));
    }

    /** One turn of products in one scope, since entering a scope of parallelism allocates, and callers do it once for many products. */
    @Benchmark
    public double round() throws Exception {
        return Turns.seconds(product, GemmCommand.PROFILED, threads);
    }
}
