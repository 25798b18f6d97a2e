package fathom.ntk.dual;

import fathom.simd.math.DoubleFunctions;

/**
 * A moment E[f(s g)^2] as a function of the deviation s that keeps its relative accuracy where it is small and where it is large.
 *
 * <pre>
 * (constant + quadratic s^2) exp(sum_m coefficients[m] t_m)
 * </pre>
 *
 * @param coefficients by the position; empty for a moment that is 0
 */
record Positive(double[] coefficients, int size, double constant, double quadratic) {

    /** @param constant its limit at s = 0 */
    static Positive of(double constant, double[] moments, double[] deviations) {
        double quadratic = 0;
        for (int a = 0; a < moments.length; a++) {
            double square = deviations[a] * deviations[a];
            quadratic = Math.max(quadratic, square > 0 ? (moments[a] - constant) / square : 0);
        }
        double[] logarithms = new double[moments.length];
        for (int a = 0; a < moments.length; a++) {
            double scale = Math.fma(quadratic, deviations[a] * deviations[a], constant);
            if (!(scale > 0 && moments[a] > 0)) {
                return new Positive(new double[] {0}, moments.length, 0, 0);
            }
            logarithms[a] = DoubleFunctions.log(moments[a] / scale);
        }
        double[] coefficients = Chebyshev.product(Chebyshev.transformation(moments.length), logarithms);
        return new Positive(coefficients, moments.length, constant, quadratic);
    }

    double at(double coordinate, double deviation) {
        return Math.fma(quadratic, deviation * deviation, constant)
                * DoubleFunctions.exp(Chebyshev.sum(coefficients, coordinate));
    }
}
