package fathom.experiments.protocol;

import com.google.common.collect.ImmutableList;
import fathom.runs.RunFolder;
import fathom.runs.Sweep;

/** One configuration of an experiment: the trials that it asks for, and what is made of their results. */
public interface Study {

    /** The trials; those of all sweeps share the workers. */
    ImmutableList<Sweep<?, ?>> sweeps();

    /**
     * What those who start it should know before it begins, such as how long it takes and what memory; empty for nothing. It enters no
     * result.
     *
     * @param folder whose ledger holds what is done already
     * @param jobs trials at once
     */
    default String notice(RunFolder folder, int jobs) {
        return "";
    }

    /**
     * Writes {@code summary.csv}, the figures and {@code report.html} from the folder's ledger, finished or not.
     *
     * @return the result as a few lines for the terminal
     */
    String report(RunFolder folder);
}
