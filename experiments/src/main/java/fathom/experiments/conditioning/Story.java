package fathom.experiments.conditioning;

import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.PublishedNumbers;
import fathom.experiments.protocol.RunPage;
import fathom.runs.RunFolder;
import fathom.runs.report.Comparison;
import fathom.runs.report.Report;
import java.util.List;
import java.util.Locale;

/**
 * The report.
 *
 * @param missing trials of the plan that are not in the ledger
 */
record Story(RunFolder folder, Measured measured, int missing) {

    private static final String QUESTION =
            "Agarwal, Awasthi and Kale prove that in deep networks whose activation is normalised (mean 0 and second moment 1 under a standard"
                    + " normal) the kernels of different inputs fall off with depth, so that kernel matrices tend to multiples of the"
                    + " identity and gradient descent converges fast. The rate depends on the activation by one number, its coefficient of"
                    + " non-linearity mu. The paper measures no kernel; here each bound stands beside the exact value.";

    private static final String MATRICES =
            "Inputs are uniform on the sphere, but for the first two, which are near-duplicates at the first of the separations. Theorems 3 and 5"
                    + " and corollaries 4 and 6 need only that inputs are separated (assumption A); theorems 7 and 9 and corollaries 8 and 10"
                    + " need that their Gram matrix is regular (assumption B), which needs d >= n.";

    private static final String WIDTHS =
            "The measurement that the paper does not have: the condition number of the representations at initialisation in networks of"
                    + " finite width. batch(...) normalises each unit's argument over the inputs, layer(...) each input's representation"
                    + " over the units. Depth improves conditioning in the limit of infinite width; at finite width fluctuations of the"
                    + " order depth / width work against it.";

    private static final List<String> LIMITS = List.of(
            "Not computed here: theorem 12 (activations that are not centred), theorem 13 and 38 (inputs of other norms), the hardness of section"
                    + " 5, and benign overfitting (section 6).",
            "Series of activations without a closed form end at 600 terms; at correlations above 0.98 their error can reach 1e-7.");

    private static final List<String> ERRATA = List.of(
            "Equation 7 takes s' at layer h'; it must be at h' - 1, as one hidden layer shows. Diagonal and bounds are not affected.",
            "The dual of exp is printed as e^3 (1 + rho + ...); it is e^(1 + rho). mu is not affected.",
            "\"a_1 <= 1 - mu + mu/4\" in appendix D.3 should be a_1^2.");

    /** Writes the report and gives its result in a few lines. */
    String write() {
        RunPage page = RunPage.begin(folder, "Does depth condition a network's kernels?", QUESTION, missing);
        Report report = page.report();
        Configuration c = measured.configuration();
        List<Finding> findings = Findings.of(measured);
        report.section("What the numbers say");
        findings.forEach(finding -> finding.write(report));

        List<Comparison> mu = Tables.mu();
        report.section("Non-linearity, and the depths that the theorems ask for")
                .comparisons("The coefficient of non-linearity.", mu)
                .paragraph(PublishedNumbers.of("agarwal-mu").origin())
                .table("Depths of the theorems", Tables.depths(measured));
        report.section("Bounds and exact values");
        page.figure(Pictures.bounds(measured, c.deltas().getFirst()));
        for (String activation : c.activations()) {
            measured.depth(activation, c.deltas().getFirst())
                    .ifPresent(result ->
                            report.table(activation + ", delta = " + c.deltas().getFirst(), Tables.bounds(result)));
        }
        report.section("Kernel matrices").paragraph(MATRICES);
        for (int d : c.d()) {
            page.figure(Pictures.conditions(measured, d));
            report.table("Condition number of the NNGP kernel, d = " + d, Tables.conditions(measured, d, false));
            report.table("Condition number of the NTK, d = " + d, Tables.conditions(measured, d, true));
        }
        if (!c.networks().isEmpty()) {
            report.section("Networks of finite width").paragraph(WIDTHS);
            page.figure(Pictures.widths(measured));
            report.table("log10 of the condition number", Tables.widths(measured));
        }
        report.section("Misprints in the paper").bullets(ERRATA);
        report.section("What is not covered").bullets(LIMITS);
        page.end();

        StringBuilder lines = new StringBuilder(String.format(
                Locale.ROOT,
                "Published values of mu: %d of %d within their tolerance%n",
                mu.stream().filter(Comparison::passes).count(),
                mu.size()));
        findings.forEach(finding -> lines.append(finding.lines()));
        return lines.toString();
    }
}
