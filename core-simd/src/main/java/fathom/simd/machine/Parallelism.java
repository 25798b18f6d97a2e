package fathom.simd.machine;

import java.util.concurrent.Callable;

/**
 * How many threads the kernels below the caller may use, as a scoped value: the caller decides, the kernels obey, and results are
 * the same to the bit for every choice.
 *
 * <pre>{@code
 * DoubleMatrix k = Parallelism.call(1, () -> Gemm.gram(x)); // one trial a core: kernels stay single-threaded inside
 * }</pre>
 *
 * Outside any scope the kernels use every available processor.
 */
public final class Parallelism {

    private static final ScopedValue<Integer> THREADS = ScopedValue.newInstance();

    private Parallelism() {}

    /** The number of threads that kernels called from here may use, at least 1. */
    public static int threads() {
        return THREADS.isBound() ? THREADS.get() : Runtime.getRuntime().availableProcessors();
    }

    /** Runs {@code work} with at most {@code threads} threads in each kernel that it calls. */
    public static void run(int threads, Runnable work) {
        ScopedValue.where(THREADS, checked(threads)).run(work);
    }

    /** Returns what {@code work} returns, computed with at most {@code threads} threads in each kernel that it calls. */
    public static <T> T call(int threads, Callable<T> work) throws Exception {
        return ScopedValue.where(THREADS, checked(threads)).call(work::call);
    }

    private static int checked(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("kernels need at least 1 thread, not " + threads);
        }
        return threads;
    }
}
