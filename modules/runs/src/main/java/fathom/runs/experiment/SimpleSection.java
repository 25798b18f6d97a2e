package fathom.runs.experiment;

import fathom.runs.Sweep;
import fathom.runs.results.Results;
import java.util.List;
import java.util.function.BiConsumer;

/** A section of its parts, see {@link Section#of}. */
record SimpleSection(
        String title, BiConsumer<Results, SectionWriter> report, List<Sweep<?, ?>> sweeps, boolean needsNoTrial)
        implements Section {

    @Override
    public void report(Results results, SectionWriter page) {
        report.accept(results, page);
    }
}
