package fathom.experiments.localglobal;

import fathom.experiments.protocol.PaperClaim;
import fathom.experiments.protocol.RunPage;
import fathom.runs.Finished;
import fathom.runs.RunFolder;
import fathom.runs.report.Report;
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
        RunPage page = RunPage.begin(folder, "Does depth help? Local and global targets", Prose.QUESTION, missing);
        Report report = page.report();
        report.section("What the numbers say of the claims").paragraph(Prose.VERDICTS);
        claims.forEach(claim -> claim.write(report));

        report.section("Test error by depth");
        for (int k : c.k()) {
            page.figure(Pictures.errors(measured, k));
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
                page.figure(Pictures.squaredErrors(measured, k));
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
        page.end();
    }
}
