package fathom.experiments.spectra;

import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.PublishedResource;
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
            "A kernel h(x.y) on the sphere has one eigenvalue for each degree of spherical harmonics, and how fast they decay decides what the"
                    + " kernel learns from few samples. Bietti and Bach prove that a kernel's roots at u = 1 and u = -1 decide the rate, and that"
                    + " ReLU networks of every depth have the same roots. They compute no eigenvalue; here they are computed, in"
                    + " double-double, and the rates are read off.";

    private static final String LAWS =
            "Local slopes between neighbouring degrees of one parity, in k + (d - 2) / 2, are taken to their limit by Richardson's rule; the"
                    + " spread is that of the last three extrapolations. The closed form is (c_1 +- c_{-1}) C(d, nu) with"
                    + " C(d, nu) = 2^(nu + d - 2) Gamma(d/2) Gamma(nu + (d-1)/2) / (sqrt(pi) Gamma(-nu)). The constant that the paper prints"
                    + " at the end of the proof of lemma 6 is half of it: a factor Gamma(1/2) / Gamma(3/2) is lost. Deep step kernels have"
                    + " roots of such small exponents that degrees in the hundreds do not show their constants; these are marked as not"
                    + " resolved.";

    /** Writes the report and gives its result in a few lines. */
    String write() {
        RunPage page = RunPage.begin(folder, "Deep equals shallow? Spectra on the sphere", QUESTION, missing);
        Report report = page.report();
        List<Finding> findings = Findings.of(measured);
        report.section("What the numbers say");
        findings.forEach(finding -> finding.write(report));
        report.section("Spectra");
        Configuration c = measured.configuration();
        for (int dimension : c.dimensions()) {
            page.figure(Pictures.spectra(measured, dimension));
        }
        if (c.kernels().contains("nngp") || c.kernels().contains("ntk")) {
            report.section("Growth with depth");
            page.figure(Pictures.growth(measured, c.dimensions().getFirst()));
        }
        report.section("Exponents and constants").paragraph(LAWS);
        for (String kernel : c.kernels()) {
            report.table(kernel, Tables.laws(measured, kernel));
        }
        report.section("Eigenvalues");
        for (String kernel : c.kernels()) {
            int dimension = c.dimensions().contains(4) ? 4 : c.dimensions().getFirst();
            report.table(kernel + ", d = " + dimension, Tables.eigenvalues(measured, kernel, dimension));
        }
        List<Comparison> references = Tables.references(measured);
        StringBuilder lines = new StringBuilder();
        if (!references.isEmpty()) {
            report.comparisons("Eigenvalues on S^3 computed elsewhere.", references);
            report.paragraph(PublishedResource.of("derived-spectrum-sphere-d4").origin());
            lines.append(String.format(
                    Locale.ROOT,
                    "Eigenvalues on S^3 computed elsewhere: %d of %d within their tolerance%n",
                    references.stream().filter(Comparison::passes).count(),
                    references.size()));
        }
        List<Comparison> constants = Tables.constants(measured);
        report.comparisons("Constants, derived from the theorem and checked elsewhere.", constants);
        report.paragraph(PublishedResource.of("derived-sphere-constants").origin());
        lines.append(String.format(
                Locale.ROOT,
                "Constants derived elsewhere: %d of %d within their tolerance%n",
                constants.stream().filter(Comparison::passes).count(),
                constants.size()));
        List<Finding> errata = Errata.of(measured);
        report.section("Misprints in the paper");
        errata.forEach(erratum -> erratum.write(report));
        page.end();
        findings.forEach(finding -> lines.append(finding.lines()));
        errata.forEach(erratum -> lines.append(erratum.lines()));
        return lines.toString();
    }
}
