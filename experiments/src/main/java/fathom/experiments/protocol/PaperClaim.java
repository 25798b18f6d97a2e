package fathom.experiments.protocol;

import com.google.common.collect.ImmutableList;
import fathom.runs.report.Report;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Interval;
import fathom.runs.statistics.Verdict;
import java.util.Locale;

/**
 * One claim of a paper and what the run says of it.
 *
 * @param number as in the paper's page under docs/papers
 * @param title the claim in a few words
 * @param statement the paper's claim in a sentence
 * @param tests what was measured for it; empty if this configuration tests nothing of it
 * @param remarks what else the reader should know, one sentence each
 */
public record PaperClaim(
        int number, String title, String statement, ImmutableList<Claim> tests, ImmutableList<String> remarks) {

    /** The verdict on all tests together; "not tested" if there is none. */
    public String verdict() {
        return tests.isEmpty() ? "not tested" : together().word();
    }

    /** The claim, its verdict and its tests, as a part of the report's present section. */
    public void write(Report report) {
        report.subsection("Claim " + number);
        if (tests.isEmpty()) {
            report.paragraph(statement);
            report.note("Claim " + number + " is not tested by this configuration. " + String.join(" ", remarks));
            return;
        }
        report.claim(
                statement,
                together(),
                tests.size() == 1
                        ? "By the test below."
                        : "By the " + tests.size()
                                + " tests below: supported if all are, contradicted if one is, open otherwise.");
        tests.forEach(report::claim);
        if (!remarks.isEmpty()) {
            report.bullets(remarks);
        }
    }

    /** The same in a few lines for the terminal. */
    public String lines() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%nClaim %d  %-13s %s%n", number, verdict(), title));
        for (Claim test : tests) {
            text.append(String.format(Locale.ROOT, "         %s: %s%n", test.statement(), effect(test.effect())));
        }
        remarks.forEach(remark -> text.append(String.format(Locale.ROOT, "         %s%n", remark)));
        return text.toString();
    }

    private Verdict together() {
        return Verdict.all(tests.stream().map(Claim::verdict).toList());
    }

    private static String effect(Interval effect) {
        return effect.n() == 1
                ? String.format(Locale.ROOT, "%.4g (one value: no interval)", effect.mean())
                : String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", effect.mean(), effect.low(), effect.high());
    }
}
