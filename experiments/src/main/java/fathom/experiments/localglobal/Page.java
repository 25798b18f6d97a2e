package fathom.experiments.localglobal;

import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Finding;
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
        List<Chapter> chapters,
        int missing) {

    /** Writes the figures and {@code report.html}. */
    void write() {
        Configuration c = measured.configuration();
        RunPage page = RunPage.begin(folder, "Does depth help? Local and global targets", Prose.QUESTION, missing);
        Report report = page.report();
        report.section("What the numbers say of the claims").paragraph(Prose.VERDICTS);
        claims.forEach(claim -> claim.write(report));
        for (Chapter chapter : chapters) {
            List<Finding> findings = chapter.findings(folder.ledger());
            if (!findings.isEmpty()) {
                report.subsection(chapter.title());
                findings.forEach(finding -> finding.write(report));
            }
        }
        if (!measured.settings().isEmpty()) {
            errors(page);
            stability(page);
        }
        chapters.forEach(chapter -> chapter.write(page, folder.ledger()));
        if (!measured.settings().isEmpty()) {
            report.section("How the networks were trained");
            Descents.warnings(c, networks).forEach(report::note);
            report.table(
                    "By size, target and depth; in brackets the number of seeds", Tables.training(measured, networks));
        }
        report.section("Set-up").bullets(Prose.setUp(c));
        page.end();
    }

    private void errors(RunPage page) {
        Configuration c = measured.configuration();
        Report report = page.report();
        report.section("Test error by depth");
        for (Setting at : measured.settings()) {
            page.figure(Pictures.errors(measured, at));
            report.table("Test error at " + at.words(c), Tables.errors(measured, at));
        }
        if (!c.kernels().isEmpty()) {
            report.paragraph(Prose.KERNEL_PANELS);
        }
        Pictures.sizes(measured).ifPresent(page::figure);

        report.section("Differences between depths").paragraph(Prose.DIFFERENCES);
        for (Setting at : measured.settings()) {
            report.table("Differences at " + at.words(c), Tables.differences(measured, at));
        }
        if (!c.kernels().isEmpty()) {
            report.section("Regression of the values on the networks' samples").paragraph(Prose.VALUES);
            for (Setting at : measured.kernelSettings()) {
                page.figure(Pictures.squaredErrors(measured, at));
                report.table("Squared error over variance at " + at.words(c), Tables.squaredErrors(measured, at));
            }
        }
    }

    private void stability(RunPage page) {
        Configuration c = measured.configuration();
        if (c.perturbations().isEmpty()) {
            return;
        }
        page.report().section("Stability against perturbations").paragraph(Prose.STABILITY);
        for (Setting at : measured.settings()) {
            page.report()
                    .table(
                            "Share of test points whose answer or label changes, at " + at.words(c),
                            Tables.stability(measured, at));
        }
    }
}
