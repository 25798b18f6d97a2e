package fathom.experiments.conditioning;

import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.report.Table;
import fathom.runs.verdict.PublishedNumbers;
import fathom.runs.verdict.Reproduction;
import fathom.simd.Activation;
import java.util.ArrayList;
import java.util.List;

/** What needs no trial: the paper's own numbers, what the theorems know of every activation, misprints, and what is not covered. */
record PaperSection(List<Double> deltas) {

    private static final int MANY = 1000;

    private static final String ACTIVATIONS =
            "For every activation there is: the coefficient of non-linearity μ and the dual s after normalisation to mean 0 and second moment 1;"
                    + " and, normalised to second moment 1 alone, the coefficient of non-affinity μ̃ and the fixed point ρ̄ of theorem 12."
                    + " Where μ = 0 every depth is infinite. ./fathom dual shows one activation in full.";

    private static final List<String> LIMITS = List.of(
            "Training on CIFAR-10 (section 7, figures 1 to 5, 7 and 8): see the experiment normalised-relu.",
            "Theorems 14, 15, 45 and 48 (convergence of gradient descent) ask for widths beyond any computer and are not measured.",
            "Series of activations without a closed form end at 600 terms; at correlations above 0.98 their error can reach 1e-7.");

    Section section() {
        return Section.of("The paper's numbers, activations and misprints", (results, page) -> report(page));
    }

    private void report(SectionWriter page) {
        PublishedNumbers mu = page.published("agarwal-mu");
        PublishedNumbers depths = page.published("agarwal-depths");
        PublishedNumbers offDiagonal = page.published("agarwal-off-diagonal");
        PublishedNumbers normRelu = page.published("agarwal-normrelu");
        List<Reproduction> rows = new ArrayList<>(BoundsClaims.published(mu, depths, offDiagonal));
        rows.addAll(LengthSection.published(normRelu));
        page.reproductions(
                "The paper's numbers, and those of its formulas, are met",
                String.join(" ", mu.origin(), depths.origin(), offDiagonal.origin(), normRelu.origin()),
                rows);
        page.text(ACTIVATIONS);
        page.details("Duals of all activations", duals());
        page.details("Depths of the theorems", depths());
        page.table("Misprints, with what shows them", Errata.table());
        page.heading("Not covered");
        page.bullets(LIMITS);
    }

    /** All names that can be given, with their usual parameters. */
    static List<String> all() {
        return Activation.names().stream()
                .map(name -> Activation.parse(name).toString())
                .toList();
    }

    /** mu, the dual's first values and slopes, and the fixed point without centring. */
    static Table duals() {
        Table table =
                Table.of("activation", "μ", "s(1/2)", "s'(0) = 1 − μ", "s'(1)", "μ̃", "mean² / second moment", "ρ̄");
        for (String activation : all()) {
            CorrelationMap centred = CorrelationMap.centred(activation);
            CorrelationMap uncentred = CorrelationMap.uncentred(activation);
            FixedPoint fixed = FixedPoint.of(uncentred);
            table.row(
                    activation,
                    centred.mu(),
                    centred.value(0.5),
                    centred.slope(0),
                    centred.slopeAtOne(),
                    uncentred.nonAffinity(),
                    fixed.atZero(),
                    fixed.rhobar());
        }
        return table;
    }

    /** L0, L1 and L2 at each separation. */
    private Table depths() {
        Table table = Table.of("activation", "μ", "δ", "L0", "L1 (n = 1000)", "L2 (n = 1000)");
        for (String activation : all()) {
            double mu = CorrelationMap.centred(activation).mu();
            for (double delta : deltas) {
                Bounds bounds = new Bounds(mu, delta);
                table.row(activation, mu, delta, bounds.l0(), bounds.l1(MANY), bounds.l2(MANY));
            }
        }
        return table;
    }
}
