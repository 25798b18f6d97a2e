package fathom.runs.experiment;

import fathom.runs.Ledger;
import fathom.runs.Outcome;
import fathom.runs.RunFolder;
import fathom.runs.Runner;
import fathom.runs.Sweep;
import fathom.runs.UserError;
import fathom.runs.report.Table;
import fathom.runs.results.Results;
import fathom.runs.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An experiment with its settings: what is to be run, and how it is reported.
 *
 * @param experiment which
 * @param settings all of them
 * @param sections in the order of the report
 */
public record Prepared<S extends Record>(Experiment<S> experiment, S settings, List<Section> sections) {

    public Prepared {
        sections = List.copyOf(sections);
    }

    /** The sweeps that can be run here, of all sections. */
    public List<Sweep<?, ?>> sweeps() {
        return all().stream().filter(sweep -> sweep.unavailable().isEmpty()).toList();
    }

    /** The same, and those that want of data keeps from running here although the run was given it: their reason names one of these folders. */
    List<Sweep<?, ?>> sweeps(Set<String> given) {
        return all().stream()
                .filter(sweep -> sweep.unavailable().isEmpty()
                        || Stream.of(sweep.unavailable().split("[^\\w.-]+")).anyMatch(given::contains))
                .toList();
    }

    /** Why some trials cannot be run here, one sentence for each sweep that is unavailable. */
    public List<String> unavailable() {
        return unavailable(sweep -> true);
    }

    /** The same of the sweeps of which the ledger lacks trials: a run elsewhere may have had the data. */
    List<String> unavailable(Ledger ledger) {
        return unavailable(sweep -> ledger.left(List.of(sweep)) > 0);
    }

    private List<String> unavailable(Predicate<Sweep<?, ?>> told) {
        return all().stream()
                .filter(sweep -> !sweep.unavailable().isEmpty() && told.test(sweep))
                .map(sweep -> sweep.name() + " is not run: " + sweep.unavailable())
                .toList();
    }

    /** Every sweep once, although several sections may read it. */
    private List<Sweep<?, ?>> all() {
        Map<List<Object>, Sweep<?, ?>> all = new LinkedHashMap<>();
        sections.forEach(section ->
                section.sweeps().forEach(sweep -> all.putIfAbsent(List.of(sweep.name(), sweep.plan()), sweep)));
        return List.copyOf(all.values());
    }

    /**
     * Refuses what cannot run, before a folder is made: trials without their data, or too large for the memory.
     *
     * @throws UserError in one sentence, if want of data keeps all trials from running or one needs too much memory
     */
    public void check(Runner runner) {
        if (sweeps().isEmpty() && !unavailable().isEmpty()) {
            throw new UserError("nothing can be run: " + unavailable().getFirst());
        }
        runner.check(runnable());
    }

    /**
     * Runs the trials that the folder lacks, then reports unless the run was interrupted; trials without their data are told of first.
     *
     * @param notices receives sentences that the user should see
     * @param lines receives what {@link #report(RunFolder, Consumer)} says
     */
    public Outcome run(Runner runner, RunFolder folder, Consumer<String> notices, Consumer<String> lines) {
        unavailable().forEach(notices);
        Outcome outcome = runner.run(folder, runnable());
        int others = folder.ledger().unplanned(all());
        if (others > 0) {
            notices.accept(others + (others == 1 ? " finished trial" : " finished trials")
                    + " of other settings stay in the ledger and are left out of the report.");
        }
        if (!outcome.interrupted()) {
            report(folder, lines);
        }
        return outcome;
    }

    /** Runs the trials of the runner's part that the folder lacks, without a report. */
    public Outcome runPart(Runner runner, RunFolder folder, Consumer<String> lines) {
        Outcome outcome = runner.run(folder, runnable());
        if (!outcome.interrupted()) {
            lines.accept(folder.path() + " holds " + folder.ledger().size()
                    + " trials; './fathom merge' unites the parts and reports.");
        }
        return outcome;
    }

    private Sweep<?, ?>[] runnable() {
        return sweeps().toArray(Sweep<?, ?>[]::new);
    }

    /** {@linkplain #report(RunFolder) Reports}, and says the result and, last, the path of the report. */
    public void report(RunFolder folder, Consumer<String> lines) {
        lines.accept(report(folder));
        lines.accept(folder.path()
                .resolve("report.html")
                .toAbsolutePath()
                .normalize()
                .toString());
    }

    /** The trials that are left, the costliest first, with their shares of the cost of their sweep. */
    public List<String> dryRun(RunFolder folder) {
        return DryRun.lines(sweeps(), folder.ledger());
    }

    /** The verdicts of all sections on some results, without writing anything. */
    public List<Verdict> verdicts(Results results) {
        return new Assembler(this).read(results).verdicts();
    }

    /** Every published number beside ours, without writing anything. */
    public List<Reproduced> reproduced(Results results) {
        return List.copyOf(new Assembler(this).read(results).reproduced());
    }

    /** The rows of {@code summary.csv} on some results, without writing anything. */
    public Table summary(Results results) {
        return new Assembler(this).read(results).summary().table();
    }

    /**
     * Writes {@code summary.csv}, the figures and {@code report.html} from the folder's ledger, finished or not.
     *
     * @return the answer and the verdicts in at most 25 lines for the terminal
     */
    public String report(RunFolder folder) {
        return new Assembler(this).write(folder);
    }
}
