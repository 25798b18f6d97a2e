package fathom.runs.results;

import fathom.runs.Finished;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The finished trials of a run, sweep by sweep. The ledger is parsed once for each sweep and plan, whoever asks.
 *
 * <pre>{@code
 * Rows<NetworkCell, NetworkResult> networks = results.of(networkSweep);
 * Metric error = networks.metric("test error", NetworkResult::error);
 * Interval change = error.where("target", "local").minus("depth", 1).where("depth", 4).overSeeds();
 * }</pre>
 */
public final class Results {

    private final Optional<Ledger> ledger;
    private final Map<Object, Rows<?, ?>> parsed = new HashMap<>();

    private Results(Optional<Ledger> ledger) {
        this.ledger = ledger;
    }

    /** The results in a ledger. */
    public static Results of(Ledger ledger) {
        return new Results(Optional.of(ledger));
    }

    /** Results without a ledger, to be filled by {@link #with}. */
    public static Results empty() {
        return new Results(Optional.empty());
    }

    /** Adds what a trial, or any other function, gives for each configuration of a sweep; for tests and small examples. */
    public <C extends Record, R extends Record> Results with(Sweep<C, R> sweep, Trial<C, R> trial) {
        List<Row<C, R>> rows = new ArrayList<>();
        for (C configuration : sweep.plan()) {
            try {
                rows.add(new Row<>(Flat.keys(configuration), configuration, trial.run(configuration), 0));
            } catch (Exception e) {
                throw new IllegalStateException("trial " + sweep.label().apply(configuration) + " failed", e);
            }
        }
        parsed.put(sweep.name(), new Rows<>(sweep.name(), Flat.names(sweep.configurationType()), rows));
        return this;
    }

    /**
     * The finished trials of a sweep, in the order of its plan; those of an unavailable sweep too, if another machine has run them.
     *
     * @throws fathom.runs.UserError when a result was written by another version of the program
     */
    @SuppressWarnings("unchecked") // a sweep's name goes with its types
    public <C extends Record, R extends Record> Rows<C, R> of(Sweep<C, R> sweep) {
        Rows<?, ?> given = parsed.get(sweep.name());
        return (Rows<C, R>)
                (given != null
                        ? given
                        : parsed.computeIfAbsent(List.of(sweep.name(), sweep.plan()), at -> read(sweep)));
    }

    private <C extends Record, R extends Record> Rows<C, R> read(Sweep<C, R> sweep) {
        List<Row<C, R>> rows = new ArrayList<>();
        for (Finished<C, R> trial : ledger.map(lines -> lines.results(sweep)).orElse(List.of())) {
            rows.add(new Row<>(
                    Flat.keys(trial.configuration()), trial.configuration(), trial.result(), trial.seconds()));
        }
        return new Rows<>(sweep.name(), Flat.names(sweep.configurationType()), rows);
    }
}
