package fathom.ntk.dual;

import fathom.simd.math.DoubleFunctions;

/**
 * Duals that are elementary functions. Arguments are the two variances q and q' and the correlation u; c = sqrt(q q') u is the covariance.
 */
interface ClosedForm {

    /** E[phi(x) phi(y)] */
    double value(double q, double other, double u);

    /** E[phi'(x) phi'(y)] */
    double derivative(double q, double other, double u);

    /**
     * a x for x > 0 and b x for x < 0, which is b x + (a - b) relu(x).
     *
     * <pre>
     * E[phi phi] = sqrt(q q') (a b u + (a - b)^2 kappa_1(u) / 2),   E[phi' phi'] = a b + (a - b)^2 kappa_0(u) / 2
     * </pre>
     */
    record Rectifier(double positive, double negative) implements ClosedForm {
        @Override
        public double value(double q, double other, double u) {
            double jump = positive - negative;
            double theta = DoubleFunctions.acos(u);
            double kappa = (Math.sqrt((1 - u) * (1 + u)) + (Math.PI - theta) * u) / Math.PI;
            return Math.sqrt(q * other) * (positive * negative * u + jump * jump * kappa / 2);
        }

        @Override
        public double derivative(double q, double other, double u) {
            double jump = positive - negative;
            return positive * negative + jump * jump * (Math.PI - DoubleFunctions.acos(u)) / (2 * Math.PI);
        }
    }

    /** high for x > 0 and low for x < 0: low^2 + 2 low (high - low) / 2 + (high - low)^2 kappa_0(u) / 2. The derivative is 0 but at 0. */
    record Step(double high, double low) implements ClosedForm {
        @Override
        public double value(double q, double other, double u) {
            double jump = high - low;
            return high * low + jump * jump * (Math.PI - DoubleFunctions.acos(u)) / (2 * Math.PI);
        }

        @Override
        public double derivative(double q, double other, double u) {
            return 0;
        }
    }

    /** sin: exp(-(q + q') / 2) sinh c; its derivative is cos, and the other way round for {@code cosine}. */
    record Wave(boolean cosine) implements ClosedForm {
        @Override
        public double value(double q, double other, double u) {
            return of(q, other, u, cosine);
        }

        @Override
        public double derivative(double q, double other, double u) {
            return of(q, other, u, !cosine);
        }

        private static double of(double q, double other, double u, boolean even) {
            double c = Math.sqrt(q * other) * u;
            double near = DoubleFunctions.exp(-(q + other - 2 * c) / 2);
            double far = DoubleFunctions.exp(-(q + other + 2 * c) / 2);
            return (even ? near + far : near - far) / 2;
        }
    }

    /** exp: exp((q + q') / 2 + c). */
    record Exponential() implements ClosedForm {
        @Override
        public double value(double q, double other, double u) {
            return DoubleFunctions.exp((q + other) / 2 + Math.sqrt(q * other) * u);
        }

        @Override
        public double derivative(double q, double other, double u) {
            return value(q, other, u);
        }
    }

    /** exp(-x^2): D^(-1/2) and 4 c D^(-3/2) with D = (1 + 2 q) (1 + 2 q') - 4 c^2. */
    record Gaussian() implements ClosedForm {
        @Override
        public double value(double q, double other, double u) {
            return 1 / Math.sqrt(determinant(q, other, u));
        }

        @Override
        public double derivative(double q, double other, double u) {
            double d = determinant(q, other, u);
            return 4 * Math.sqrt(q * other) * u / (d * Math.sqrt(d));
        }

        private static double determinant(double q, double other, double u) {
            return 1 + 2 * (q + other) + 4 * q * other * (1 - u) * (1 + u);
        }
    }

    /** erf: 2 / pi asin(2 c / sqrt((1 + 2 q) (1 + 2 q'))) and 4 / pi D^(-1/2) with the D of the Gaussian. */
    record ErrorFunction() implements ClosedForm {
        @Override
        public double value(double q, double other, double u) {
            double scale = Math.sqrt((1 + 2 * q) * (1 + 2 * other));
            return 2 / Math.PI * DoubleFunctions.asin(2 * Math.sqrt(q * other) * u / scale);
        }

        @Override
        public double derivative(double q, double other, double u) {
            return 4 / Math.PI / Math.sqrt(Gaussian.determinant(q, other, u));
        }
    }
}
