package fathom.runs;

import fathom.runs.progress.Durations;
import fathom.runs.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs what is missing of one or several sweeps and keeps each finished trial in the folder's ledger.
 *
 * <pre>{@code
 * Outcome outcome = Runner.of(jobs).run(folder, networks, kernels);
 * folder.write("summary.csv", table(outcome.results(networks)).csv());
 * System.exit(outcome.exitCode());
 * }</pre>
 */
public final class Runner {

    private final Executor executor;
    private final int jobs;
    private final Progress progress;
    private final Predicate<TrialTask<?, ?>> only;
    /** Zero for none. */
    private final Duration limit;

    private final boolean failsFast;

    private Runner(
            Executor executor,
            int jobs,
            Progress progress,
            Predicate<TrialTask<?, ?>> only,
            Duration limit,
            boolean failsFast) {
        this.executor = executor;
        this.jobs = jobs;
        this.progress = progress;
        this.only = only;
        this.limit = limit;
        this.failsFast = failsFast;
    }

    /** A runner on this machine with that many trials at once and three quarters of the heap. */
    public static Runner of(int jobs) {
        return new Runner(Workers.of(jobs), jobs, Progress.standard(), task -> true, Duration.ZERO, false);
    }

    /** The same runner with another place for its trials, which runs about {@code jobs} of them at once. */
    public Runner withExecutor(Executor other, int itsJobs) {
        return new Runner(other, itsJobs, progress, only, limit, failsFast);
    }

    /** The same runner with that many bytes for the trials in flight. */
    public Runner withMemory(long bytes) {
        return new Runner(new Workers(jobs, bytes), jobs, progress, only, limit, failsFast);
    }

    /** The same runner that shows its progress otherwise. */
    public Runner withProgress(Progress other) {
        return new Runner(executor, jobs, other, only, limit, failsFast);
    }

    /** The same runner that stops, as if interrupted, after so long. */
    public Runner withTimeLimit(Duration time) {
        return new Runner(executor, jobs, progress, only, time, failsFast);
    }

    /** The same runner that stops at the first trial that fails. */
    public Runner failingFast() {
        return new Runner(executor, jobs, progress, only, limit, true);
    }

    /** The same runner that runs one part of the trials alone. */
    public Runner withShard(Shard shard) {
        return new Runner(executor, jobs, progress, task -> shard.holds(task.key()), limit, failsFast);
    }

    /**
     * Refuses, by a {@link UserError} with both figures, sweeps with a trial that needs more memory than there is. To be called
     * before a folder is made.
     */
    public void check(Sweep<?, ?>... sweeps) {
        executor.check(tasks(sweeps));
    }

    /**
     * Runs the trials of the sweeps that the folder's ledger does not hold yet; those that other code made, or that read data files which
     * have changed since, run again, and a notice says how many. Finished trials of the experiment's other runs are copied. Trials of all sweeps share the workers. A trial that
     * throws is kept apart: its error in one line as a notice, its stack in {@code errors.txt}; the others go on.
     */
    public Outcome run(RunFolder folder, Sweep<?, ?>... sweeps) {
        List<TrialTask<?, ?>> plan = tasks(sweeps);
        executor.check(plan);
        folder.record(files(sweeps));
        Map<String, Integer> copied = Siblings.copy(folder.path(), folder.ledger(), plan);
        Stale.sentence(folder.ledger(), plan).ifPresent(folder::tell);
        Run run = new Run(folder, plan);
        reused(run.done, plan.size(), copied).ifPresent(folder::tell);
        boolean interrupted = false;
        Thread hook = Thread.ofPlatform().unstarted(run::stopped);
        Runtime.getRuntime().addShutdownHook(hook);
        progress.begin(folder.title(), run.done, plan.size(), run.left::estimate);
        run.publish();
        Thread timer = timer();
        try {
            if (!run.missing.isEmpty()) {
                executor.execute(run.missing, run);
            }
        } catch (InterruptedException e) {
            interrupted = !run.gaveUp;
        } finally {
            timer.interrupt();
            progress.end();
            release(hook);
        }
        if (interrupted) {
            run.stopped();
        }
        return run.outcome(interrupted);
    }

    /** Interrupts this thread at the time limit. */
    private Thread timer() {
        Thread caller = Thread.currentThread();
        return Thread.ofVirtual().start(() -> {
            try {
                if (!limit.isZero()) {
                    Thread.sleep(limit);
                    progress.notice("The time limit of " + Durations.words(limit) + " is reached.");
                    caller.interrupt();
                }
            } catch (InterruptedException e) {
                // The run has ended in time.
            }
        });
    }

