package fathom.ntk;

import fathom.simd.machine.Parallelism;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Runs independent tiles on as many threads as {@link Parallelism} allows; each tile's own kernels are single-threaded. */
final class Tiles {

    private Tiles() {}

    /** Runs {@code task} for 0, 1, ..., count - 1, each once; the first failure is thrown again here. */
    static void run(int count, IntConsumer task) {
        int threads = Math.min(Parallelism.threads(), count);
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable worker = () -> Parallelism.run(1, () -> {
            try {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    task.accept(i);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                next.set(count);
            }
        });
        Thread[] others = new Thread[Math.max(0, threads - 1)];
        for (int t = 0; t < others.length; t++) {
            others[t] = Thread.ofPlatform().daemon().name("fathom-tile-" + t).start(worker);
        }
        worker.run();
        join(others);
        if (failure.get() instanceof RuntimeException e) {
            throw e;
        }
        if (failure.get() instanceof Error e) {
            throw e;
        }
    }

    private static void join(Thread[] threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
