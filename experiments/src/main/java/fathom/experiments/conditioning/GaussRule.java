package fathom.experiments.conditioning;

import java.util.function.DoubleUnaryOperator;

/** Gauss and Legendre's rule of five points on panels, for integrands that are smooth on each. */
final class GaussRule {

    private static final double INNER = Math.sqrt(5 - 2 * Math.sqrt(10.0 / 7)) / 3;
    private static final double OUTER = Math.sqrt(5 + 2 * Math.sqrt(10.0 / 7)) / 3;
    private static final double[] NODES = {-OUTER, -INNER, 0, INNER, OUTER};
    private static final double OUTER_WEIGHT = (322 - 13 * Math.sqrt(70)) / 900;
    private static final double INNER_WEIGHT = (322 + 13 * Math.sqrt(70)) / 900;
    private static final double[] WEIGHTS = {OUTER_WEIGHT, INNER_WEIGHT, 128.0 / 225, INNER_WEIGHT, OUTER_WEIGHT};

    private GaussRule() {}

    /** int_a^b f, on so many equal panels. */
    public static double integral(DoubleUnaryOperator f, double a, double b, int panels) {
        double half = (b - a) / (2 * panels);
        double sum = 0;
        for (int panel = 0; panel < panels; panel++) {
            double middle = a + (2 * panel + 1) * half;
            for (int i = 0; i < NODES.length; i++) {
                sum = Math.fma(WEIGHTS[i], f.applyAsDouble(middle + half * NODES[i]), sum);
            }
        }
        return sum * half;
    }

    /** int_0^b f on panels that halve towards 0, for integrands that live on many scales there: b 2^-levels, ..., b/2, b. */
    public static double graded(DoubleUnaryOperator f, double b, int levels, int panels) {
        double sum = 0;
        double end = b;
        for (int level = 0; level < levels; level++) {
            sum += integral(f, end / 2, end, panels);
            end /= 2;
        }
        return sum + integral(f, 0, end, panels);
    }
}
