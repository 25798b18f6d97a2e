package fathom.bench.ladder;

import fathom.simd.matrix.FloatMatrix;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One step of the ladder at a time; a parameter says which, so that each has a virtual machine of its own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LadderBenchmark {

    static final int PEAK_STEPS = 100_000;
    static final int FIRST_LEVEL_FLOATS = 4096;
    static final int MEMORY_FLOATS = 1 << 25;

    @Param("NAIVE")
    public Step step;

    @Param("768")
    public int n;

    private float[] a;
    private float[] b;
    private float[] c;
    private float[] panel;
    private float[] read;
    private FloatMatrix left;
    private FloatMatrix right;
    private FloatMatrix result;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        a = new float[n * n];
        b = new float[n * n];
        c = new float[n * n];
        panel = new float[n * 2 * Steps.lanes()];
        for (int i = 0; i < n * n; i++) {
            a[i] = (float) random.nextDouble(-1, 1);
            b[i] = (float) random.nextDouble(-1, 1);
        }
        left = FloatMatrix.wrap(a, n, n);
        right = FloatMatrix.wrap(b, n, n);
        result = FloatMatrix.wrap(c, n, n);
        read = new float[step == Step.MEMORY ? MEMORY_FLOATS : step == Step.FIRST_LEVEL ? FIRST_LEVEL_FLOATS : 0];
    }

    @Benchmark
    public float climb() {
        switch (step) {
            case PEAK -> {
                return Steps.peak(PEAK_STEPS);
            }
            case FIRST_LEVEL, MEMORY -> {
                return Steps.read(read);
            }
            case NAIVE -> Steps.naive(n, a, b, c);
            case LOOP_ORDER, AUTO -> Steps.loopOrder(n, a, b, c);
            case ONE_VECTOR -> Steps.oneVector(n, a, b, c);
            case REGISTER_TILE -> Steps.registerTile(n, a, b, c);
            case PACKED -> Steps.packed(n, a, b, c, panel);
            case BLOCKED -> Steps.blocked(left, right, result, 1);
            case THREADED ->
                Steps.blocked(left, right, result, Runtime.getRuntime().availableProcessors());
        }
        return c[0];
    }
}
