package fathom.experiments.protocol;

import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.progress.Durations;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is left of a run and how long it will take, in the words that announce it.
 *
 * @param sweeps whose cost counts floating-point operations
 * @param ledger what is done
 * @param jobs trials at once
 */
public record Announcement(List<Sweep<?, ?>> sweeps, Ledger ledger, int jobs) {

    /** Seconds below which nobody needs to know more. */
    private static final double FEW = 10;

    /** Operations that a processor does in a few seconds at any rate: to measure how fast it is would take longer. */
    private static final double LITTLE = 5e10;

    /** The trials of a sweep that are left. */
    public <C extends Record> List<C> missing(Sweep<C, ?> sweep) {
        return sweep.plan().stream()
                .filter(cell -> !ledger.contains(sweep.key(cell)))
                .toList();
    }

    /** How many trials are left. */
    public int trials() {
        return sweeps.stream().mapToInt(sweep -> missing(sweep).size()).sum();
    }

    /**
     * For instance "about 1 min 40 s with 2 at once on an idle machine, by a few steps of each kind".
     *
     * @param seconds of every trial that is left, which take max(sum / jobs, longest) together; not asked for if there is little to do
     */
    public String time(Supplier<List<Double>> seconds) {
        double together = sweeps.stream().mapToDouble(this::operations).sum() < LITTLE ? 0 : together(seconds.get());
        return together < FEW
                ? "a few seconds"
                : "about " + Durations.words(Duration.ofMillis((long) (1000 * together))) + " with " + jobs
                        + " at once on an idle machine, by a few steps of each kind";
    }

    private double together(List<Double> seconds) {
        double sum = seconds.stream().mapToDouble(Double::doubleValue).sum();
        double longest = seconds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return Math.max(longest, sum / jobs);
    }

    private <C extends Record> double operations(Sweep<C, ?> sweep) {
        return missing(sweep).stream().mapToDouble(sweep.cost()).sum();
    }
}
