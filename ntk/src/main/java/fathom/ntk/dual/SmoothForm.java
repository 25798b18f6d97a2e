package fathom.ntk.dual;

import fathom.simd.math.DoubleFunctions;
import fathom.simd.recursion.SeriesRecursion.Parity;

/**
 * Duals of smooth activations that are elementary functions, with their drop from the diagonal written without a difference of near numbers:
 * of pairs of variances q = s^2 and q' = s'^2 and the haversine r = (1 - u) / 2, with A = E[phi(s g)^2],
 *
 * <pre>
 * drop = sqrt(A A') - E[phi(x) phi(y)]
 * </pre>
 *
 * <p>What is used of a pair: d = (q + q') / 2 - c = ((s - s')^2 + 4 s s' r) / 2 and e = (q + q') / 2 + c, where c is the covariance.
 */
interface SmoothForm extends ClosedForm {

    /** What a correlation of the other sign does. */
    Parity parity();

    /** E[phi(s g)] */
    double mean(double s);

    /** A = E[phi(s g)^2] */
    double moment(double s);

    /** sqrt(A A') - E[phi phi] at the haversine r, which is at most 1/2 but for {@link Parity#NONE}. */
    double drop(double s, double other, double r);

    /** d for the haversine r, e for 1 - r. */
    private static double half(double s, double other, double r) {
        double gap = s - other;
        return 0.5 * Math.fma(gap, gap, 4 * s * other * r);
    }

    /**
     * sin: exp(-(q + q') / 2) sinh c; its derivative is cos, and the other way round for {@code cosine}.
     *
     * <pre>
     * drop = ((1 - exp(-2 e)) (1 - exp(-2 d)) -+ (exp(-q) - exp(-q'))^2) / (4 (sqrt(A A') + F)),   - for sin, + for cos
     * </pre>
     */
    record Wave(boolean cosine) implements SmoothForm {
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
            double rest = -Math.max(near, far) * DoubleFunctions.expm1(-2 * Math.abs(c));
            return (even ? near + far : Math.copySign(rest, c)) / 2;
        }

        @Override
        public Parity parity() {
            return cosine ? Parity.EVEN : Parity.ODD;
        }

        @Override
        public double mean(double s) {
            return cosine ? DoubleFunctions.exp(-0.5 * s * s) : 0;
        }

        @Override
        public double moment(double s) {
            double fall = -DoubleFunctions.expm1(-2 * s * s);
            return cosine ? 1 - 0.5 * fall : 0.5 * fall;
        }

