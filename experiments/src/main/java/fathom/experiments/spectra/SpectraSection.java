package fathom.experiments.spectra;

import fathom.experiments.spectra.DecayTrial.AgainstTheorem;
import fathom.experiments.spectra.DecayTrial.PowerLaw;
import fathom.experiments.spectra.DecayTrial.SphereCase;
import fathom.experiments.spectra.DecayTrial.SphereDecay;
import fathom.runs.settings.Key;
import module fathom.experiments;
import module java.base;

/**
 * Does depth change how fast a kernel's eigenvalues decay? Theorem 1 and the corollaries of A. Bietti and F. Bach, Deep equals shallow for ReLU
 * networks in kernel regimes (ICLR 2021), on computed spectra; the paper computes none.
 */
public record SpectraSection(SpectraSection.SpectraSettings settings) {

    /** What users set. */
    public record SpectraSettings(
            @Key(
                    value = "kernels: nngp, ntk, step, laplace, exponential(gamma=...)",
                    example = "ntk,laplace,exponential(gamma=0.25)")
            List<String> kernels,

            @Key(value = "dimensions of the sphere S^(d-1)", symbol = "d", min = 3, max = 200, example = "3,4,5")
            List<Integer> dimensions,

            @Key(value = "hidden layers of the layered kernels", symbol = "L - 1", min = 1, max = 100)
            List<Integer> depths,

            @Key(value = "last degree of the spherical harmonics", symbol = "k", min = 24, max = 2000, example = "400")
            int maxDegree) {

        public SpectraSettings {
            kernels.forEach(Family::parse);
            depths = depths.stream().sorted().toList();
        }
    }

    /** The experiment. */
    public static final Experiment<SpectraSettings> EXPERIMENT = Experiment.of(
                    "spectra",
                    "Does depth change how fast a kernel's eigenvalues decay?",
                    SpectraSettings.class,
                    (settings, context) ->
                            List.of(new SpectraSection(settings).section(), new SpectraErrata(settings).section()))
            .source("Bietti and Bach (ICLR 2021), theorem 1")
            .resources(SpectraSection.class::getResourceAsStream)
            .preset("quick", "five kernels, d = 3, 4, 5, L = 1 to 10, degrees to 400; under three minutes on two cores")
            .preset("smoke", "a few seconds; shows that everything works")
            .preset("paper", "as quick, with d to 10 and degrees to 1,000; about half an hour");

    private static final String METHOD =
            "A kernel h(x.y) on the sphere has one eigenvalue for each degree k of spherical harmonics. The faster they decay, the smoother the"
                    + " functions that the kernel learns from few samples. Theorem 1 derives the rate from the kernel's expansion near u = 1 and"
                    + " u = -1. The spectra here are computed in double-double arithmetic. Local slopes between neighbouring degrees of one parity, in"
                    + " k + (d - 2)/2, are extrapolated by Richardson's rule; the spread is that of the last three extrapolations. The closed form of"
                    + " the constants is (c_1 ± c_-1) C(d, ν) with C(d, ν) = 2^(ν + d - 2) Γ(d/2) Γ(ν + (d - 1)/2) / (√π Γ(-ν)), twice the paper's."
                    + " The exponents of deep step kernels are so small that degrees in the hundreds do not resolve their constants.";
    private static final int SHOWN_DEGREES = 12;

    static Sweep<SphereCase, SphereDecay> sweep(SpectraSettings settings) {
        List<SphereCase> plan = Grid.of(SphereCase.class)
                .each("kernel", settings.kernels())
                .each("dimension", settings.dimensions())
                .each("depth", at -> Family.parse(at.text("kernel")).isLayered() ? settings.depths() : List.of(1))
                .with("maxDegree", settings.maxDegree())
                .plan();
        return Sweep.of("spectrum", SphereCase.class, SphereDecay.class, plan, new DecayTrial())
                .withCost(SphereCase::cost)
                .withLabel(SphereCase::label);
    }

    /** The power laws for which the theorem has a constant other than 0 and enough eigenvalues were resolved. */
    static Rows<SphereCase, AgainstTheorem> laws(Rows<SphereCase, SphereDecay> spectra) {
        return fits(spectra)
                .where(row -> Math.abs(row.result().constant()) > 1e-12
                        && !Double.isNaN(row.result().fit().exponent()));
    }

    private static Rows<SphereCase, AgainstTheorem> fits(Rows<SphereCase, SphereDecay> spectra) {
        return spectra.expand(
                "parity",
                row -> List.of(
                        new AgainstTheorem(
                                row.configuration(), true, row.result().even()),
                        new AgainstTheorem(
                                row.configuration(), false, row.result().odd())),
                (index, fit) -> fit.even() ? "even" : "odd");
    }

    Section section() {
        return Section.of("Eigenvalues on the sphere", this::report, sweep(settings));
    }

