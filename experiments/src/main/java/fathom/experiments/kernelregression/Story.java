package fathom.experiments.kernelregression;

import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.PaperClaim;
import fathom.experiments.protocol.PublishedResource;
import fathom.experiments.protocol.RunPage;
import fathom.runs.RunFolder;
import fathom.runs.report.Comparison;
import fathom.runs.report.Report;
import fathom.runs.report.Table;
import java.util.List;
import java.util.Locale;

/**
 * The report: from the question to what the numbers say of it.
 *
 * @param missing trials of the plan that are not in the ledger
 */
record Story(RunFolder folder, Measurements measured, int missing) {

    /** Writes the report and gives its result in a few lines. */
    String write() {
        Configuration c = measured.configuration();
        RunPage page = RunPage.begin(
                folder, "Deep equals shallow? Regression with kernels of ReLU networks", Prose.QUESTION, missing);
        Report report = page.report();
        List<PaperClaim> claims = Claims.of(measured);
        report.section("What the numbers say of the claims");
        claims.forEach(claim -> claim.write(report));

        StringBuilder lines = new StringBuilder();
        if (!c.publishedN().isEmpty() || !c.featureN().isEmpty()) {
            report.section("The targets").paragraph(Prose.TARGETS);
            compare(report, lines, "Moments of the targets.", Moments.rows());
        }
        if (!c.publishedN().isEmpty()) {
            report.section("Figure 1, left and middle: the authors' own draw").paragraph(Prose.DRAW);
            page.figure(Pictures.published(measured));
            for (int ridge : c.smallestRidges()) {
                compare(
                        report,
                        lines,
                        "Figure 1, ridge at least 1e" + ridge + ": test errors.",
                        Comparisons.curves(measured, ridge));
            }
        }
        if (!c.freshN().isEmpty()) {
            report.section("The same on fresh draws").paragraph(Prose.FRESH);
            page.figure(Pictures.fresh(measured));
        }
        if (!c.featureN().isEmpty()) {
            report.section("Figure 1, right: random features").paragraph(Prose.FEATURES);
            page.figure(Pictures.features(measured));
            compare(report, lines, "Figure 1, right, as published: test errors.", Comparisons.features(measured));
        }
        images(report, lines);
        List<Finding> errata = Errata.of(measured);
        report.section("Errata").paragraph(Prose.ERRATA);
        errata.forEach(erratum -> erratum.write(report));
        report.section("Times").table("Seconds that trials took, added up over threads", Tables.times(measured));
        report.section("Where the published numbers come from")
                .bullets(List.of(
                        PublishedResource.of("bietti-fig1-kernels").origin(),
                        PublishedResource.of("bietti-fig1-random-features-as-published")
                                .origin(),
                        PublishedResource.of("bietti-table1").origin()));
        page.end();
        claims.forEach(claim -> lines.append(claim.lines()));
        errata.forEach(erratum -> lines.append(erratum.lines()));
        return lines.toString().replaceAll(" +(?=\\R)", "");
    }

    private void images(Report report, StringBuilder lines) {
        Configuration c = measured.configuration();
        if (c.dataSets().isEmpty() || c.imageSizes().isEmpty()) {
            return;
        }
        report.section("Table 1: digits and garments");
        if (measured.images().isEmpty()) {
            report.note(Prose.NO_DATA);
            lines.append(Prose.NO_DATA).append(System.lineSeparator());
        }
        report.paragraph(Prose.TABLE);
        for (String dataSet : c.dataSets()) {
            for (int n : c.imageSizes()) {
                Table table = Tables.accuracies(measured, dataSet, n);
                if (!table.rows().isEmpty()) {
                    report.table(dataSet + ", n = " + n + ": test accuracy in percent", table);
                }
            }
        }
        for (int grid : Tables.GRIDS) {
            if (grid >= c.smallestDataRidge()) {
                int[] same = Comparisons.tableCounts(measured, grid);
                String count = same[1] == 0
                        ? "The paper's numbers are for 50,000 training images, which this run does not have, so none is judged."
                        : same[0] + " of " + same[1] + " that ran with 50,000 images are within their tolerance.";
                report.table(
                        "Table 1, ridges 1 to 1e" + grid
                                + "; published ± deviation of five splits, tolerance four of them and rounding. "
                                + count,
                        Comparisons.table(measured, grid));
                if (same[1] > 0) {
                    lines.append("Table 1, ridges 1 to 1e" + grid + ": " + count)
                            .append(System.lineSeparator());
                }
            }
        }
    }

    private static void compare(Report report, StringBuilder lines, String caption, List<Comparison> rows) {
        if (!rows.isEmpty()) {
            report.comparisons(caption, rows);
            long same = rows.stream().filter(Comparison::passes).count();
            double largest = rows.stream()
                    .mapToDouble(row -> Math.abs(row.difference()))
                    .max()
                    .orElseThrow();
            lines.append(String.format(
                    Locale.ROOT,
                    "%s %d of %d within their tolerance, largest difference %.2g%n",
                    caption,
                    same,
                    rows.size(),
                    largest));
        }
    }
}
