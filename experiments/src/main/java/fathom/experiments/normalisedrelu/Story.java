package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.Measured.Series;
import fathom.experiments.protocol.Listing;
import fathom.experiments.protocol.PaperClaim;
import fathom.experiments.protocol.PublishedResource;
import fathom.experiments.protocol.RunPage;
import fathom.runs.RunFolder;
import fathom.runs.report.Comparison;
import fathom.runs.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The report.
 *
 * @param missing trials of the plan that are not in the ledger
 */
record Story(RunFolder folder, Measured measured, int missing) {

    /** Writes the report and gives its result in a few lines. */
    String write() {
        RunPage page =
                RunPage.begin(folder, "Do deep networks train without normalisation layers?", Prose.QUESTION, missing);
        StringBuilder lines = new StringBuilder();
        claims(page.report(), lines);
        Configuration c = measured.configuration();
        for (String data : c.data()) {
            page.report().section("Training on " + data);
            page.report().table("Accuracies on " + data, Tables.results(measured, data));
            Plan.bodies(c).forEach(body -> page.figure(Pictures.curves(measured, data, body)));
            page.report().section("Dot products on " + data).paragraph(Prose.OVERLAPS);
            Pictures.beginnings(measured, data).ifPresent(page::figure);
            Plan.bodies(c).forEach(body -> page.figure(Pictures.profiles(measured, data, body)));
            page.report().table("Mean cosines of two test inputs of " + data, Tables.overlaps(measured, data));
        }
        published(page.report(), lines);
        page.report().section("How the networks were trained").bullets(Prose.setUp(c));
        edges().forEach(page.report()::note);
        for (String data : c.data()) {
            page.report().table("Validation errors by learning rate on " + data, Tables.rates(measured, data));
        }
        page.end();
        return lines.toString();
    }

    private void claims(Report report, StringBuilder lines) {
        report.section("What the trainings say of the claims").paragraph(Prose.CHOICE);
        Configuration c = measured.configuration();
        List<String> rankings = c.data().stream()
                .flatMap(data -> Plan.bodies(c).stream().map(body -> Ranking.sentence(measured, data, body)))
                .filter(sentence -> !sentence.isEmpty())
                .toList();
        report.bullets(rankings);
        rankings.forEach(sentence -> lines.append(sentence).append(System.lineSeparator()));
        for (PaperClaim claim : Claims.of(measured)) {
            claim.write(report);
            lines.append(claim.lines());
        }
    }

    private void published(Report report, StringBuilder lines) {
        Published published = new Published(measured);
        List<Comparison> rows = published.accuracies();
        if (rows.isEmpty()) {
            return;
        }
        report.section("Published values").paragraph(Prose.PUBLISHED);
        comparisons(report, "Test accuracy at the end.", rows, "agarwal-cifar10-final-accuracy", lines);
        comparisons(report, "Training accuracy by epoch.", published.training(), "agarwal-fig3-training", lines);
        comparisons(report, "Dot products.", published.overlaps(), "agarwal-fig1-dot-products", lines);
    }

    private static void comparisons(
            Report report, String caption, List<Comparison> rows, String resource, StringBuilder lines) {
        if (rows.isEmpty()) {
            return;
        }
        report.comparisons(caption, rows)
                .paragraph(PublishedResource.of(resource).origin());
        lines.append(String.format(
                Locale.ROOT,
                "%nPublished values. %s %d of %d within their tolerance%n",
                caption,
                rows.stream().filter(Comparison::passes).count(),
                rows.size()));
    }

    /** Says where a rate at the end of the grid was best. */
    private List<String> edges() {
        Configuration c = measured.configuration();
        List<String> notes = new ArrayList<>();
        for (Series series : measured.series()) {
            List<Double> rates = c.rates(series.body(), series.name());
            measured.rate(series).ifPresent(rate -> {
                if (rates.size() > 1 && (rate.equals(rates.getFirst()) || rate.equals(rates.getLast()))) {
                    notes.add("The " + (rate.equals(rates.getFirst()) ? "smallest" : "largest") + " rate offered, "
                            + Listing.word(rate) + ", was best for " + series.words()
                            + ": a better one may lie beyond it.");
                }
            });
        }
        return notes;
    }
}
