package fathom.ntk.spectrum;

import fathom.simd.math.DoubleFunctions;

/**
 * The first coefficients b_0, b_1, ... of a power series without negative coefficients. Every operation adds and multiplies non-negative
 * numbers only, so that each coefficient keeps its relative accuracy, however small it is: a few units in the last place for each
 * coefficient below it.
 *
 * @param coefficients not to be written to
 */
record PowerSeries(double... coefficients) {

    /** 1 / pi */
    private static final double INVERSE_PI = 0.3183098861837906715;

    /** constant + slope u, in so many coefficients. */
    static PowerSeries linear(double constant, double slope, int terms) {
        double[] result = new double[terms];
        result[0] = constant;
        if (terms > 1) {
            result[1] = slope;
        }
        return new PowerSeries(result);
    }

    /** 1 - (1 - u)^gamma for 0 &lt; gamma ≤ 1: b_1 = gamma, b_{n+1} = b_n (n - gamma) / (n + 1). */
    static PowerSeries shortOfOne(double gamma, int terms) {
        double[] result = new double[terms];
        double b = gamma;
        for (int n = 1; n < terms; n++) {
            result[n] = b;
            b *= (n - gamma) / (n + 1);
        }
        return new PowerSeries(result);
    }

    int terms() {
        return coefficients.length;
    }

    PowerSeries plus(PowerSeries other) {
        double[] result = coefficients.clone();
        for (int n = 0; n < result.length; n++) {
            result[n] += other.coefficients[n];
        }
        return new PowerSeries(result);
    }

    PowerSeries plus(double constant) {
        double[] result = coefficients.clone();
        result[0] += constant;
        return new PowerSeries(result);
    }

    PowerSeries times(double factor) {
        double[] result = coefficients.clone();
        for (int n = 0; n < result.length; n++) {
            result[n] *= factor;
        }
        return new PowerSeries(result);
    }

    PowerSeries times(PowerSeries other) {
        double[] result = new double[terms()];
        for (int i = 0; i < result.length; i++) {
            double factor = coefficients[i];
            if (factor != 0) {
                for (int j = 0; i + j < result.length; j++) {
                    result[i + j] = Math.fma(factor, other.coefficients[j], result[i + j]);
                }
            }
        }
        return new PowerSeries(result);
    }

    /** exp of the series, from f' = g' f. */
    PowerSeries exponential() {
        return integral(DoubleFunctions.exp(coefficients[0]), null);
    }

    /** sum_n a_n g^n for this series g, by Horner's rule. */
    PowerSeries into(double... outer) {
        PowerSeries result = linear(outer[outer.length - 1], 0, terms());
        for (int n = outer.length - 2; n >= 0; n--) {
            result = result.times(this).plus(outer[n]);
        }
        return result;
    }

    /** kappa_0(g) = (pi - arccos g) / pi, from kappa_0' = (1 - g^2)^(-1/2) / pi. */
    PowerSeries stepDual() {
        double first = coefficients[0];
        double[] square = times(this).coefficients;
        double[] root = new double[terms()];
        double rest = (1 - first) * (1 + first);
        root[0] = 1 / Math.sqrt(rest);
        for (int n = 1; n < root.length; n++) {
            double sum = 0;
            for (int k = 1; k <= n; k++) {
                sum = Math.fma((n - 0.5 * k) * square[k], root[n - k], sum);
            }
            root[n] = sum / (n * rest);
        }
        double constant = 1 - INVERSE_PI * DoubleFunctions.acos(first);
        return integral(constant, new PowerSeries(root).times(INVERSE_PI));
    }

    /**
     * kappa_1(g) = (sin arccos g + (pi - arccos g) g) / pi, from kappa_1' = kappa_0.
     *
     * @param slope kappa_0(g)
     */
    PowerSeries reluDual(PowerSeries slope) {
        double first = coefficients[0];
        double sine = Math.sqrt((1 - first) * (1 + first));
        return integral(Math.fma(first, slope.coefficients[0], INVERSE_PI * sine), slope);
    }

    /** The f with f' = g' slope, where a null slope stands for f itself. */
    private PowerSeries integral(double constant, PowerSeries slope) {
        double[] result = new double[terms()];
        double[] other = slope == null ? result : slope.coefficients;
        result[0] = constant;
        for (int n = 1; n < result.length; n++) {
            double sum = 0;
            for (int k = 1; k <= n; k++) {
                sum = Math.fma(k * coefficients[k], other[n - k], sum);
            }
            result[n] = sum / n;
        }
        return new PowerSeries(result);
    }
}
