package fathom.experiments.profile;

import fathom.data.Task;
import fathom.experiments.protocol.RunPage;
import fathom.experiments.protocol.TargetPicture;
import fathom.runs.RunFolder;
import fathom.runs.report.Report;
import java.util.Locale;

/**
 * The report: the answer, six measurements, and the verdict with its table of thresholds.
 *
 * @param missing trials of the plan that are not in the ledger
 */
record Story(RunFolder folder, Measured measured, int missing) {

    /** Writes figures, summary and report, and returns the result for the terminal. */
    String write() {
        Configuration c = measured.configuration();
        Judgement judgement = Judgement.of(measured);
        Pictures pictures = new Pictures(measured);
        folder.write("summary.csv", Tables.summary(measured).csv());

        RunPage page = RunPage.begin(folder, "Does depth help on " + c.target() + "?", Prose.QUESTION, missing);
        Report report = page.report();
        report.paragraph("The answer: " + judgement.answer().words + ". What it rests on: section 7.");
        report.bullets(Prose.data(c));
        if (!c.resampled()) {
            page.figure(TargetPicture.of("target", Task.named(c.target())));
        }

        report.section("1. Networks").paragraph(Prose.networks(c)).paragraph(measured.intervalWords());
        page.figure(pictures.errors());
        report.table(Rows.NETWORKS, "Trained networks; in brackets the number of seeds", Tables.networks(measured));
        report.table(Rows.EFFECTS, "What depth does, seed by seed", Tables.effects(measured));

        report.section("2. Infinite width").paragraph(Prose.limits(c));
        report.table(Rows.LIMITS, "Kernel regression; in brackets the number of seeds", Tables.limits(measured));
        report.table(
                Rows.LIMIT_EFFECTS, "What depth does, and networks against kernels", Tables.limitEffects(measured));

        report.section("3. Learning curves").paragraph(Prose.curves(c));
        page.figure(pictures.curves());
        report.table(Rows.DEVIATIONS, "How far theory is from measurement", Tables.deviations(measured));
        report.table(Rows.CURVE, "Squared error over variance", Tables.curve(measured));

        report.section("4. Spectrum and labels").paragraph(Prose.energies(c));
        page.figure(pictures.energies());
        report.table(Rows.SPECTRA, "Spectra by depth", Tables.spectra(measured));
        report.table(Rows.SHARES, "What the leading eigenvectors hold", Tables.shares(measured));

        report.section("5. Conditioning").paragraph(Prose.conditioning(c));
        page.figure(pictures.conditioning());
        report.table(Rows.RATIOS, "What depth does to it", Tables.ratios(measured));
        report.table(Rows.CONDITIONS, "By depth", Tables.conditions(measured));

        report.section("6. Can shallower networks do it?").paragraph(Prose.imitation(c));
        page.figure(pictures.imitation());
        report.table(Rows.STUDENTS, "Imitations of the deepest network", Tables.students(measured));

        report.section("7. The verdict").clauses(judgement.clauses()).paragraph(Prose.THRESHOLDS);
        report.table(
                "The words and what the numbers must be; m = " + Thresholds.margin(c.classification()),
                Thresholds.table());
        page.end();
        return String.format(
                Locale.ROOT, "%n%s%n%n%s", Screen.errors(measured), Screen.wrapped(judgement.text(), Screen.WIDTH));
    }
}
