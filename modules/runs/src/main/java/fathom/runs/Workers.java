package fathom.runs;

import com.google.common.base.Throwables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Runs trials on this machine: {@code jobs} threads, longest trial first, and never more memory promised than the budget. A thread
 * takes the first trial of the order that fits beside those in flight; one that does not fit yet is passed over and waits for room.
 */
public final class Workers implements Executor {

    private final int jobs;
    private final long budget;

    /**
     * @param jobs how many trials run at once, at least 1
     * @param budget bytes that the trials in flight may need together
     */
    public Workers(int jobs, long budget) {
        if (jobs < 1) {
            throw new UserError("invalid value jobs=" + jobs + ": must be at least 1");
        }
        this.jobs = jobs;
        this.budget = budget;
    }

    /** As many threads as processors, and three quarters of the heap. */
    public static Workers ofMachine() {
        return of(Runtime.getRuntime().availableProcessors());
    }

    /** {@code jobs} threads and three quarters of the heap; the rest is for what trials do not count. */
    public static Workers of(int jobs) {
        return new Workers(jobs, Runtime.getRuntime().maxMemory() / 4 * 3);
    }

    /** Refuses a trial that the whole budget cannot hold. */
    @Override
    public void check(List<? extends TrialTask<?, ?>> tasks) {
        for (TrialTask<?, ?> task : tasks) {
            if (task.bytes() > budget) {
                throw new UserError("the trial " + task.label() + " needs about " + Bytes.words(task.bytes())
                        + " but trials may use " + Bytes.words(budget)
                        + " of memory; make it smaller or give a larger heap (-Xmx)");
            }
        }
    }

    @Override
    public void execute(List<? extends TrialTask<?, ?>> tasks, Listener listener) throws InterruptedException {
        check(tasks);
        Queue queue = new Queue(tasks, budget);
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= Math.min(jobs, tasks.size()); i++) {
            // Daemons: an interrupted program ends without waiting for the trials in flight.
            threads.add(Thread.ofPlatform().daemon().name("trial-" + i).start(() -> work(queue, listener)));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            queue.stop();
            throw e;
        }
        queue.rethrow();
    }

    private static void work(Queue queue, Listener listener) {
        for (TrialTask<?, ?> task = queue.take(); task != null; task = queue.take()) {
            try {
                run(task, listener);
            } catch (Throwable e) {
                // Not the trial's fault but the listener's, for instance a full disk: no further trial could be kept
                // either.
                queue.fail(e);
            } finally {
                queue.give(task.bytes());
            }
        }
    }

    private static void run(TrialTask<?, ?> task, Listener listener) {
        listener.began(task);
        Advance.listened(
                share -> listener.advanced(task, share), () -> task.attempt().report(task, listener));
    }

    /** The trials still to be run, and the memory still to be given. */
    private static final class Queue {

        private final List<TrialTask<?, ?>> waiting;
        private long free;
        private boolean stopped;
        private Throwable failure;

        Queue(List<? extends TrialTask<?, ?>> tasks, long budget) {
            waiting = new ArrayList<>(tasks);
            waiting.sort(
                    Comparator.<TrialTask<?, ?>>comparingDouble(TrialTask::cost).reversed());
            free = budget;
        }

        /** The next trial that fits, with its memory taken; null when none is left. */
        synchronized TrialTask<?, ?> take() {
            while (!stopped && !waiting.isEmpty()) {
                for (int i = 0; i < waiting.size(); i++) {
                    if (waiting.get(i).bytes() <= free) {
                        free -= waiting.get(i).bytes();
                        return waiting.remove(i);
                    }
                }
                try {
                    wait();
                } catch (InterruptedException e) {
                    return null;
                }
            }
            return null;
        }

        synchronized void give(long bytes) {
            free += bytes;
            notifyAll();
        }

        synchronized void stop() {
            stopped = true;
            notifyAll();
        }

        synchronized void fail(Throwable e) {
            failure = failure == null ? e : failure;
            stop();
        }

        synchronized void rethrow() {
            if (failure != null) {
                Throwables.throwIfUnchecked(failure);
                throw new IllegalStateException(failure);
            }
        }
    }
}
