package fathom.experiments.conditioning;

import static fathom.runs.report.Numbers.format;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;
import fathom.runs.report.Table;
import fathom.simd.math.DoubleFunctions;

/** Misprints of the paper, each with numbers that show it. */
final class Errata {

    private Errata() {}

    static Table table() {
        return Table.of("in the paper", "should be", "shown by")
                .row(
                        "equation 7 takes s' at layer h' (s^(h') of ρ)",
                        "h' - 1; diagonal and bounds are not affected",
                        equation7())
                .row("the dual of exp is e^3 (1 + ρ + ...)", "e^(1 + ρ); μ is not affected", exp())
                .row("\"a_1 <= 1 - μ + μ/4\" in appendix D.3", "a_1^2", firstCoefficient())
                .row(
                        "theorem 13: L̂ = α log(...)",
                        "(1/α) log(...), as theorems 38 and 60 ask for",
                        "both readings beside exact values, in the section on inputs of other lengths; how often each holds is counted above")
                .row(
                        "theorem 12, ρ̄ = 1 and s'(1) < 1: the base max(1 - μ̃ (1 - ρ̄)/2, s'(ρ̄)) is 1, as we read it",
                        "s'(1)^(L - L0'), by convexity",
                        "the section on activations that are not centred");
    }

    private static String equation7() {
        CorrelationMap map = CorrelationMap.centred("relu");
        double rho = 0.9;
        Layers layers = new Layers(map, rho);
        layers.advance();
        return format(
                "one hidden layer of normalised ReLU at ρ = %.1f: s(ρ) + ρ s'(ρ) over its diagonal is %.6f; corrected %.6f, as printed"
                        + " %.6f",
                rho,
                (map.value(rho) + rho * map.slope(rho)) / (1 + map.slopeAtOne()),
                layers.tangent(),
                layers.printed());
    }

    private static String exp() {
        double[] hermite = new DualActivation(Nonlinearity.parse("exp")).hermite(1, 40);
        double sum = 0;
        double rho = 0.5;
        double power = 1;
        for (double coefficient : hermite) {
            sum += coefficient * coefficient * power;
            power *= rho;
        }
        return format(
                "at ρ = 1/2 the sum of a_n^2 ρ^n, by quadrature, is %.6f; e^(3/2) = %.6f, and the printed row begins with e^3 (3/2) = %.3f",
                sum, DoubleFunctions.exp(1.5), 1.5 * DoubleFunctions.exp(3));
    }

    private static String firstCoefficient() {
        double mu = CorrelationMap.centred("normrelu(c=-1.5975)").mu();
        return format(
                "NormReLU: a_1 = %.5f > 1 - μ + μ/4 = %.5f > a_1^2 = %.5f", Math.sqrt(1 - mu), 1 - 0.75 * mu, 1 - mu);
    }
}
