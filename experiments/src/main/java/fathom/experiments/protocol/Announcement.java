package fathom.experiments.protocol;

import fathom.runs.Finished;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.progress.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How long what is left of a run will take, in the words that announce it.
 *
 * <pre>
 * together = max(sum of the trials' seconds / jobs, the longest of them)
 * </pre>
 *
 * Nothing is measured before it is asked for, nor where little is left to do.
 */
public final class Announcement {

    /** Seconds below which nobody needs to know more. */
    private static final double FEW = 10;

    /** Operations that a processor does in a few seconds at any rate: to measure how fast it is would take longer. */
    private static final double LITTLE = 5e10;

    /** The share of its limit after which a trial may end. */
    private static final double EARLY = 0.1;

    private static final String OPEN = ": trainings may end after a tenth of their epochs, or all";

    private final Ledger ledger;
    private final int jobs;
    private final List<Part<?>> parts = new ArrayList<>();

    /** What is left of a sweep, and the least and the most seconds of a trial. */
    private record Part<C extends Record>(
            Sweep<C, ?> sweep, List<C> missing, ToDoubleFunction<C> least, ToDoubleFunction<C> most) {

        double operations() {
            return missing.stream().mapToDouble(sweep.cost()).sum();
        }

        List<Double> seconds(ToDoubleFunction<C> price) {
            return missing.stream().map(price::applyAsDouble).toList();
        }
    }

    /**
     * Of nothing yet.
     *
     * @param ledger what is done
     * @param jobs trials at once
     */
    public Announcement(Ledger ledger, int jobs) {
        this.ledger = ledger;
        this.jobs = jobs;
    }

    /** Adds what is left of a sweep whose cost counts floating-point operations. */
    public <C extends Record> void add(Sweep<C, ?> sweep, ToDoubleFunction<C> seconds) {
        add(sweep, seconds, seconds);
    }

    /**
     * The same for trials that may end before their limit. The share of it that a trial needs is the mean of the finished ones of its kind, and
     * between a tenth and all while there are none.
     *
     * @param kind equal for trials that differ in nothing but their seed
     * @param share that a finished trial has needed
     * @param seconds of a trial that needs a share
     */
    public <C extends Record, R extends Record> void add(
            Sweep<C, R> sweep,
            Function<C, Object> kind,
            ToDoubleFunction<Finished<C, R>> share,
            ToDoubleBiFunction<C, Double> seconds) {
        Map<Object, Double> means = ledger.results(sweep).stream()
                .collect(Collectors.groupingBy(
                        trial -> kind.apply(trial.configuration()), Collectors.averagingDouble(share)));
        add(
                sweep,
                cell -> seconds.applyAsDouble(cell, means.getOrDefault(kind.apply(cell), EARLY)),
                cell -> seconds.applyAsDouble(cell, means.getOrDefault(kind.apply(cell), 1.0)));
    }

    private <C extends Record> void add(Sweep<C, ?> sweep, ToDoubleFunction<C> least, ToDoubleFunction<C> most) {
        parts.add(new Part<>(sweep, ledger.missing(sweep), least, most));
    }

    /** How many of these trials are left. */
    public int trials() {
        return parts.stream().mapToInt(part -> part.missing.size()).sum();
    }

    /** For instance "about 1 min 40 s with 2 at once on an idle machine, by a few steps of each kind", or "between ... and ...". */
    public String time() {
        if (parts.stream().mapToDouble(Part::operations).sum() < LITTLE) {
            return "a few seconds";
        }
        double most = together(true);
        if (most < FEW) {
            return "a few seconds";
        }
        String least = words(together(false));
        boolean known = least.equals(words(most));
        return (known ? "about " + least : "between " + least + " and " + words(most)) + " with " + jobs
                + " at once on an idle machine, by a few steps of each kind" + (known ? "" : OPEN);
    }

    private static String words(double seconds) {
        return Durations.words(Duration.ofMillis((long) (1000 * seconds)));
    }

    private double together(boolean most) {
        double sum = 0;
        double longest = 0;
        for (Part<?> part : parts) {
            for (double seconds : seconds(part, most)) {
                sum += seconds;
                longest = Math.max(longest, seconds);
            }
        }
        return Math.max(longest, sum / jobs);
    }

    private static <C extends Record> List<Double> seconds(Part<C> part, boolean most) {
        return part.seconds(most ? part.most : part.least);
    }
}
