package fathom.experiments.kernelregression;

import com.google.common.collect.ImmutableList;
import fathom.runs.report.Comparison;
import fathom.simd.math.DoubleFunctions;

/**
 * Moments of the targets on S^3, by the midpoint rule in the angle.
 *
 * <pre>
 * E g(w.x) = (2 / pi) int_0^pi g(cos theta) sin^2(theta) dtheta
 * </pre>
 */
final class Moments {

    private static final int STEPS = 200_000;

    /** Standard normal quantile of 0.9995. */
    private static final double WIDE = 3.2905;

    private Moments() {}

    /** The numbers that the sheet of the paper gives for both targets, those of the second from a draw of 20,000 points. */
    static ImmutableList<Comparison> rows() {
        double cap = mean(SphereTarget.CAP, 0, 1);
        double mean = mean(SphereTarget.BUMPS, 0, 1);
        double square = mean(SphereTarget.BUMPS, 0, 2);
        double variance = square - mean * mean;
        double points = 2.0 * SphereSample.PUBLISHED_POINTS;
        double spread = mean(SphereTarget.BUMPS, 0, 4) - square * square;
        double fourth = mean(SphereTarget.BUMPS, mean, 4) - variance * variance;
        String sampled = "99.9 % of the means of 20,000 points";
        return ImmutableList.of(
                Comparison.of("f1: mean", 0.0941, cap, 5e-5, "rounding"),
                Comparison.of("f1: error of predicting its mean", 0.085, cap - cap * cap, 5e-4, "rounding"),
                Comparison.of("f2: mean", 0.8473, mean, WIDE * Math.sqrt(variance / points), sampled),
                Comparison.of("f2: variance", 0.009855, variance, WIDE * Math.sqrt(fourth / points), sampled),
                Comparison.of("f2: mean square", 0.7279, square, WIDE * Math.sqrt(spread / points), sampled));
    }

    /** E (f - centre)^power. */
    private static double mean(SphereTarget target, double centre, int power) {
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            double theta = (i + 0.5) * Math.PI / STEPS;
            double sine = DoubleFunctions.sin(theta);
            double value = target.at(DoubleFunctions.cos(theta)) - centre;
            double product = 1;
            for (int p = 0; p < power; p++) {
                product *= value;
            }
            sum = Math.fma(product, sine * sine, sum);
        }
        return 2 * sum / STEPS;
    }
}
