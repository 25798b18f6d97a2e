package fathom.experiments.fractal;

import fathom.experiments.protocol.Listing;
import fathom.experiments.protocol.PaperClaim;
import fathom.experiments.protocol.PublishedResource;
import fathom.experiments.protocol.RunPage;
import fathom.runs.RunFolder;
import fathom.runs.report.Comparison;
import fathom.runs.report.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The report.
 *
 * @param missing trials of the plan that are not in the ledger
 */
record Story(RunFolder folder, Measured measured, LinePart line, Theory theory, ImagePart images, int missing) {

    private static final int PAPER_STEPS = 1_000_000;

    /** Writes the report and gives its result in a few lines. */
    String write() {
        RunPage page = RunPage.begin(folder, "Is deeper better only when shallow is good?", Prose.QUESTION, missing);
        Configuration c = measured.configuration();
        StringBuilder lines = new StringBuilder();
        if (!c.systems().isEmpty()) {
            networks(page, lines);
        }
        if (!line.isEmpty()) {
            line.write(page);
        }
        if (!theory.isEmpty()) {
            theory.write(page);
            lines.append(System.lineSeparator());
            theory.findings().forEach(finding -> lines.append(finding.lines()));
        }
        if (!images.isEmpty()) {
            images.write(page, lines);
        } else if (!c.images().isEmpty()) {
            page.report().section("Figure 6: images").note("Not trained: " + ImagePart.NEEDED);
        }
        page.end();
        return lines.toString();
    }

    private void networks(RunPage page, StringBuilder lines) {
        Configuration c = measured.configuration();
        Report report = page.report();
        List<PaperClaim> claims = Claims.of(measured);
        report.section("What trained networks say of the claims").paragraph(Prose.CHOICE);
        claims.forEach(claim -> claim.write(report));
        claims.forEach(claim -> lines.append(claim.lines()));

        report.section("The distributions").paragraph(Prose.DATA);
        Clouds.systems(c).forEach(system -> page.figure(Clouds.data(c, system)));
        page.figure(Clouds.line(c.seeds().getFirst()));
        report.section("Depth and width").paragraph(Prose.DEPTH);
        for (String system : c.systems()) {
            page.figure(Pictures.depths(measured, system));
            report.table(
                    "Test accuracy on " + Systems.title(system),
                    Tables.accuracies(measured, system, NetworkCell.JOINT, c.widths()));
            if (Tables.published(c, system)) {
                comparisons(report, "Figure 4, curve #1.", "malach-fig4-cantor", Tables.figure4(measured), lines);
            }
        }
        if (c.curves().size() > 1) {
            report.section("The approximation curve").paragraph(Prose.CURVES);
            page.figure(Pictures.curves(measured));
            for (String system : c.systems()) {
                report.table(
                        "Depth " + c.deepest() + " on " + Systems.title(system)
                                + ", at the width that is best on validation points",
                        Tables.curves(measured, system));
                if (Tables.published(c, system)) {
                    comparisons(report, "Figure 5.", "malach-fig5-curves", Tables.figure5(measured), lines);
                }
            }
        }
        if (c.systems().stream()
                .anyMatch(system -> Pictures.regions(measured, system).isPresent())) {
            report.section("What the networks cut out").paragraph(Prose.REGIONS);
            c.systems().forEach(system -> Pictures.regions(measured, system).ifPresent(page::figure));
        }
        if (!c.layerwise().isEmpty()) {
            report.section("Training layer by layer").paragraph(Prose.LAYERWISE);
            for (String system : c.systems()) {
                report.table("Test accuracy on " + Systems.title(system), Tables.procedures(measured, system));
            }
        }
        report.section("How the networks were trained").bullets(Prose.setUp(c));
        edges().forEach(report::note);
        report.table("Rates chosen, and how much the choice flatters", Tables.training(measured));
    }

    private void comparisons(
            Report report, String caption, String published, List<Comparison> rows, StringBuilder lines) {
        if (rows.isEmpty()) {
            return;
        }
        report.paragraph(Prose.COMPARISON);
        int steps = measured.configuration().steps();
        if (steps < PAPER_STEPS) {
            report.note("These networks took " + String.format(Locale.ROOT, "%,d", steps)
                    + " steps, the paper's 1,000,000: ours may be lower for that alone.");
        }
        report.comparisons(caption, rows)
                .paragraph(PublishedResource.of(published).origin());
        lines.append(String.format(
                Locale.ROOT,
                "%n%s Published values: %d of %d within their tolerance at %d steps (the paper: 1,000,000)%n",
                caption,
                rows.stream().filter(Comparison::passes).count(),
                rows.size(),
                steps));
        rows.forEach(row -> lines.append(String.format(
                Locale.ROOT,
                "  %-44s published %.4f, ours %.4f, tolerance %.4f%n",
                row.what(),
                row.published(),
                row.ours().mean(),
                row.tolerance())));
    }

    /** Says where a rate at the end of the grid was best. */
    private List<String> edges() {
        List<Double> rates = measured.configuration().rates();
        List<String> notes = new ArrayList<>();
        if (rates.size() == 1) {
            return List.of("There was one learning rate and so no choice.");
        }
        for (double rate : List.of(Collections.min(rates), Collections.max(rates))) {
            long chosen = measured.series().stream()
                    .flatMap(series -> measured.chosen(series).stream())
                    .filter(trial -> trial.configuration().rate() == rate)
                    .count();
            if (chosen > 0) {
                notes.add("The " + (rate == Collections.min(rates) ? "smallest" : "largest") + " rate offered, "
                        + Listing.word(rate) + ", was best for " + chosen
                        + " networks: a better one may lie beyond it.");
            }
        }
        return notes;
    }
}
