package fathom.experiments.spectra;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.spectra.DecayTrial.AgainstTheorem;
import fathom.experiments.spectra.SpectraSection.SpectraSettings;
import module fathom.experiments;
import module java.base;

/** Misprints of the paper's theory, each with the numbers that tell the printed formula from the right one. */
record SpectraErrata(SpectraSettings settings) {

    private static final double LOG_TWO = 0.6931471805599453;
    private static final int DIMENSION = 5;
    private static final int DEGREE = 3;
    private static final int STEPS = 20_000;

    Section section() {
        return Section.of("Misprints in the paper", this::report, SpectraSection.sweep(settings));
    }

    private void report(Results results, SectionWriter page) {
        page.verdicts(verdicts(SpectraSection.laws(results.of(SpectraSection.sweep(settings))).stream()
                .map(row -> row.result())
                .toList()));
    }

    List<Verdict> verdicts(List<AgainstTheorem> laws) {
        return List.of(exponent(laws), constant(laws), remainder(), secondRoot(laws), stepPower(), lemmaFive());
    }

    private static Verdict exponent(List<AgainstTheorem> laws) {
        double[] right = laws.stream()
                .filter(law -> law.fit().resolved())
                .mapToDouble(AgainstTheorem::exponentError)
                .toArray();
        double[] printed = laws.stream()
                .filter(law -> law.fit().resolved())
                .mapToDouble(law -> Math.abs(law.fit().exponent() - law.exponent() - 2))
                .toArray();
        double worst = DoubleStream.of(right).max().orElse(Double.NaN);
        double nearest = DoubleStream.of(printed).min().orElse(Double.NaN);
        return Verdict.of("Misprint in lemma 6: k^(-d - 2ν - 1) should be k^(-d - 2ν + 1)")
                .check(
                        right.length + " exponents",
                        right.length > 0,
                        worst < nearest,
                        format("all within %.2g of d + 2ν - 1, none nearer than %.2g to d + 2ν + 1", worst, nearest));
    }

    private Verdict constant(List<AgainstTheorem> laws) {
        double closed = settings.dimensions().stream()
                .flatMapToDouble(d -> DoubleStream.of(0.25, 0.5, 1.5)
                        .map(nu -> Math.abs(EndpointLaw.unit(d, nu) / EndpointLaw.printedUnit(d, nu) - 2)))
                .max()
                .orElse(Double.NaN);
        List<AgainstTheorem> resolved =
                laws.stream().filter(AgainstTheorem::constantResolved).toList();
        double far = resolved.stream()
                .mapToDouble(law -> Math.abs(law.overPrinted() - 2))
                .max()
                .orElse(Double.NaN);
        return Verdict.of(
                        "Misprint at the end of the proof of lemma 6: the constant is half the right one (a factor Γ(1/2)/Γ(3/2) is lost)")
                .check(
                        "ratio to the printed constant",
                        !resolved.isEmpty(),
                        far <= 2 * DecayTrial.CONSTANT,
                        format(
                                "closed form 2 ± %.1g; %d constants from eigenvalues 2 ± %.1g",
                                closed, resolved.size(), far));
    }

    /** The order of kappa_1(-1 + t) - c t^(3/2), from two places. */
    private static Verdict remainder() {
        SphereKernel kernel = Family.parse("nngp").kernel(1);
        DoubleUnaryOperator rest = t -> Math.abs(kernel.at(-1 + t) - EndpointLaw.RAMP_ROOT * t * Math.sqrt(t));
        double near = 0x1p-14;
        double order = DoubleFunctions.log(rest.applyAsDouble(4 * near) / rest.applyAsDouble(near)) / (2 * LOG_TWO);
        return Verdict.of("Misprint in the expansion of κ₁(-1 + t): the remainder O(t^(5/3)) should be O(t^(5/2))")
                .check(
                        "order of the remainder for t from 2^-14 to 2^-12",
                        Math.abs(order - 2.5) < 0.02,
                        format("%.4f", order));
    }

    /** c_{-1} of the NNGP kernel from the difference of even and odd constants, beside the recursion with b and with a. */
    private Verdict secondRoot(List<AgainstTheorem> laws) {
        String shown = "";
        double withB = 0;
        double withA = 0;
        int compared = 0;
        for (int depth : settings.depths()) {
            List<AgainstTheorem> both = laws.stream()
                    .filter(law ->
                            law.at().kernel().equals("nngp") && law.at().depth() == depth && law.constantResolved())
                    .limit(2)
                    .toList();
            if (depth >= 4
                    && both.size() == 2
                    && both.get(0).at().equals(both.get(1).at())) {
                double found = (both.get(0).fit().constant() - both.get(1).fit().constant())
                        / 2
                        / both.get(0).unit();
                double b = EndpointLaw.RAMP_ROOT * EndpointLaw.far(depth);
                double a = EndpointLaw.RAMP_ROOT * farByTangents(depth);
                withB = Math.max(withB, Math.abs(found / b - 1));
                withA = Math.max(withA, Math.abs(found / a - 1));
                shown = compared++ == 0
                        ? format("; at L = %d: %.6f, with b %.6f, with a %.6f", depth, found, b, a)
                        : shown;
            }
        }
        return Verdict.of(
                        "Misprint in the proof of corollary 2: c_l = κ₁'(a_(l-1)) c_(l-1) should have b_(l-1), the NNGP kernel at u = -1")
                .check(
                        "c_-1, half the difference of even and odd constants",
                        compared > 0,
                        withB <= DecayTrial.CONSTANT && withA > DecayTrial.CONSTANT,
                        compared == 0
                                ? "needs the NNGP kernel at L ≥ 4, where a and b part"
                                : format(
                                        "largest relative error %.1g with b, %.1g with a, over %d depths%s",
                                        withB, withA, compared, shown));
    }

