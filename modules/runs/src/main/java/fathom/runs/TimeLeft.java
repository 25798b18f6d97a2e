package fathom.runs;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The time left of a run: (pace x cost of what is left - time already spent on trials in flight) / jobs, where pace is the seconds
 * that finished trials took over their estimated cost, and at least what the longest trial in flight still needs. Trials of an
 * earlier run count in the pace, so a resumed run knows its time left at once.
 */
final class TimeLeft {

    private final int jobs;
    private final LongSupplier clock;
    private final Map<String, Double> waiting = new HashMap<>();
    private final Map<String, Long> began = new HashMap<>();
    private double cost;
    private double seconds;

    TimeLeft(int jobs, List<? extends Task<?, ?>> tasks, LongSupplier clock) {
        this.jobs = jobs;
        this.clock = clock;
        tasks.forEach(task -> waiting.put(task.key(), task.cost()));
    }

    synchronized void began(Task<?, ?> task) {
        began.put(task.key(), clock.getAsLong());
    }

    /** A trial, of this run or an earlier one, took so many seconds. */
    synchronized void took(Task<?, ?> task, double itsSeconds) {
        ended(task);
        cost += task.cost();
        seconds += itsSeconds;
    }

    synchronized void ended(Task<?, ?> task) {
        waiting.remove(task.key());
        began.remove(task.key());
    }

    synchronized Optional<Duration> estimate() {
        if (cost == 0) {
            return Optional.empty();
        }
        double pace = seconds / cost;
        double sum = 0;
        double longest = 0;
        for (Map.Entry<String, Double> entry : waiting.entrySet()) {
            Long start = began.get(entry.getKey());
            double spent = start == null ? 0 : (clock.getAsLong() - start) / 1e9;
            double rest = Math.max(0, pace * entry.getValue() - spent);
            sum += rest;
            longest = Math.max(longest, rest);
        }
        return Optional.of(Duration.ofMillis((long) (1e3 * Math.max(longest, sum / jobs))));
    }
}