    private void report(Results results, SectionWriter page) {
        Rows<SphereCase, SphereDecay> spectra = results.of(sweep(settings));
        Rows<SphereCase, AgainstTheorem> laws = laws(spectra);
        SpectraClaims claims = new SpectraClaims(settings, laws);
        page.answer(claims.answer());
        claims.verdicts().forEach(page::verdict);
        PublishedNumbers references = page.published("derived-spectrum-sphere-d4");
        page.reproductions(
                "Eigenvalues on S³ agree with an independent computation",
                references.origin(),
                references(spectra, references));
        PublishedNumbers units = page.published("derived-sphere-constants");
        page.reproductions(
                "Constants agree with an independent derivation",
                units.origin(),
                constants(spectra, laws, units, page.published("derived-depth-constants")));
        SpectraFigures figures = new SpectraFigures(settings, spectra);
        settings.dimensions().forEach(dimension -> page.lead(figures.spectra(dimension)));
        figures.growth(settings.dimensions().getFirst(), page);
        page.text(METHOD);
        int shown =
                settings.dimensions().contains(4) ? 4 : settings.dimensions().getFirst();
        for (String kernel : settings.kernels()) {
            page.details("Power laws: " + kernel, table(laws.where("kernel", kernel)));
            page.details(
                    "Eigenvalues: " + kernel + ", d = " + shown,
                    eigenvalues(spectra.where("kernel", kernel).where("dimension", shown)));
        }
        page.summary(
                spectra.each("degree", SphereDecay::eigenvalues).metric("eigenvalue", Double::doubleValue),
                spectra.each("degree", SphereDecay::resolved).share("resolved", Boolean::booleanValue),
                fits(spectra).metric("exponent", fit -> fit.fit().exponent()),
                fits(spectra).metric("exponent of the theorem", AgainstTheorem::exponent),
                fits(spectra).metric("constant", fit -> fit.fit().constant()),
                fits(spectra).metric("constant of the closed form", AgainstTheorem::constant));
    }

    private static Table table(Rows<SphereCase, AgainstTheorem> laws) {
        Table table = Table.of(
                "d",
                "L",
                "degrees",
                "exponent",
                "theorem",
                "spread",
                "constant",
                "closed form",
                "ratio",
                "ratio to the printed constant");
        laws.stream().map(row -> row.result()).forEach(law -> {
            PowerLaw fit = law.fit();
            boolean known = law.constantResolved();
            table.row(
                    law.at().dimension(),
                    law.at().depth(),
                    law.even() ? "even" : "odd",
                    fit.resolved() ? fit.exponent() : "not resolved",
                    law.exponent(),
                    fit.spread(),
                    known ? fit.constant() : "not resolved",
                    law.constant(),
                    known ? fit.constant() / law.constant() : null,
                    known ? law.overPrinted() : null);
        });
        return table;
    }

    private static Table eigenvalues(Rows<SphereCase, SphereDecay> spectra) {
        return spectra.each("k", decay -> decay.eigenvalues().subList(0, SHOWN_DEGREES))
                .metric("eigenvalue", Double::doubleValue)
                .table("depth", "k");
    }

    /** Eigenvalues on S^3 that were computed elsewhere, beside ours. */
    static List<Reproduction> references(Rows<SphereCase, SphereDecay> spectra, PublishedNumbers published) {
        List<Reproduction> rows = new ArrayList<>();
        for (PublishedNumbers.Row row : published.rows()) {
            String kernel = row.text("kernel").equals("RF") ? "nngp" : "ntk";
            int depth = row.whole("L_paper") - 1;
            int degree = row.whole("degree");
            at(spectra, kernel, depth, row.whole("d"))
                    .ifPresent(found -> rows.add(Reproduction.of(
                            kernel + ", L = " + depth + ", k = " + degree,
                            row.number("mu"),
                            found.eigenvalues().get(degree),
                            2e-6 * Math.abs(row.number("mu")),
                            "seven digits are given")));
        }
        return rows;
    }

    /** C(d, nu), and the constants of each depth from eigenvalues. */
    static List<Reproduction> constants(
            Rows<SphereCase, SphereDecay> spectra,
            Rows<SphereCase, AgainstTheorem> laws,
            PublishedNumbers units,
            PublishedNumbers depths) {
        List<Reproduction> rows = new ArrayList<>();
        for (PublishedNumbers.Row row : units.rows()) {
            double published = row.number("C");
            String name = "C(" + row.text("d") + ", " + row.text("nu") + "), closed form";
            double ours = EndpointLaw.unit(row.whole("d"), row.number("nu"));
            rows.add(Reproduction.of(name, published, ours, 5e-6 * Math.abs(published), "six digits are given"));
        }
        for (PublishedNumbers.Row row : depths.rows()) {
            int depth = row.whole("L_paper") - 1;
            rows.add(Reproduction.of(
                    "Π, L = " + depth, row.number("Pi"), EndpointLaw.far(depth), 1e-6, "six digits are given"));
            Stream.of("nngp_even", "nngp_odd", "ntk_even", "ntk_odd").forEach(column -> {
                String kernel = column.substring(0, column.indexOf('_'));
                String parity = column.substring(column.indexOf('_') + 1);
                String name = kernel + ", L = " + depth + ", " + parity + " degrees";
                double published = row.number(column);
                if (published == 0) {
                    at(spectra, kernel, depth, 4)
                            .ifPresent(found -> rows.add(Reproduction.of(
                                    name + ": largest |eigenvalue|, k ≥ 3",
                                    0,
                                    largestOdd(found.eigenvalues()),
                                    1e-15,
                                    "by quadrature")));
                } else {
                    laws.where("kernel", kernel).where("depth", depth).where("parity", parity).stream()
                            .map(law -> law.result())
                            .filter(AgainstTheorem::constantResolved)
                            .findFirst()
                            .ifPresent(law -> rows.add(Reproduction.of(
                                    name + ", from eigenvalues",
                                    published,
                                    Math.abs(law.fit().constant() / law.unit()),
                                    1e-4 * published,
                                    "the extrapolation at these degrees")));
                }
            });
        }
        return rows;
    }

    static double largestOdd(List<Double> eigenvalues) {
        double largest = 0;
        for (int k = 3; k < eigenvalues.size(); k += 2) {
            largest = Math.max(largest, Math.abs(eigenvalues.get(k)));
        }
        return largest;
    }

    private static Optional<SphereDecay> at(
            Rows<SphereCase, SphereDecay> spectra, String kernel, int depth, int dimension) {
        return spectra.where("kernel", kernel)
                .where("depth", depth)
                .where("dimension", dimension)
                .only();
    }
}
