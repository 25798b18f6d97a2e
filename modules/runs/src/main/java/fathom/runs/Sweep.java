package fathom.runs;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * A plan of trials of one kind. The order of the plan is the order of every table made from it; the order in which the trials run
 * is another matter (longest first) and leaves no trace in the results.
 *
 * <pre>{@code
 * var sweep = Sweep.of("network", Cell.class, Score.class, cells, Training::score)
 *         .withCost(cell -> (double) cell.depth() * cell.width())
 *         .withBytes(cell -> 4L * cell.depth() * cell.width() * cell.width());
 * }</pre>
 *
 * @param name what the ledger calls this kind of trial; part of every key
 * @param configurationType the record of one trial's configuration
 * @param resultType the record of one trial's result
 * @param plan the configurations, all different
 * @param trial the measurement
 * @param cost estimated time of one trial in any unit, positive; longest run first, and the time left is weighed by it
 * @param bytes estimated memory of one trial while it runs; trials in flight never add up to more than the runner's budget
 * @param label a few words that tell a person which trial it is
 * @param unavailable why the trials cannot run here, a sentence such as "needs --data"; empty if they can
 * @param data the files that a trial reads; when one has changed, the trial runs again
 */
public record Sweep<C extends Record, R extends Record>(
        String name,
        Class<C> configurationType,
        Class<R> resultType,
        List<C> plan,
        Trial<C, R> trial,
        ToDoubleFunction<C> cost,
        ToLongFunction<C> bytes,
        Function<C, String> label,
        String unavailable,
        Function<C, List<DataFile>> data) {

    public Sweep {
        Objects.requireNonNull(trial, "trial");
        plan = List.copyOf(plan);
    }

    /** A sweep whose trials all cost the same and need no memory worth counting. */
    public static <C extends Record, R extends Record> Sweep<C, R> of(
            String name, Class<C> configurationType, Class<R> resultType, List<C> plan, Trial<C, R> trial) {
        Plan.check("the plan of sweep " + name, plan.size());
        Set<C> seen = new HashSet<>();
        for (C configuration : plan) {
            if (!seen.add(configuration)) {
                throw new IllegalArgumentException(
                        "the plan of sweep " + name + " holds the same configuration twice: " + configuration);
            }
        }
        return new Sweep<>(
                name,
                configurationType,
                resultType,
                plan,
                trial,
                configuration -> 1,
                configuration -> 0,
                Record::toString,
                "",
                configuration -> List.of());
    }

    /** The same sweep with an estimate of each trial's time, in any unit. */
    public Sweep<C, R> withCost(ToDoubleFunction<C> estimate) {
        return new Sweep<>(name, configurationType, resultType, plan, trial, estimate, bytes, label, unavailable, data);
    }

    /** The same sweep with an estimate of each trial's memory. */
    public Sweep<C, R> withBytes(ToLongFunction<C> estimate) {
        return new Sweep<>(name, configurationType, resultType, plan, trial, cost, estimate, label, unavailable, data);
    }

    /** The same sweep with words for each trial. */
    public Sweep<C, R> withLabel(Function<C, String> words) {
        return new Sweep<>(name, configurationType, resultType, plan, trial, cost, bytes, words, unavailable, data);
    }

    /** The same sweep where its trials cannot run here, for want of data for instance; results of another machine are still read. */
    public Sweep<C, R> unavailable(String reason) {
        return new Sweep<>(name, configurationType, resultType, plan, trial, cost, bytes, label, reason, data);
    }

    /** The same sweep, whose trials read files: those that one configuration names, few of which differ between configurations. */
    public Sweep<C, R> withData(Function<C, List<DataFile>> files) {
        return new Sweep<>(name, configurationType, resultType, plan, trial, cost, bytes, label, unavailable, files);
    }

    /** Every data file of the plan. */
    Stream<DataFile> files() {
        return plan.stream().flatMap(configuration -> data.apply(configuration).stream());
    }

    /** One name for the contents of a trial's data files; empty when there are none. */
    String dataId(C configuration) {
        return DataFile.id(data.apply(configuration));
    }

    /** The key of one configuration of this sweep in the ledger. */
    public String key(C configuration) {
        return TrialKey.of(name, configuration);
    }

    TrialTask<C, R> task(C configuration) {
        return TrialTask.of(this, configuration);
    }
}
