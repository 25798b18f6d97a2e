package fathom.experiments.protocol;

import fathom.runs.report.Report;
import fathom.runs.statistics.Verdict;
import java.util.Locale;

/**
 * A statement and what the numbers say of it, where no sampling is involved: the evidence gives the rule and the numbers.
 *
 * @param statement one sentence
 * @param verdict reached by a rule that the evidence states
 * @param evidence the rule and the numbers, one or two sentences
 */
public record Finding(String statement, Verdict verdict, String evidence) {

    /** Supported if it holds, contradicted if not. */
    public static Finding of(String statement, boolean holds, String evidence) {
        return new Finding(statement, holds ? Verdict.SUPPORTED : Verdict.CONTRADICTED, evidence);
    }

    /** As a claim of the report. */
    public void write(Report report) {
        report.claim(statement, verdict, evidence);
    }

    /** In a line or two for the terminal. */
    public String lines() {
        return String.format(Locale.ROOT, "%-13s %s%n              %s%n", verdict.word(), statement, evidence);
    }
}