    /** For instance "45 of 90 trials reused (30 from quick), 45 to run."; nothing where none is. */
    private static Optional<String> reused(int done, int all, Map<String, Integer> copied) {
        if (done == 0) {
            return Optional.empty();
        }
        int others = copied.values().stream().mapToInt(Integer::intValue).sum();
        String from = others == 0 ? "" : " (" + others + " from " + RunName.list(List.copyOf(copied.keySet())) + ")";
        return Optional.of(done + " of " + all + " trials reused" + from + ", "
                + (done == all ? "none" : String.valueOf(all - done)) + " to run.");
    }

    private static Set<DataFile> files(Sweep<?, ?>... sweeps) {
        return Stream.of(sweeps).flatMap(Sweep::files).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<TrialTask<?, ?>> tasks(Sweep<?, ?>... sweeps) {
        List<TrialTask<?, ?>> tasks = new ArrayList<>();
        for (Sweep<?, ?> sweep : sweeps) {
            addTasks(sweep, tasks);
        }
        tasks.removeIf(only.negate());
        return tasks;
    }

    private static <C extends Record, R extends Record> void addTasks(Sweep<C, R> sweep, List<TrialTask<?, ?>> tasks) {
        sweep.plan().forEach(configuration -> tasks.add(sweep.task(configuration)));
    }

    private static void release(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The machine is going down already and the hook is at work; wait for the end with it.
            try {
                hook.join();
            } catch (InterruptedException again) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One run of a plan: what is missing, and what becomes of it. */
    private final class Run implements Executor.Listener {

        private final RunFolder folder;
        private final List<TrialTask<?, ?>> plan;
        private final List<TrialTask<?, ?>> missing = new ArrayList<>();
        private final Map<String, Failure> failures = new ConcurrentHashMap<>();
        private final TimeLeft left;
        private final Thread caller = Thread.currentThread();
        private volatile int done;
        private volatile boolean gaveUp;

        Run(RunFolder folder, List<TrialTask<?, ?>> plan) {
            this.folder = folder;
            this.plan = plan;
            this.left = new TimeLeft(jobs, plan, System::nanoTime);
            for (TrialTask<?, ?> task : plan) {
                Optional<LedgerLine> line = folder.ledger().line(task.key(), task.data());
                line.ifPresentOrElse(finished -> left.took(task, finished.seconds()), () -> missing.add(task));
            }
            done = plan.size() - missing.size();
            folder.errors().clear();
        }

        @Override
        public void began(TrialTask<?, ?> task) {
            left.began(task);
        }

        @Override
        public void advanced(TrialTask<?, ?> task, double share) {
            left.advanced(task, share);
            progress.advance(left.telling(), left.meanShare());
        }

        @Override
        public synchronized void finished(TrialTask<?, ?> task, String result, double seconds, String host) {
            // A file that was deleted takes lines as before, and nobody ever reads them.
            folder.checkThere();
            Ledger ledger = folder.ledger();
            if (ledger.line(task.key(), task.data()).isPresent()
                    || !ledger.append(LedgerLine.now(task, ledger.code(), result, seconds, host))) {
                return;
            }
            left.took(task, seconds);
            done++;
            progress.update(done, failures.size());
            publish();
        }

        void publish() {
            folder.publish(new AtWork(done, plan.size(), left.estimate()));
        }

        @Override
        public synchronized void failed(TrialTask<?, ?> task, String error, String stack) {
            folder.checkThere();
            Failure failure = new Failure(task.sweep(), task.key(), task.label(), error);
            failures.put(task.key(), failure);
            left.ended(task);
            folder.errors().add(failure, task.configuration(), stack);
            progress.notice("failed: " + failure);
            progress.update(done, failures.size());
            if (failsFast && !gaveUp) {
                gaveUp = true;
                caller.interrupt();
            }
        }

        /** The run is being stopped: no line is half written, and the user learns how to go on. */
        void stopped() {
            folder.ledger().close();
            progress.notice("Interrupted: " + done + " of " + plan.size() + " trials are kept in " + folder.path()
                    + "; the same command goes on from there.");
        }

        Outcome outcome(boolean interrupted) {
            List<Failure> inOrder = plan.stream()
                    .map(task -> failures.get(task.key()))
                    .filter(failure -> failure != null)
                    .toList();
            return new Outcome(folder.ledger(), inOrder, plan.size() - done, interrupted);
        }
    }
}
