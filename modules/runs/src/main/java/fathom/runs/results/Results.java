package fathom.runs.results;

import fathom.runs.Finished;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The finished trials of a run, sweep by sweep. The ledger is parsed once for each sweep, whoever asks.
 *
 * <pre>{@code
 * Rows<NetworkCell, NetworkResult> networks = results.of(networkSweep);
 * Metric error = networks.metric("test error", NetworkResult::error);
 * Interval change = error.where("target", "local").minus("depth", 1).where("depth", 4).overSeeds();
 * }</pre>
 */
public final class Results {

    private final Ledger ledger;
    private final Map<String, Rows<?, ?>> parsed = new HashMap<>();

    private Results(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The results in a ledger. */
    public static Results of(Ledger ledger) {
        return new Results(ledger);
    }

    /**
     * The finished trials of a sweep, in the order of its plan; those of an unavailable sweep too, if another machine has run them.
     *
     * @throws fathom.runs.UserError when a result was written by another version of the program
     */
    @SuppressWarnings("unchecked") // a sweep's name goes with its types
    public <C extends Record, R extends Record> Rows<C, R> of(Sweep<C, R> sweep) {
        return (Rows<C, R>) parsed.computeIfAbsent(sweep.name(), name -> read(sweep));
    }

    private <C extends Record, R extends Record> Rows<C, R> read(Sweep<C, R> sweep) {
        List<Row<C, R>> rows = new ArrayList<>();
        for (Finished<C, R> trial : ledger.results(sweep)) {
            rows.add(new Row<>(
                    Flat.keys(trial.configuration()), trial.configuration(), trial.result(), trial.seconds()));
        }
        return new Rows<>(sweep.name(), Flat.names(sweep.configurationType()), rows);
    }
}
