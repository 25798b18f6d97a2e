package fathom.runs.experiment;

import fathom.runs.Sweep;
import fathom.runs.results.Results;
import java.util.List;

/**
 * A part of an experiment: its trials, and what the report says of them. It is made of settings and {@link Context}; by convention its
 * settings record stands in the same file, and each trial's configuration, result and code in another.
 */
public interface Section {

    /** A few words, the heading in the report. */
    String title();

    /** Its trials; none if the settings leave the section out. */
    List<Sweep<?, ?>> sweeps();

    /** Writes its part of the report from the ledger alone; called once, unless it has no finished trial. */
    void report(Results results, SectionWriter page);

    /** Whether {@link #report} is called without a finished trial too, for sections that need none. */
    default boolean needsNoTrial() {
        return false;
    }
}
