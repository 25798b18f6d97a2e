package fathom.bench.math;

import fathom.simd.Elementwise;
import fathom.simd.MathFunction;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One function of 4,096 numbers in the first cache by every contender in turn, round after round: only times taken side by side can be
 * compared.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
public class MathRounds {

    /** Nanoseconds a number; 0 for a peer that does not have the function. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Nanoseconds {
        public double ours;
        public double math;
        public double operators;
        public double commons;
    }

    private static final int NUMBERS = 4096;
    private static final int TIMES = 100;
    private static final int WARM_UPS = 100;

    @Param("EXP")
    public MathFunction function;

    @Param("float")
    public String precision;

    private final FloatMatrix floats = FloatMatrix.zeros(1, NUMBERS);
    private final FloatMatrix floatValues = FloatMatrix.zeros(1, NUMBERS);
    private final DoubleMatrix doubles = DoubleMatrix.zeros(1, NUMBERS);
    private final DoubleMatrix doubleValues = DoubleMatrix.zeros(1, NUMBERS);
    private DoubleUnaryOperator math;
    private DoubleUnaryOperator commons;
    private boolean single;

    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        double[] range = Peers.range(function);
        for (int i = 0; i < NUMBERS; i++) {
            doubles.array()[i] = random.nextDouble(range[0], range[1]);
            floats.array()[i] = (float) doubles.array()[i];
        }
        math = Peers.math(function);
        commons = Peers.commons(function);
        single = precision.equals("float");
        for (int i = 0; i < WARM_UPS; i++) {
            round(new Nanoseconds());
        }
    }

    @Benchmark
    public void round(Nanoseconds result) {
        result.ours = nanoseconds(
                single
                        ? () -> Elementwise.apply(function, floats, floatValues)
                        : () -> Elementwise.apply(function, doubles, doubleValues));
        if (math != null) {
            result.math = nanoseconds(() -> loop(math));
        }
        if (commons != null) {
            result.commons = nanoseconds(() -> loop(commons));
        }
        if (VectorJdk.has(function)) {
            result.operators = nanoseconds(
                    single
                            ? () -> VectorJdk.run(function, floats.array(), floatValues.array())
                            : () -> VectorJdk.run(function, doubles.array(), doubleValues.array()));
        }
    }

    private void loop(DoubleUnaryOperator peer) {
        for (int i = 0; i < NUMBERS; i++) {
            if (single) {
                floatValues.array()[i] = (float) peer.applyAsDouble(floats.array()[i]);
            } else {
                doubleValues.array()[i] = peer.applyAsDouble(doubles.array()[i]);
            }
        }
    }

    private static double nanoseconds(Runnable pass) {
        long start = System.nanoTime();
        for (int i = 0; i < TIMES; i++) {
            pass.run();
        }
        return (System.nanoTime() - start) / (double) TIMES / NUMBERS;
    }
}
