package fathom.ntk.spectrum;

import java.util.Arrays;

/** sum_n b_n u^n with b_n >= 0. */
final class SeriesKernel extends SphereKernel {

    private final double[] coefficients;

    SeriesKernel(double... coefficients) {
        this.coefficients = coefficients.length == 0 ? new double[1] : coefficients.clone();
        for (int n = 0; n < coefficients.length; n++) {
            if (!(coefficients[n] >= 0 && coefficients[n] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "a power series is positive definite on every sphere if no coefficient is negative; that of u^"
                                + n + " is " + coefficients[n]);
            }
        }
    }

    @Override
    DoubleDouble value(DoubleDouble haversine, DoubleDouble angle) {
        DoubleDouble u = DoubleDouble.ONE.minus(haversine.scaled(1));
        DoubleDouble sum = DoubleDouble.ZERO;
        for (int n = coefficients.length - 1; n >= 0; n--) {
            sum = sum.times(u).plus(coefficients[n]);
        }
        return sum;
    }

    @Override
    public double ofHaversine(double haversine) {
        double u = 1 - 2 * haversine;
        double sum = 0;
        for (int n = coefficients.length - 1; n >= 0; n--) {
            sum = Math.fma(sum, u, coefficients[n]);
        }
        return sum;
    }

    @Override
    public double slope(double u) {
        distance(u);
        double sum = 0;
        for (int n = coefficients.length - 1; n >= 1; n--) {
            sum = Math.fma(sum, u, n * coefficients[n]);
        }
        return sum;
    }

    /** A term u^n has the degrees n, n - 2, ... and no others. */
    @Override
    boolean vanishes(int degree) {
        for (int n = degree; n < coefficients.length; n += 2) {
            if (coefficients[n] != 0) {
                return false;
            }
        }
        return true;
    }

    /** All of them, however few are asked for: there is nothing beyond. */
    @Override
    PowerSeries series(int terms) {
        return new PowerSeries(Arrays.copyOf(coefficients, Math.max(terms, coefficients.length)));
    }
}
