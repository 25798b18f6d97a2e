package fathom.experiments.spectra;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.spectra.DecayTrial.AgainstTheorem;
import fathom.experiments.spectra.DecayTrial.SphereCase;
import fathom.experiments.spectra.SpectraSection.SpectraSettings;
import module fathom.experiments;
import module java.base;

/** What the computed spectra say of theorem 1, of its corollaries, and of the paper's title. */
record SpectraClaims(SpectraSettings settings, Rows<SphereCase, AgainstTheorem> laws) {

    private static final int PARITY_DEGREES = 21;

    List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>(List.of(exponents(), constants(), parity()));
        if (settings.depths().size() > 1) {
            Stream.of(deepEqualsShallow(), step(), growth())
                    .filter(verdict -> !verdict.tests().isEmpty())
                    .forEach(verdicts::add);
        }
        return verdicts.stream()
                .map(verdict -> verdict.scope().isEmpty() ? verdict.scope(scope()) : verdict)
                .toList();
    }

    /** One sentence for the top of the report. */
    String answer() {
        String relu = String.join(" and ", chosen("nngp", "ntk"));
        Ruling outcome = deepEqualsShallow().outcome();
        if (relu.isEmpty() || settings.depths().size() < 2 || outcome == Ruling.NOT_TESTED) {
            return "Not answered by these settings: they have no ReLU kernel (nngp, ntk) at two depths whose exponents are resolved.";
        }
        String range = "L = " + settings.depths().getFirst() + " to "
                + settings.depths().getLast();
        return outcome == Ruling.SUPPORTED
                ? format(
                        "No: the eigenvalues of the ReLU kernels (%s) decay with one exponent at every depth, %s, within %.1g;"
                                + " depth changes the constants alone.",
                        relu, range, spread(chosen("nngp", "ntk")))
                : "The exponents of the ReLU kernels (" + relu + ") differ between depths, " + range
                        + ": see the verdicts.";
    }

    private String scope() {
        return "d = " + Numbers.list(settings.dimensions()) + "; L = " + Numbers.list(settings.depths()) + "; k ≤ "
                + settings.maxDegree();
    }

    private List<String> chosen(String... kernels) {
        return Stream.of(kernels).filter(settings.kernels()::contains).toList();
    }

    private List<AgainstTheorem> of(String kernel) {
        return laws.where("kernel", kernel).stream().map(row -> row.result()).toList();
    }

    private List<AgainstTheorem> exponents(String kernel) {
        return of(kernel).stream().filter(law -> law.fit().resolved()).toList();
    }

    private List<AgainstTheorem> constants(String kernel) {
        return of(kernel).stream().filter(AgainstTheorem::constantResolved).toList();
    }

    private static double worst(List<AgainstTheorem> laws, ToDoubleFunction<AgainstTheorem> error) {
        return laws.stream().mapToDouble(error).max().orElse(Double.NaN);
    }

    private Verdict exponents() {
        Verdict verdict = Verdict.of(
                        "Theorem 1: eigenvalues decay as k^-(d - 1 + 2ν), ν being the order of the kernel's root at u = ±1")
                .rule(format(
                        "Supported if every resolved exponent lies within %.2f of the theorem's.",
                        DecayTrial.EXPONENT));
        for (String kernel : settings.kernels()) {
            List<AgainstTheorem> resolved = exponents(kernel);
            double worst = worst(resolved, AgainstTheorem::exponentError);
            verdict = verdict.check(
                    kernel,
                    !resolved.isEmpty(),
                    worst <= DecayTrial.EXPONENT,
                    format(
                            "largest error %.2g; %d of %d exponents are resolved (last three extrapolations within 1 %%)",
                            worst, resolved.size(), of(kernel).size()));
        }
        return verdict;
    }

    private Verdict constants() {
        Verdict verdict = Verdict.of(
                        "The constants are those of the closed form, twice the constants printed in the proof of lemma 6")
                .rule("Supported if every resolved constant lies within 1 % of the closed form.");
        for (String kernel : settings.kernels()) {
            List<AgainstTheorem> resolved = constants(kernel);
            double worst = worst(resolved, AgainstTheorem::constantError);
            double printed = resolved.stream()
                    .mapToDouble(AgainstTheorem::overPrinted)
                    .average()
                    .orElse(Double.NaN);
            verdict = verdict.check(
                    kernel,
                    !resolved.isEmpty(),
                    worst <= DecayTrial.CONSTANT,
                    format(
                            "largest relative error %.2g; mean ratio to the printed constant %.4f; %d of %d constants are resolved",
                            worst, printed, resolved.size(), of(kernel).size()));
        }
        return verdict;
    }

    /** The tangent kernel of one hidden layer as a plain function, so that its parity is not assumed. */
    private static Verdict parity() {
        SphereKernel plain = SphereKernel.of(SpectraClaims::tangent, SpectraClaims::tangentSlope);
        List<Double> eigenvalues = SphereSpectrum.of(plain, 4, PARITY_DEGREES).degrees().stream()
                .map(SphereSpectrum.Degree::eigenvalue)
                .toList();
        double largest = SpectraSection.largestOdd(eigenvalues);
        return Verdict.of("The NTK with one hidden layer has no odd degrees k ≥ 3")
                .scope("d = 4; k ≤ " + PARITY_DEGREES)
                .rule("Supported if no odd eigenvalue from k = 3 on exceeds 1e-15.")
                .check(
                        "quadrature without that assumption",
                        largest < 1e-15,
                        format(
                                "largest odd eigenvalue %.1e; eigenvalue of degree 4: %.1e",
                                largest, eigenvalues.get(4)));
    }

    private static double tangent(double u) {
        return (2 * u * (Math.PI - DoubleFunctions.acos(u)) + Math.sqrt((1 - u) * (1 + u))) / Math.PI;
    }

    /** Infinite at the ends. */
    private static double tangentSlope(double u) {
        return (2 * (Math.PI - DoubleFunctions.acos(u)) + u / Math.sqrt((1 - u) * (1 + u))) / Math.PI;
    }

    private Verdict deepEqualsShallow() {
        Verdict verdict = Verdict.of("Deep equals shallow: the exponent of a ReLU kernel does not depend on depth")
                .rule(format(
                        "Supported if, for each d, all resolved exponents, over depths and parities, lie within %.2f of each other.",
                        2 * DecayTrial.EXPONENT));
        for (String kernel : chosen("nngp", "ntk")) {
            List<AgainstTheorem> resolved = exponents(kernel);
            double spread = spread(List.of(kernel));
            verdict = verdict.check(
                    kernel,
                    depths(resolved) > 1
                            && resolved.stream().anyMatch(law -> law.at().depth() == 1),
                    spread <= 2 * DecayTrial.EXPONENT,
                    format("largest range %.2g, over %d exponents", spread, resolved.size()));
        }
        return verdict;
    }

    /** Where depth does matter: the step activation, whose order is 2^-L. */
    private Verdict step() {
        Verdict verdict = Verdict.of("Step activation: depth lowers the exponent, to d - 1 + 2^(1 - L)")
                .rule(format(
                        "Supported if every resolved exponent at L ≥ 2 lies within %.2f of that.",
                        DecayTrial.EXPONENT));
        for (String kernel : chosen("step")) {
            List<AgainstTheorem> deep = exponents(kernel).stream()
                    .filter(law -> law.at().depth() > 1)
                    .toList();
            double worst = worst(deep, AgainstTheorem::exponentError);
            verdict = verdict.check(
                    kernel,
                    !deep.isEmpty(),
                    worst <= DecayTrial.EXPONENT,
                    format("largest error %.2g, over %d exponents at %d depths", worst, deep.size(), depths(deep)));
        }
        return verdict;
    }

    /** c_1 = c L for the NNGP kernel, s L (L + 1) / 2 for the NTK, from the mean of the even and the odd constant over C(d, nu). */
    private Verdict growth() {
        Verdict verdict = Verdict.of(
                        "Eigenvalues grow with depth: linearly for the NNGP kernel, quadratically for the NTK")
                .rule(
                        "Supported if the mean of the even and the odd constant lies within 1 % of c L (NNGP) and s L (L + 1)/2 (NTK), for each d.");
        for (String kernel : chosen("nngp", "ntk")) {
            double worst = 0;
            List<Integer> compared = new ArrayList<>();
            for (int dimension : settings.dimensions()) {
                for (int depth : settings.depths()) {
                    List<AgainstTheorem> both = constants(kernel).stream()
                            .filter(law -> law.at().depth() == depth && law.at().dimension() == dimension)
                            .toList();
                    // The odd constant is 0 at one hidden layer.
                    if (both.size() == (depth == 1 ? 1 : 2)) {
                        double sum = both.stream()
                                .mapToDouble(law -> law.fit().constant())
                                .reduce(0, Double::sum);
                        double root = sum / 2 / both.getFirst().unit();
                        worst = Math.max(
                                worst,
                                Math.abs(root / Family.parse(kernel).law(depth).atOne() - 1));
                        compared.add(depth);
                    }
                }
            }
            verdict = verdict.check(
                    kernel,
                    compared.stream().anyMatch(depth -> depth > 1),
                    worst <= DecayTrial.CONSTANT,
                    format("largest relative error %.2g, over %d constants", worst, compared.size()));
        }
        return verdict.remark("Divided by its L + 1 layers, the NTK grows linearly too.");
    }

    private double spread(List<String> kernels) {
        double spread = 0;
        for (String kernel : kernels) {
            for (int dimension : settings.dimensions()) {
                double[] exponents = exponents(kernel).stream()
                        .filter(law -> law.at().dimension() == dimension)
                        .mapToDouble(law -> law.fit().exponent())
                        .sorted()
                        .toArray();
                spread = exponents.length == 0
                        ? spread
                        : Math.max(spread, exponents[exponents.length - 1] - exponents[0]);
            }
        }
        return spread;
    }

    private static long depths(List<AgainstTheorem> laws) {
        return laws.stream().map(law -> law.at().depth()).distinct().count();
    }
}
