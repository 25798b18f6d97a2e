package fathom.runs;

import fathom.runs.json.Json;
import fathom.runs.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs finished trials of a folder again and holds the results against its ledger, bit for bit. Changes nothing there. */
public final class Replay {

    private final Path folder;
    private final Ledger ledger;
    private final List<TrialTask<?, ?>> tasks = new ArrayList<>();

    /**
     * @param sweeps of the run
     * @param sample how many trials, drawn by their keys; all of them if there are no more
     */
    public Replay(Path folder, Collection<? extends Sweep<?, ?>> sweeps, int sample) {
        this.folder = folder;
        this.ledger = Ledger.view(folder.resolve("ledger.jsonl"), Code.here());
        sweeps.forEach(this::add);
        // Keys are digits of a hash, so that their order is a random one.
        tasks.sort(Comparator.comparing(TrialTask::key));
        tasks.subList(Math.min(sample, tasks.size()), tasks.size()).clear();
    }

    private <C extends Record, R extends Record> void add(Sweep<C, R> sweep) {
        sweep.plan().forEach(configuration -> {
            if (ledger.last(sweep.key(configuration)).isPresent()) {
                tasks.add(sweep.task(configuration));
            }
        });
    }

    /** How many trials will run. */
    public int size() {
        return tasks.size();
    }

    /** A trial that gave another result: what it is, and the first value that differs. */
    public record Mismatch(String sweep, String label, String value) {}

    /** The trials that gave other results, in the order of their keys. */
    public List<Mismatch> run(int jobs) throws InterruptedException {
        Map<String, Mismatch> mismatches = new ConcurrentHashMap<>();
        Progress progress = Progress.standard();
        progress.begin("replay of " + folder.getFileName(), 0, tasks.size(), Optional::empty);
        try {
            Workers.of(jobs).execute(tasks, new Executor.Listener() {
                private int done;

                @Override
                public synchronized void finished(TrialTask<?, ?> task, String result, double seconds, String host) {
                    differing(task, result).ifPresent(mismatch -> mismatches.put(task.key(), mismatch));
                    progress.update(++done, 0);
                }

                @Override
                public synchronized void failed(TrialTask<?, ?> task, String error, String stack) {
                    mismatches.put(task.key(), new Mismatch(task.sweep(), task.label(), error));
                    progress.update(++done, 0);
                }
            });
        } finally {
            progress.end();
        }
        return tasks.stream()
                .map(task -> mismatches.get(task.key()))
                .filter(mismatch -> mismatch != null)
                .toList();
    }

    private Optional<Mismatch> differing(TrialTask<?, ?> task, String result) {
        Map<String, String> before =
                Difference.flat(ledger.last(task.key()).orElseThrow().result());
        Map<String, String> now = Difference.flat(Json.parse(result));
        return Difference.between(List.of(before, now)).stream()
                .findFirst()
                .map(difference -> new Mismatch(
                        task.sweep(),
                        task.label(),
                        difference.key() + " was "
                                + Quoted.of(difference.values().getFirst()) + " and is "
                                + Quoted.of(difference.values().getLast())));
    }
}
