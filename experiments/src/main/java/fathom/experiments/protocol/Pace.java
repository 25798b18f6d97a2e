package fathom.experiments.protocol;

import fathom.simd.machine.Parallelism;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * How fast work goes on this machine, now: as many workers do it side by side as a run has jobs, each again and again. Nothing of it enters
 * a result.
 *
 * <pre>
 * pace = the mean of a window in which nothing was compiled, as in the one before, if it is no better than 0.9 of that
 * </pre>
 *
 * As long as methods wait to be compiled the workers leave the processors to the compilers.
 *
 * Where a worker has one thread its processor time counts, into which other work on the machine does not enter.
 *
 * @param jobs workers side by side
 * @param threads of each
 */
record Pace(int jobs, int threads) {

    /** Nanoseconds. */
    private static final long WINDOW = 100_000_000;

    /** After which it is taken as it is. */
    private static final long PATIENCE = 20_000_000_000L;

    /** For which workers leave the processors to the compilers at most. */
    private static final long REST = 3_000_000_000L;

    /** Milliseconds of compiling in a window that count as none. */
    private static final long TICK = 1;

    private static final double STANDING = 0.9;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Seconds of a piece of work, of which every worker is given one of its own. */
    double seconds(Supplier<Runnable> pieces) {
        try (ExecutorService workers = Executors.newFixedThreadPool(jobs)) {
            List<Future<Double>> paces = new ArrayList<>();
            for (int i = 0; i < jobs; i++) {
                paces.add(workers.submit(() -> Parallelism.call(threads, () -> standing(pieces.get()))));
            }
            double sum = 0;
            for (Future<Double> pace : paces) {
                sum += pace.get();
            }
            return sum / jobs;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the time of a run was estimated", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private double standing(Runnable piece) {
        long begin = System.nanoTime();
        double before = Double.POSITIVE_INFINITY;
        boolean rested = false;
        while (true) {
            long compiled = Compilers.milliseconds();
            double mean = mean(piece);
            boolean idle = Compilers.idle() && Compilers.milliseconds() - compiled <= TICK;
            if (System.nanoTime() - begin > PATIENCE || rested && idle && mean > STANDING * before) {
                return mean;
            }
            before = mean;
            rested = idle;
            Compilers.rest(REST);
        }
    }

    private double mean(Runnable piece) {
        long begin = System.nanoTime();
        long start = clock();
        int pieces = 0;
        do {
            piece.run();
            pieces++;
        } while (System.nanoTime() - begin < WINDOW);
        return (clock() - start) * 1e-9 / pieces;
    }

    private long clock() {
        return threads == 1 && THREADS.isCurrentThreadCpuTimeSupported()
                ? THREADS.getCurrentThreadCpuTime()
                : System.nanoTime();
    }
}
