package fathom.experiments.protocol;

import com.google.common.collect.ImmutableMap;
import fathom.runs.RunFolder;
import fathom.runs.report.Figure;
import fathom.runs.report.Report;

/**
 * The report of one run, as every experiment begins and ends it.
 *
 * @param folder where it is written, with its figures
 * @param report what it says
 */
public record RunPage(RunFolder folder, Report report) {

    /**
     * A page with its title, the question, and a note if the run is not complete.
     *
     * @param missing trials of the plan that are not in the ledger
     */
    public static RunPage begin(RunFolder folder, String title, String question, int missing) {
        Report report = Report.titled(title, folder.title());
        String banner = FewSeeds.banner(folder);
        if (!banner.isEmpty()) {
            report.note(banner);
        }
        report.section("The question").paragraph(question);
        if (missing > 0) {
            report.note("The run is not complete: " + missing
                    + " of its trials are missing, and the numbers below come from the others."
                    + " The same command runs what is missing.");
        }
        return new RunPage(folder, report);
    }

    /** Writes a figure to {@code figures/} and shows it. */
    public void figure(Figure figure) {
        folder.write("figures/" + figure.name() + ".svg", figure.svg());
        report.figure(figure);
    }

    /** The same of the newer figures. */
    public void figure(fathom.runs.figure.Figure figure) {
        folder.write("figures/" + figure.name() + ".svg", figure.svg());
        report.figure(figure.svg(), figure.caption());
    }

    /** Adds where the numbers come from and writes {@code report.html}. */
    public void end() {
        report.provenance(ImmutableMap.of(
                "run", folder.title(),
                "configuration", folder.configurationText(),
                "environment of the last run", folder.environmentText()));
        folder.write("report.html", report.html());
    }
}
