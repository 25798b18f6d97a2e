package fathom.simd.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Parallel loops on a shared crew of daemon threads, as many as {@link Parallelism#threads()} allows.
 *
 * <p>Which thread runs which part is left to chance; so parts must not depend on each other, and must write to different places.
 * Inside a part {@link Parallelism#threads()} is 1 on the crew's threads. Nothing is allocated once a thread has called once.
 */
public final class Workers {

    /** One independent part of a parallel loop. */
    @FunctionalInterface
    public interface Part {
        /** Does part number {@code index}; may run on any thread. */
        void run(int index);
    }

    private static final int CREW_LIMIT = 255;
    private static final ThreadLocal<Job> JOBS = ThreadLocal.withInitial(Job::new);
    private static volatile Worker[] crew = {};

    private Workers() {}

    /** Runs {@code part} for 0, 1, ..., parts - 1 and returns when all are done; rethrows the first failure of a part. */
    public static void forEach(int parts, Part part) {
        int threads = Math.min(Parallelism.threads(), parts);
        Job job = threads > 1 ? JOBS.get() : null;
        if (job == null || job.part != null) {
            for (int index = 0; index < parts; index++) {
                part.run(index);
            }
            return;
        }
        job.start(parts, part);
        Worker[] workers = crew.length >= threads - 1 ? crew : recruit(Math.min(threads - 1, CREW_LIMIT));
        int wanted = threads - 1;
        for (int i = 0; i < workers.length && wanted > 0; i++) {
            if (workers[i].hire(job)) {
                wanted--;
            }
        }
        job.work();
        job.finish(workers);
    }

    private static synchronized Worker[] recruit(int size) {
        Worker[] old = crew;
        if (old.length >= size) {
            return old;
        }
        Worker[] grown = java.util.Arrays.copyOf(old, size);
        for (int i = old.length; i < size; i++) {
            grown[i] = new Worker(i + 1);
            grown[i].start();
        }
        crew = grown;
        return grown;
    }

    /** The loop that one calling thread has in flight; used again for its next loop. */
    private static final class Job {
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger helping = new AtomicInteger();
        private int parts;
        private Part part;
        private volatile Thread caller;
        private volatile Throwable failure;

        void start(int count, Part body) {
            parts = count;
            part = body;
            failure = null;
            caller = Thread.currentThread();
            helping.set(0);
            next.set(0);
        }

        void work() {
            try {
                for (int index = next.getAndIncrement();
                        index < parts && failure == null;
                        index = next.getAndIncrement()) {
                    part.run(index);
                }
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }

        /** Dismisses workers that have not begun and waits for those that have. */
        void finish(Worker[] workers) {
            for (Worker worker : workers) {
                worker.dismiss(this);
            }
            for (int spins = 0; helping.get() > 0; spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            Throwable thrown = failure;
            part = null;
            caller = null;
            failure = null;
            switch (thrown) {
                case null -> {}
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                default -> throw new IllegalStateException(thrown);
            }
        }

        void leave() {
            Thread waiting = caller;
            if (helping.decrementAndGet() == 0) {
                LockSupport.unpark(waiting);
            }
        }
    }

    /** Roughly 50 microseconds: longer than the pause between two products of one computation, shorter than anyone notices. */
    private static final int SPINS = 2000;

    private static final class Worker extends Thread {
        private static final VarHandle ASSIGNED;
        private static final Job TAKEN = new Job();

        static {
            try {
                ASSIGNED = MethodHandles.lookup().findVarHandle(Worker.class, "assigned", Job.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        /** null: idle; TAKEN: at work; otherwise a job that it may begin and its caller may still take back. */
        private volatile Job assigned;

        private volatile boolean asleep;

        Worker(int number) {
            super(null, null, "fathom-worker-" + number, 0, false);
            setDaemon(true);
        }

        boolean hire(Job job) {
            if (assigned != null) {
                return false;
            }
            job.helping.incrementAndGet();
            if (!ASSIGNED.compareAndSet(this, null, job)) {
                job.helping.decrementAndGet();
                return false;
            }
            if (asleep) {
                LockSupport.unpark(this);
            }
            return true;
        }

        void dismiss(Job job) {
            if (assigned == job && ASSIGNED.compareAndSet(this, job, null)) {
                job.helping.decrementAndGet();
            }
        }

        @Override
        public void run() {
            Parallelism.run(1, this::serve);
        }

        private void serve() {
            while (true) {
                Job job = await();
                if (ASSIGNED.compareAndSet(this, job, TAKEN)) {
                    job.work();
                    assigned = null;
                    job.leave();
                }
            }
        }

        private Job await() {
            for (int spins = 0; ; spins++) {
                Job job = assigned;
                if (job != null) {
                    return job;
                }
                if (spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    asleep = true;
                    if (assigned == null) {
                        LockSupport.park(this);
                    }
                    asleep = false;
                }
            }
        }
    }
}
