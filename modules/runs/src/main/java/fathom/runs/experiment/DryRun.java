package fathom.runs.experiment;

import fathom.runs.Ledger;
import fathom.runs.Sweep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a run would do: its trials with their shares of the cost. */
final class DryRun {

    private DryRun() {}

    private record Trial(double cost, String words) {}

    /** A line for each sweep, then one for each trial that is left, costliest first. */
    static List<String> lines(List<Sweep<?, ?>> sweeps, Ledger ledger) {
        List<String> lines = new ArrayList<>();
        for (Sweep<?, ?> sweep : sweeps) {
            add(sweep, ledger, lines);
        }
        return lines;
    }

    private static <C extends Record> void add(Sweep<C, ?> sweep, Ledger ledger, List<String> lines) {
        double all = sweep.plan().stream().mapToDouble(sweep.cost()).sum();
        List<C> missing = ledger.missing(sweep);
        lines.add(sweep.name() + ": " + missing.size() + " of " + sweep.plan().size() + " trials left");
        missing.stream()
                .map(cell -> new Trial(
                        sweep.cost().applyAsDouble(cell), sweep.label().apply(cell)))
                .sorted(Comparator.comparingDouble(Trial::cost).reversed())
                .forEach(trial ->
                        lines.add(String.format(Locale.ROOT, "  %5.1f %%  %s", 100 * trial.cost / all, trial.words)));
    }
}
