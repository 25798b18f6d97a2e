package fathom.experiments.protocol;

import fathom.nn.TrainingRun;
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
 * pace = the best time of a window in which the compilers were idle, if it is no better than 0.9 of the best before
 * </pre>
 *
 * The best, because other work on the machine delays the others; where a worker has one thread, that thread's processor time.
 *
 * @param jobs workers side by side
 * @param threads of each
 */
public record Pace(int jobs, int threads) {

    private static final long WINDOW = 150_000_000;

    /** Windows after which it is taken as it is. */
    private static final int PATIENCE = 60;

    private static final double STANDING = 0.9;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Seconds of a step of a training whose epochs have so many; the first epoch, which evaluates the data too, is left out. */
    public double secondsPerStep(Supplier<TrainingRun> training, int stepsInEpoch) {
        return seconds(() -> {
                    TrainingRun run = training.get();
                    run.epoch();
                    return run::epoch;
                })
                / stepsInEpoch;
    }

    /** Seconds of a piece of work, of which every worker is given one of its own. */
    public double seconds(Supplier<Runnable> pieces) {
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
        double best = Double.POSITIVE_INFINITY;
        boolean compiled = false;
        for (int windows = 1; ; windows++) {
            double before = best;
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < WINDOW) {
                long start = clock();
                piece.run();
                best = Math.min(best, (clock() - start) * 1e-9);
            }
            boolean idle = Compilers.idle();
            if (windows == PATIENCE || compiled && idle && best > STANDING * before) {
                return best;
            }
            compiled = idle;
        }
    }

    private long clock() {
        return threads == 1 && THREADS.isCurrentThreadCpuTimeSupported()
                ? THREADS.getCurrentThreadCpuTime()
                : System.nanoTime();
    }
}
