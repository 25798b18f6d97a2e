package fathom.experiments.conditioning;

import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.PublishedResource;
import fathom.experiments.protocol.RunPage;
import fathom.runs.Ledger;
import fathom.runs.RunFolder;
import fathom.runs.report.Comparison;
import fathom.runs.report.Report;
import fathom.runs.report.Table;
import java.util.List;
import java.util.Locale;

/** The report: what the numbers say, the published numbers, then chapter by chapter. */
record Story(RunFolder folder, Configuration configuration, List<Chapter> chapters) {

    private static final String QUESTION =
            "Agarwal, Awasthi and Kale prove that in deep networks whose activation is normalised (mean 0 and second moment 1 under a standard"
                    + " normal) the kernels of different inputs fall off with depth, so that kernel matrices tend to multiples of the"
                    + " identity and gradient descent converges fast. The rate depends on the activation by one number, its coefficient of"
                    + " non-linearity mu. The paper measures no kernel; here each bound stands beside the exact value, and what it says of"
                    + " learning and overfitting beside a measurement.";

    private static final String ACTIVATIONS =
            "For every activation there is: the coefficient of non-linearity mu and the dual s after normalisation to mean 0 and second moment 1;"
                    + " and, normalised to second moment 1 alone, the coefficient of non-affinity mu~ and the fixed point rhobar of theorem"
                    + " 12. Where mu = 0 every depth is infinite. ./fathom dual shows one activation in full.";

    private static final List<String> LIMITS = List.of(
            "The training of networks on CIFAR-10 (section 7, figures 1 to 5, 7 and 8) is no part of this experiment.",
            "Theorems 14, 15, 45 and 48 (convergence of gradient descent) ask for widths beyond any computer and are not measured.",
            "Series of activations without a closed form end at 600 terms; at correlations above 0.98 their error can reach 1e-7.");

    /** Writes the report and gives its result in a few lines. */
    String write() {
        Ledger ledger = folder.ledger();
        Table summary = Table.of("part", "model", "variant", "depth", "quantity", "value");
        chapters.forEach(chapter -> chapter.summarise(summary, ledger));
        folder.write("summary.csv", summary.csv());

        int missing = chapters.stream()
                .mapToInt(chapter -> ledger.left(chapter.sweeps()))
                .sum();
        RunPage page = RunPage.begin(folder, "Does depth condition a network's kernels?", QUESTION, missing);
        Report report = page.report();
        StringBuilder lines = new StringBuilder();
        report.section("What the numbers say");
        for (Chapter chapter : chapters) {
            List<Finding> findings = chapter.findings(ledger);
            if (!findings.isEmpty()) {
                report.subsection(chapter.title());
                lines.append(String.format(Locale.ROOT, "%n%s%n", chapter.title()));
            }
            findings.forEach(finding -> finding.write(report));
            findings.forEach(finding -> lines.append(finding.lines()));
        }

        List<Comparison> published = chapters.stream()
                .flatMap(chapter -> chapter.comparisons().stream())
                .toList();
        report.section("Published numbers").comparisons("Numbers of the paper, and of its formulas.", published);
        for (String name : List.of("agarwal-mu", "agarwal-depths", "agarwal-off-diagonal", "agarwal-normrelu")) {
            report.paragraph(PublishedResource.of(name).origin());
        }
        report.section("Activations").paragraph(ACTIVATIONS).table("Duals", ActivationTables.duals());
        report.table("Depths of the theorems", ActivationTables.depths(configuration.deltas()));
        chapters.forEach(chapter -> chapter.write(page, ledger));
        report.section("Misprints in the paper").table("Errata, with what shows them", Errata.table());
        report.section("What is not covered").bullets(LIMITS);
        page.end();

        return String.format(
                        Locale.ROOT,
                        "Published numbers: %d of %d within their tolerance%n",
                        published.stream().filter(Comparison::passes).count(),
                        published.size())
                + lines;
    }
}