    /** The product of kappa_0(a_1) ... kappa_0(a_{L-1}), a being the tangent kernel of each depth at u = -1. */
    private static double farByTangents(int depth) {
        double product = 1;
        double b = 0;
        double a = 0;
        for (int l = 1; l < depth; l++) {
            // Beyond 1, where kappa_0 has no value, its last one.
            product *= step(Math.min(1, a));
            double next = (b * (Math.PI - DoubleFunctions.acos(b)) + Math.sqrt((1 - b) * (1 + b))) / Math.PI;
            a = a * step(b) + next;
            b = next;
        }
        return product;
    }

    private static double step(double u) {
        return (Math.PI - DoubleFunctions.acos(u)) / Math.PI;
    }

    /** p of 1 - s^p t^nu, the step kernel near u = 1, beside both sums. */
    private static Verdict stepPower() {
        StringBuilder shown = new StringBuilder();
        double right = 0;
        double printed = Double.POSITIVE_INFINITY;
        double t = 0x1p-60;
        for (int depth = 1; depth <= 3; depth++) {
            double root = DoubleFunctions.exp(Math.scalb(1.0, -depth) * DoubleFunctions.log(t));
            double left = 1 - Family.parse("step").kernel(depth).ofHaversine(t / 2);
            double power = DoubleFunctions.log(left / root) / DoubleFunctions.log(EndpointLaw.STEP_ROOT);
            double sum = 2 - Math.scalb(1.0, 1 - depth);
            double wrong = sum + Math.scalb(1.0, -depth);
            right = Math.max(right, Math.abs(power - sum));
            printed = Math.min(printed, Math.abs(power - wrong));
            shown.append(format(
                    "%sL = %d: %.4f (right %.4f, printed %.4f)", depth == 1 ? "" : "; ", depth, power, sum, wrong));
        }
        return Verdict.of(
                        "Misprint in C.3: the power of s in the step kernel's expansion is the sum of 2^-j to j = l - 2, not l - 1")
                .check("p of 1 - s^p t^ν at t = 2^-60", right < printed / 4, shown.toString());
    }

    /**
     * The integration by parts of lemmas 4 and 5 on a smooth function.
     *
     * <pre>
     * int f P_k w = int g P_k w / (k (k + d - 2)),   g = -(1 - t^2) f'' + (d - 1) t f',   w = (1 - t^2)^((d - 3) / 2)
     * </pre>
     *
     * Lemma 5 prints g without the t. Here f = exp, d = 5, k = 3, by the midpoint rule in the angle.
     */
    private static Verdict lemmaFive() {
        double eigen = DEGREE * (DEGREE + DIMENSION - 2.0);
        double left = integral(DoubleFunctions::exp);
        double right = integral(t -> DoubleFunctions.exp(t) * ((DIMENSION - 1) * t - (1 - t * t))) / eigen;
        double printed = integral(t -> DoubleFunctions.exp(t) * ((DIMENSION - 1) - (1 - t * t))) / eigen;
        return Verdict.of("Misprint in lemma 5: f_j lacks a factor t; it is -(1 - t²) f'' + (d - 1) t f'")
                .check(
                        "integral of exp against the polynomial of degree 3, d = 5",
                        Math.abs(right / left - 1) < 1e-6 && Math.abs(printed / left - 1) > 0.01,
                        format("%.9g; by parts %.9g with the factor, %.9g without", left, right, printed));
    }

    /** The integral of f(t) P_3(t) (1 - t^2) dt, t = cos theta. */
    private static double integral(DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            double theta = (i + 0.5) * Math.PI / STEPS;
            double t = DoubleFunctions.cos(theta);
            double sine = DoubleFunctions.sin(theta);
            sum = Math.fma(f.applyAsDouble(t) * legendre(t), sine * sine * sine, sum);
        }
        return sum * Math.PI / STEPS;
    }

    /** P_3 in dimension 5 with P_3(1) = 1, by the recurrence t P_k = k P_{k-1} / (2k + d - 2) + (k + d - 2) P_{k+1} / (2k + d - 2). */
    private static double legendre(double t) {
        double before = 1;
        double p = t;
        for (int k = 1; k < DEGREE; k++) {
            double next = ((2.0 * k + DIMENSION - 2) * t * p - k * before) / (k + DIMENSION - 2.0);
            before = p;
            p = next;
        }
        return p;
    }
}
