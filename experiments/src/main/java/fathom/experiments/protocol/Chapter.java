package fathom.experiments.protocol;

import com.google.common.collect.ImmutableList;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.report.Comparison;
import fathom.runs.report.Table;

/** A part of an experiment with trials of its own and a section of the report. It reads nothing but the ledger. */
public interface Chapter {

    /** A few words, as a heading. */
    String title();

    /** Its trials; none if the configuration leaves the chapter out. */
    ImmutableList<Sweep<?, ?>> sweeps();

    /** What the numbers say, with the rule of each verdict; empty while there are none. */
    ImmutableList<Finding> findings(Ledger ledger);

    /** Published numbers that belong here, beside ours, whatever the ledger holds. */
    default ImmutableList<Comparison> comparisons() {
        return ImmutableList.of();
    }

    /** Its sections of the report, figures included; nothing if it has no trial. */
    void write(RunPage page, Ledger ledger);

    /** Its rows of {@code summary.csv}: part, model, variant, depth, quantity, value. */
    void summarise(Table summary, Ledger ledger);

    /** Adds the trials that are left, with the time that each takes; nothing if they are done in no time. */
    default void announce(Announcement announcement, Paces paces) {}
}
