package fathom.runs;

import fathom.runs.json.Json;
import java.io.Serializable;

/**
 * One trial on its way to an {@link Executor}. It holds texts, numbers and the trial alone, so that it can travel: the
 * configuration is its canonical JSON, the result comes back as JSON. Local runs take the same way, so that what a trial sees does
 * not depend on where it runs.
 *
 * @param sweep the name of the trial's sweep
 * @param key the trial's key in the ledger
 * @param configuration the configuration as canonical JSON
 * @param cost estimated time in any unit
 * @param bytes estimated memory while it runs
 * @param label a few words for people
 * @param data one name for the contents of the files that the trial reads; empty for none
 */
public record TrialTask<C extends Record, R extends Record>(
        String sweep,
        String key,
        String configuration,
        Class<C> configurationType,
        Trial<C, R> trial,
        double cost,
        long bytes,
        String label,
        String data)
        implements Serializable {

    static <C extends Record, R extends Record> TrialTask<C, R> of(Sweep<C, R> sweep, C configuration) {
        String canonical = Json.canonical(configuration);
        double cost = sweep.cost().applyAsDouble(configuration);
        return new TrialTask<>(
                sweep.name(),
                TrialKey.ofCanonical(sweep.name(), canonical),
                canonical,
                sweep.configurationType(),
                sweep.trial(),
                cost > 0 && cost < Double.POSITIVE_INFINITY ? cost : 1,
                bytes(sweep, configuration),
                sweep.label().apply(configuration),
                sweep.dataId(configuration));
    }

    /** Where a size cannot be told because it is out of all bounds, the trial is what the user asked for in vain. */
    private static <C extends Record> long bytes(Sweep<C, ?> sweep, C configuration) {
        try {
            return Math.max(0, sweep.bytes().applyAsLong(configuration));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UserError(
                    "the trial " + sweep.label().apply(configuration) + " cannot be run: " + e.getMessage(), e);
        }
    }

    /** Runs the trial here and now: the result as one line of JSON. Throws what the trial throws. */
    public String run() throws Exception {
        R result = trial.run(Json.value(Json.parse(configuration), configurationType));
        if (result == null) {
            throw new IllegalStateException("the trial returned no result");
        }
        return Json.line(Json.tree(result));
    }

    /** Runs the trial here and now, whatever comes of it. */
    public Attempt attempt() {
        return Attempt.at(this);
    }
}
