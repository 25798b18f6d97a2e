package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableMap;
import fathom.runs.Finished;
import fathom.runs.RunFolder;
import fathom.runs.report.Figure;
import fathom.runs.report.Report;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Verdict;
import java.util.List;

/**
 * The report: from the question to what the numbers say of it, and how they came about.
 *
 * @param missing trials of the plan that are not in the ledger
 */
record Page(
        RunFolder folder,
        Measurements measured,
        List<Finished<NetworkCell, NetworkResult>> networks,
        List<PaperClaim> claims,
        int missing) {

    /** Writes the figures and {@code report.html}. */
    void write() {
        Configuration c = measured.configuration();
        Report report = Report.titled("Does depth help? Local and global targets", folder.title());
        report.section("The question").paragraph(Prose.QUESTION);
        if (missing > 0) {
            report.note("The run is not complete: " + missing
                    + " of its trials are missing, and the numbers below come from the others."
                    + " The same command runs what is missing.");
        }
        report.section("What the numbers say of the claims").paragraph(Prose.VERDICTS);
        claims.forEach(claim -> write(claim, report));

        report.section("Test error by depth");
        for (int k : c.k()) {
            figure(Pictures.errors(measured, k), report);
            report.table("Test error at k = " + k, Tables.errors(measured, k));
        }
        if (!c.kernels().isEmpty()) {
            report.paragraph(Prose.KERNEL_PANELS);
        }

        report.section("Differences between depths").paragraph(Prose.DIFFERENCES);
        for (int k : c.k()) {
            report.table("Differences at k = " + k, Tables.differences(measured, k));
        }
        if (!c.kernels().isEmpty()) {
            report.section("Regression of the values: Schur's lemma").paragraph(Prose.SCHUR);
            for (int k : c.k()) {
                figure(Pictures.squaredErrors(measured, k), report);
                report.table("Squared error over variance at k = " + k, Tables.squaredErrors(measured, k));
            }
        }

        if (!c.perturbations().isEmpty()) {
            report.section("Stability against perturbations").paragraph(Prose.STABILITY);
            for (int k : c.k()) {
                report.table(
                        "Share of test points whose answer or label changes, at k = " + k,
                        Tables.stability(measured, k));
            }
        }

        report.section("How the networks were trained");
        Descents.warnings(c, networks).forEach(report::note);
        report.table(
                "By order, target and depth; in brackets the number of seeds", Tables.training(measured, networks));

        report.section("Set-up").bullets(Prose.setUp(c));
        report.provenance(ImmutableMap.of(
                "run", folder.title(),
                "configuration", folder.configurationText(),
                "environment of the last run", folder.environmentText()));
        folder.write("report.html", report.html());
    }

    private void figure(Figure figure, Report report) {
        if (!figure.panels().isEmpty()) {
            folder.write("figures/" + figure.name() + ".svg", figure.svg());
            report.figure(figure);
        }
    }

    private static void write(PaperClaim claim, Report report) {
        report.subsection("Claim " + claim.number());
        if (claim.tests().isEmpty()) {
            report.paragraph(claim.statement());
            report.note("Claim " + claim.number() + " is not tested by this configuration. "
                    + String.join(" ", claim.remarks()));
            return;
        }
        report.claim(
                claim.statement(),
                Verdict.all(claim.tests().stream().map(Claim::verdict).toList()),
                claim.tests().size() == 1
                        ? "By the test below."
                        : "By the " + claim.tests().size()
                                + " tests below: supported if all are, contradicted if one is, open otherwise.");
        claim.tests().forEach(report::claim);
        if (!claim.remarks().isEmpty()) {
            report.bullets(claim.remarks());
        }
    }
}