        @Override
        public double drop(double s, double other, double r) {
            double d = half(s, other, r);
            double e = half(s, other, 1 - r);
            double least = Math.min(s, other);
            double most = Math.max(s, other);
            double fall = DoubleFunctions.exp(-least * least) * DoubleFunctions.expm1((least - most) * (least + most));
            double product = DoubleFunctions.expm1(-2 * e) * DoubleFunctions.expm1(-2 * d);
            double spread = cosine ? Math.fma(fall, fall, product) : Math.max(0, Math.fma(-fall, fall, product));
            double far = DoubleFunctions.exp(-e);
            double near = DoubleFunctions.exp(-d);
            double covariance = 0.5 * (cosine ? near + far : -near * DoubleFunctions.expm1(d - e));
            double peak = Math.sqrt(moment(s)) * Math.sqrt(moment(other));
            double sum = peak + covariance;
            if (product > 8 * peak * peak) {
                return Math.max(
                        0, peak - covariance); // of very different lengths, where the quotient's difference loses more
            }
            return sum > 0 ? spread / (4 * sum) : 0;
        }
    }

    /** exp: exp((q + q') / 2 + c), drop = exp(q + q') (1 - exp(-d)). */
    record Exponential() implements SmoothForm {
        @Override
        public double value(double q, double other, double u) {
            return DoubleFunctions.exp((q + other) / 2 + Math.sqrt(q * other) * u);
        }

        @Override
        public double derivative(double q, double other, double u) {
            return value(q, other, u);
        }

        @Override
        public Parity parity() {
            return Parity.NONE;
        }

        @Override
        public double mean(double s) {
            return DoubleFunctions.exp(0.5 * s * s);
        }

        @Override
        public double moment(double s) {
            return DoubleFunctions.exp(2 * s * s);
        }

        @Override
        public double drop(double s, double other, double r) {
            return -DoubleFunctions.exp(s * s + other * other) * DoubleFunctions.expm1(-half(s, other, r));
        }
    }

    /**
     * exp(-x^2): D^(-1/2) and 4 c D^(-3/2) with D = (1 + 2 q) (1 + 2 q') - 4 c^2.
     *
     * <pre>
     * drop = P^(-1/4) - D^(-1/2),   P = (1 + 4 q) (1 + 4 q')
     * D^2 - P = t (D + 1 + 2 (q + q')) + 4 (q - q')^2,   t = 4 q q' (1 - u^2) = 16 q q' r (1 - r)
     * </pre>
     */
    record Gaussian() implements SmoothForm {
        @Override
        public double value(double q, double other, double u) {
            return 1 / Math.sqrt(determinant(q, other, u));
        }

        @Override
        public double derivative(double q, double other, double u) {
            double d = determinant(q, other, u);
            return 4 * Math.sqrt(q * other) * u / (d * Math.sqrt(d));
        }

        static double determinant(double q, double other, double u) {
            return 1 + 2 * (q + other) + 4 * q * other * (1 - u) * (1 + u);
        }

        @Override
        public Parity parity() {
            return Parity.EVEN;
        }

        @Override
        public double mean(double s) {
            return 1 / Math.sqrt(1 + 2 * s * s);
        }

        @Override
        public double moment(double s) {
            return 1 / Math.sqrt(1 + 4 * s * s);
        }

        @Override
        public double drop(double s, double other, double r) {
            double twice = 1 + 2 * (s * s + other * other);
            double t = 16 * (s * other) * (s * other) * r * (1 - r);
            double root = Math.sqrt(1 + 4 * s * s) * Math.sqrt(1 + 4 * other * other);
            double gap = (s - other) * (s + other);
            double d = twice + t;
            double square = t * ((d + twice) / (d + root)) + 4 * gap * (gap / (d + root));
            double near = Math.sqrt(d);
            double far = Math.sqrt(root);
            return square / (near + far) / near / far;
        }
    }

    /**
     * erf: 2 / pi asin(2 c / sqrt((1 + 2 q) (1 + 2 q'))) and 4 / pi D^(-1/2) with the D of the Gaussian. With theta = asin(2 q / (1 + 2 q)) and
     * phi the arcsine of the pair,
     *
     * <pre>
     * drop = 2 / pi (((theta - phi) + (theta' - phi)) / 2 - (theta - theta')^2 / (2 (sqrt theta + sqrt theta')^2))
     * sin(theta - phi) = (sin^2 theta - sin^2 phi) / (sin theta cos phi + cos theta sin phi)
     * sin^2 theta - sin^2 phi = 4 q / ((1 + 2 q)^2 (1 + 2 q')) (q - q' + q' (1 - u^2) (1 + 2 q))
     * </pre>
     */
    record ErrorFunction() implements SmoothForm {
        @Override
        public double value(double q, double other, double u) {
            double scale = Math.sqrt((1 + 2 * q) * (1 + 2 * other));
            return 2 / Math.PI * DoubleFunctions.asin(2 * Math.sqrt(q * other) * u / scale);
        }

        @Override
        public double derivative(double q, double other, double u) {
            return 4 / Math.PI / Math.sqrt(Gaussian.determinant(q, other, u));
        }

        @Override
        public Parity parity() {
            return Parity.ODD;
        }

        @Override
        public double mean(double s) {
            return 0;
        }

        @Override
        public double moment(double s) {
            return 2 / Math.PI * angle(s);
        }

        private static double sine(double s) {
            return 2 * s * s / (1 + 2 * s * s);
        }

        private static double cosine(double s) {
            return Math.sqrt(1 + 4 * s * s) / (1 + 2 * s * s);
        }

        /** asin(2 q / (1 + 2 q)), from the sine or the cosine, whichever is small. */
        private static double angle(double s) {
            return s < 1 ? DoubleFunctions.asin(sine(s)) : Math.PI / 2 - DoubleFunctions.asin(cosine(s));
        }

        @Override
        public double drop(double s, double other, double r) {
            if (s == 0 || other == 0) {
                return 0;
            }
            double scale = Math.sqrt(1 + 2 * s * s) * Math.sqrt(1 + 2 * other * other);
            double sine = 2 * s * other * (1 - 2 * r) / scale;
            double rest = 4 * r * (1 - r);
            double determinant = 1 + 2 * (s * s + other * other) + 4 * (s * other) * (s * other) * rest;
            double cosine = Math.sqrt(determinant) / scale;
            double angle = angle(s);
            double otherAngle = angle(other);
            double gap = angle - otherAngle;
            double mean = Math.sqrt(angle) * Math.sqrt(otherAngle);
            if (mean < 0.45 * (angle + otherAngle)) { // of different lengths, where the sum of differences loses more
                double pair = sine < cosine ? DoubleFunctions.asin(sine) : Math.PI / 2 - DoubleFunctions.asin(cosine);
                return Math.max(0, 2 / Math.PI * (mean - pair));
            }
            double roots = Math.sqrt(angle) + Math.sqrt(otherAngle);
            double both = step(s, other, rest, sine, cosine) + step(other, s, rest, sine, cosine);
            return Math.max(0, (both - gap / roots * (gap / roots)) / Math.PI);
        }

        /** theta - phi */
        private static double step(double s, double other, double rest, double sine, double cosine) {
            double twice = 1 + 2 * s * s;
            double squares = 2
                    * sine(s)
                    / twice
                    * (((s - other) * (s + other) + other * other * rest * twice) / (1 + 2 * other * other));
            double sum = sine(s) * cosine + cosine(s) * sine;
            return DoubleFunctions.asin(Math.max(-1, Math.min(1, squares / sum)));
        }
    }

    /**
     * factor (phi - shift).
     *
     * <pre>
     * E = factor^2 (F - shift (mu + mu') + shift^2),   drop = factor^2 (drop + (sqrt A - sqrt A')^2 / 2) - (sqrt E(u = 1) - sqrt E'(u = 1))^2 / 2
     * </pre>
     */
    record Affine(SmoothForm inner, double factor, double shift) implements SmoothForm {

        /** (phi - E phi(g)) / sd phi(g) */
        static Affine normalised(SmoothForm inner) {
            double mean = inner.mean(1);
            return new Affine(inner, 1 / Math.sqrt(inner.moment(1) - mean * mean), mean);
        }

        @Override
        public double value(double q, double other, double u) {
            double means = inner.mean(Math.sqrt(q)) + inner.mean(Math.sqrt(other));
            return factor * factor * (inner.value(q, other, u) - shift * means + shift * shift);
        }

        @Override
        public double derivative(double q, double other, double u) {
            return factor * factor * inner.derivative(q, other, u);
        }

        @Override
        public Parity parity() {
            return inner.parity();
        }

        @Override
        public double mean(double s) {
            return factor * (inner.mean(s) - shift);
        }

        @Override
        public double moment(double s) {
            return factor * factor * Math.max(0, inner.moment(s) + shift * (shift - 2 * inner.mean(s)));
        }

        @Override
        public double drop(double s, double other, double r) {
            if (shift == 0) {
                return factor * factor * inner.drop(s, other, r);
            }
            double before = Math.sqrt(inner.moment(s)) - Math.sqrt(inner.moment(other));
            double after = Math.sqrt(moment(s)) - Math.sqrt(moment(other));
            double drop = factor * factor * Math.fma(0.5 * before, before, inner.drop(s, other, r));
            return Math.max(0, Math.fma(-0.5 * after, after, drop));
        }
    }
}
