package fathom.experiments.localglobal;

import fathom.experiments.localglobal.Measurements.Series;
import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.PaperClaim;
import fathom.runs.Ledger;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Locale;

/** The result in a few lines for the terminal: one table of errors for each order, and the verdicts. */
final class Screen {

    private Screen() {}

    static String text(Measurements measured, List<PaperClaim> claims) {
        StringBuilder text = new StringBuilder();
        Configuration c = measured.configuration();
        for (Setting at : measured.settings()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%nTest error at k = %d, d = %d, N = %d, H = %d (mean and 95 %% interval over %d seeds)%n%-14s%-8s",
                    at.k(),
                    c.dimension(at.k()),
                    at.N(),
                    at.H(),
                    c.seeds().size(),
                    "",
                    ""));
            c.depths().forEach(depth -> text.append(String.format(Locale.ROOT, "%-16s", "depth " + depth)));
            text.append(System.lineSeparator());
            for (String model : measured.models()) {
                for (String target : c.paperTargets()) {
                    text.append(String.format(Locale.ROOT, "%-14s%-8s", model, target));
                    for (int depth : c.depths()) {
                        text.append(String.format(
                                Locale.ROOT, "%-16s", words(measured.errors(new Series(model, at, target, depth)))));
                    }
                    text.append(System.lineSeparator());
                }
            }
        }
        claims.forEach(claim -> text.append(claim.lines()));
        return text.toString().replaceAll(" +(?=\\R)", "");
    }

    /** What the chapters found beside the claims. */
    static String findings(List<Chapter> chapters, Ledger ledger) {
        StringBuilder text = new StringBuilder();
        for (Chapter chapter : chapters) {
            List<Finding> findings = chapter.findings(ledger);
            if (!findings.isEmpty()) {
                text.append(String.format(Locale.ROOT, "%n%s%n", chapter.title()));
            }
            findings.forEach(finding -> text.append(finding.lines()));
        }
        return text.toString();
    }

    private static String words(double[] values) {
        if (values.length == 0) {
            return "-";
        }
        Interval interval = Interval.of(values);
        return values.length == 1
                ? String.format(Locale.ROOT, "%.3f", interval.mean())
                : String.format(Locale.ROOT, "%.3f ± %.3f", interval.mean(), interval.halfWidth());
    }
}
