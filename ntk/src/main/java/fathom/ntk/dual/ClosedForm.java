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
     * a x for x > 0 and b x for x &lt; 0, which is b x + (a - b) relu(x).
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

    /** high for x > 0 and low for x &lt; 0: low^2 + 2 low (high - low) / 2 + (high - low)^2 kappa_0(u) / 2. The derivative is 0 but at 0. */
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
}
