package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Verdict;

/**
 * One claim of the paper and what the run says of it.
 *
 * @param number as in docs/papers/mori-ueda.md
 * @param title the claim in a few words
 * @param statement the paper's claim in a sentence
 * @param tests what was measured for it; empty if this configuration tests nothing of it
 * @param remarks what else the reader should know, one sentence each
 */
record PaperClaim(
        int number, String title, String statement, ImmutableList<Claim> tests, ImmutableList<String> remarks) {

    /** The verdict on all tests together; "not tested" if there is none. */
    String verdict() {
        return tests.isEmpty()
                ? "not tested"
                : Verdict.all(tests.stream().map(Claim::verdict).toList()).word();
    }
}
