package fathom.runs;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The time left of a run: (sum of what each trial still needs) / jobs, and at least what the longest of them does. A trial in flight
 * that has said how far it is needs what its pace so far says, any other one pace x cost less what it has spent, where pace is
 * the seconds that trials took, or will by their own pace, over their estimated cost. Trials of an earlier run count, so a resumed run
 * knows its time left at once.
 */
final class TimeLeft {

    private final int jobs;
    private final LongSupplier clock;
    private final Map<String, Double> waiting = new HashMap<>();
    private final Map<String, Flight> flights = new HashMap<>();
    private double cost;
    private double seconds;

    TimeLeft(int jobs, List<? extends TrialTask<?, ?>> tasks, LongSupplier clock) {
        this.jobs = jobs;
        this.clock = clock;
        tasks.forEach(task -> waiting.put(task.key(), task.cost()));
    }

    synchronized void began(TrialTask<?, ?> task) {
        flights.put(task.key(), new Flight(clock.getAsLong()));
    }

    /** A trial in flight has done that share of its work; what it had done when it first said so, an earlier run may have done. */
    synchronized void advanced(TrialTask<?, ?> task, double share) {
        flights.computeIfAbsent(task.key(), key -> new Flight(clock.getAsLong()))
                .advanced(clock.getAsLong(), share);
    }

    /** A trial, of this run or an earlier one, took so many seconds. */
    synchronized void took(TrialTask<?, ?> task, double itsSeconds) {
        ended(task);
        cost += task.cost();
        seconds += itsSeconds;
    }

    synchronized void ended(TrialTask<?, ?> task) {
        waiting.remove(task.key());
        flights.remove(task.key());
    }

    /** How many trials in flight have said how far they are. */
    synchronized int telling() {
        return (int) flights.values().stream().filter(Flight::tells).count();
    }

    /** The mean of what they said. */
    synchronized double meanShare() {
        return flights.values().stream()
                .filter(Flight::tells)
                .mapToDouble(flight -> flight.share)
                .average()
                .orElse(0);
    }

    synchronized Optional<Duration> estimate() {
        double itsCost = cost;
        double itsSeconds = seconds;
        for (Map.Entry<String, Flight> entry : flights.entrySet()) {
            if (entry.getValue().hasPace()) {
                itsCost += waiting.get(entry.getKey());
                itsSeconds += entry.getValue().whole();
            }
        }
        if (itsCost == 0) {
            return Optional.empty();
        }
        long now = clock.getAsLong();
        double sum = 0;
        double longest = 0;
        for (Map.Entry<String, Double> entry : waiting.entrySet()) {
            Flight flight = flights.get(entry.getKey());
            double byCost = itsSeconds / itsCost * entry.getValue();
            double rest = flight == null ? byCost : Math.max(0, flight.rest(now, byCost));
            sum += rest;
            longest = Math.max(longest, rest);
        }
        return Optional.of(Duration.ofMillis((long) (1e3 * Math.max(longest, sum / jobs))));
    }

    /** A trial that runs: when it began, and what it first and last said of its share. Times in nanoseconds. */
    private static final class Flight {

        private final long began;
        private long firstTime;
        private double first = Double.NaN;
        private long time;
        private double share = Double.NaN;

        Flight(long began) {
            this.began = began;
        }

        void advanced(long now, double itsShare) {
            if (!tells()) {
                firstTime = now;
                first = itsShare;
            }
            time = now;
            share = itsShare;
        }

        boolean tells() {
            return !Double.isNaN(first);
        }

        boolean hasPace() {
            return share > first;
        }

        /** Seconds for all of the trial, by its own pace. */
        double whole() {
            return (time - firstTime) / 1e9 / (share - first);
        }

        /** @param byCost seconds for all of it, by the pace of other trials */
        double rest(long now, double byCost) {
            if (hasPace()) {
                return whole() * (1 - share) - (now - time) / 1e9;
            }
            return tells() ? byCost * (1 - share) - (now - time) / 1e9 : byCost - (now - began) / 1e9;
        }
    }
}
