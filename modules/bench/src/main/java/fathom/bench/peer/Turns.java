package fathom.bench.peer;

import fathom.simd.machine.Parallelism;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** How contenders are warmed and timed: all alike. */
public final class Turns {

    private static final double IDLE_SECONDS = 0.5;

    private static final CompilationMXBean COMPILERS = ManagementFactory.getCompilationMXBean();

    private Turns() {}

    /** Seconds of {@code repeats} runs with the degree of parallelism under test. */
    public static double seconds(Contender contender, int repeats, int threads) throws Exception {
        return Parallelism.call(threads, () -> {
            long start = System.nanoTime();
            try {
                for (int i = 0; i < repeats; i++) {
                    contender.run();
                }
            } catch (Throwable failure) {
                throw new IllegalStateException(failure);
            }
            return (System.nanoTime() - start) * 1e-9;
        });
    }

    /**
     * Runs until the compilers have not made it faster for a while, and have been idle for a while: a kernel that waits in their queue is
     * not faster yet, and runs in the interpreter at a hundredth of its speed.
     *
     * @param least seconds to run in any case
     * @param longest seconds after which to stop in any case
     * @return the shortest time seen, in seconds
     */
    static double warmUp(Work work, double least, double longest) throws Exception {
        double best = Double.POSITIVE_INFINITY;
        double elapsed = 0;
        double improved = 0;
        double compiled = 0;
        long compilation = COMPILERS.getTotalCompilationTime();
        while (elapsed < longest && (elapsed < least || elapsed < 2 * improved || elapsed < compiled + IDLE_SECONDS)) {
            double seconds = work.seconds(1);
            elapsed += seconds;
            if (COMPILERS.getTotalCompilationTime() > compilation) {
                compilation = COMPILERS.getTotalCompilationTime();
                compiled = elapsed;
            }
            if (seconds < 0.9 * best) {
                improved = elapsed;
            }
            best = Math.min(best, seconds);
        }
        return best;
    }
}
