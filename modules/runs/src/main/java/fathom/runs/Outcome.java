package fathom.runs;

import java.util.List;

/**
 * What a run came to: the finished trials of each sweep in the order of its plan, the failed ones, and whether the run was stopped
 * before its end.
 */
public final class Outcome {

    private final Ledger ledger;
    private final List<Failure> failures;
    private final int missing;
    private final boolean interrupted;

    Outcome(Ledger ledger, List<Failure> failures, int missing, boolean interrupted) {
        this.ledger = ledger;
        this.failures = failures;
        this.missing = missing;
        this.interrupted = interrupted;
    }

    /** The finished trials of a sweep, in the order of its plan whatever the order in which they ended. */
    public <C extends Record, R extends Record> List<Finished<C, R>> results(Sweep<C, R> sweep) {
        return ledger.results(sweep);
    }

    /** The trials that threw in this run, in the order of the plan; the same command tries them again. */
    public List<Failure> failures() {
        return failures;
    }

    /** How many trials of the plan are not in the ledger: failed or never run. */
    public int missing() {
        return missing;
    }

    public boolean complete() {
        return missing == 0;
    }

    public boolean interrupted() {
        return interrupted;
    }

    /** 0 when all trials finished, 1 when one failed, 130 when the run was interrupted. */
    public int exitCode() {
        if (interrupted) {
            return 130;
        }
        return failures.isEmpty() ? 0 : 1;
    }
}
