package fathom.ntk.dual;

import fathom.simd.recursion.SeriesRecursion.Parity;

/**
 * The orthonormal Hermite polynomial h_n: at any deviation s a finite series.
 *
 * <pre>
 * h_n(s g) = sum_k a_k(s) h_m(g),   m = n - 2k,   a_k(s) = sqrt(n! / m!) / (k! 2^k) (s^2 - 1)^k s^m
 * E[phi phi] = sum_k a_k a'_k u^m,   h_n' = sqrt(n) h_{n-1}
 * drop = sum_k a_k a'_k (1 - u^m) + sum_{k&lt;l} (a_k a'_l - a_l a'_k)^2 / (sqrt(A A') + sum_k a_k a'_k)
 * </pre>
 */
record HermiteForm(int n) implements SmoothForm {

    /** a_0, a_1, ... */
    private double[] coefficients(double s) {
        double[] a = new double[n / 2 + 1];
        double excess = (s - 1) * (s + 1);
        double factor = 1;
        for (int k = 0; k < a.length; k++) {
            int m = n - 2 * k;
            a[k] = factor * power(s, m);
            factor *= Math.sqrt(m * (m - 1.0)) / (2 * (k + 1)) * excess;
        }
        return a;
    }

    private static double power(double x, int exponent) {
        double power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= x;
        }
        return power;
    }

    @Override
    public double value(double q, double other, double u) {
        double[] a = coefficients(Math.sqrt(q));
        double[] b = coefficients(Math.sqrt(other));
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum = Math.fma(a[k] * b[k], power(u, n - 2 * k), sum);
        }
        return sum;
    }

    @Override
    public double derivative(double q, double other, double u) {
        return n == 0 ? 0 : n * new HermiteForm(n - 1).value(q, other, u);
    }

    @Override
    public Parity parity() {
        return n % 2 == 0 ? Parity.EVEN : Parity.ODD;
    }

    @Override
    public double mean(double s) {
        return n % 2 == 0 ? coefficients(s)[n / 2] : 0;
    }

    @Override
    public double moment(double s) {
        double sum = 0;
        for (double a : coefficients(s)) {
            sum = Math.fma(a, a, sum);
        }
        return sum;
    }

    @Override
    public double drop(double s, double other, double r) {
        double[] a = coefficients(s);
        double[] b = coefficients(other);
        double u = 1 - 2 * r;
        double own = 0;
        double others = 0;
        double product = 0;
        double turned = 0;
        for (int k = 0; k < a.length; k++) {
            own = Math.fma(a[k], a[k], own);
            others = Math.fma(b[k], b[k], others);
            product = Math.fma(a[k], b[k], product);
            double geometric = 0; // 1 + u + ... + u^(m-1)
            for (int i = 0; i < n - 2 * k; i++) {
                geometric = Math.fma(geometric, u, 1);
            }
            turned = Math.fma(a[k] * b[k], 2 * r * geometric, turned);
        }
        double peak = Math.sqrt(own) * Math.sqrt(others);
        if (peak == 0) {
            return 0;
        }
        double apart = peak - product;
        if (product > 0.5 * peak) { // near enough for the difference to lose digits
            double minors = 0;
            for (int k = 0; k < a.length; k++) {
                for (int l = 0; l < k; l++) {
                    double minor = (a[k] * b[l] - a[l] * b[k]) / peak;
                    minors = Math.fma(minor, minor, minors);
                }
            }
            apart = peak * (minors / (1 + product / peak));
        }
        return Math.max(0, apart + turned);
    }
}
