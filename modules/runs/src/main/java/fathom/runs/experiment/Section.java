package fathom.runs.experiment;

import fathom.runs.Sweep;
import fathom.runs.results.Results;
import java.util.List;
import java.util.function.BiConsumer;

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

    /** A section of its title, its report and its sweeps; without any sweep it needs no trial. */
    static Section of(String title, BiConsumer<Results, SectionWriter> report, Sweep<?, ?>... sweeps) {
        return new SimpleSection(title, report, List.of(sweeps), sweeps.length == 0);
    }

    /** The same where the settings may leave the section out: without any sweep there is no report. */
    static Section of(String title, BiConsumer<Results, SectionWriter> report, List<Sweep<?, ?>> sweeps) {
        return new SimpleSection(title, report, sweeps, false);
    }
}
