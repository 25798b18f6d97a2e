package fathom.ntk.spectrum;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The eigenvalues of a kernel h(x.y) under the uniform distribution on the sphere S^{d-1}, one for each degree of spherical harmonics.
 *
 * <pre>
 * mu_k = c_d int_0^pi h(cos theta) P_k(cos theta) sin^{d-2}(theta) dtheta,    c_d int_0^pi sin^{d-2}(theta) dtheta = 1
 * P_0 = 1,  P_1 = t,  (k + d - 2) P_{k+1} = (2 k + d - 2) t P_k - k P_{k-1}
 * h(x.y) = sum_k mu_k N(d, k) P_k(x.y)
 * </pre>
 *
 * The integral is taken in double-double by the double exponential rule, theta = pi / (1 + exp(-pi sinh x)), which neither oscillation nor
 * roots at the ends disturb. Eigenvalues that it cannot resolve, in large dimensions or of smooth kernels, come from the power series of
 * h, where that knows more. Source: Bietti and Bach (2021), section 2.2; Takahasi and Mori (1974) for the rule.
 *
 * @param dimension d, of the space around the sphere
 * @param degrees one entry for each degree 0, 1, ...
 */
public record SphereSpectrum(int dimension, List<Degree> degrees) {

    /** Steps of the rule per unit of x: a constant part, what the oscillation of P_k needs, and what the narrow peak of sin^{d-2} needs. */
    private static final int STEPS = 40;

    private static final double STEPS_PER_DEGREE = 2.2;
    private static final double STEPS_PER_ROOT_DIMENSION = 8;

    /** Beyond x = 4.5 the weight is below 1e-60. */
    private static final double END = 4.5;

    /** How many terms of a power series are tried first and at most; each power of two costs four times the one before. */
    private static final int FEW_TERMS = 256;

    private static final int MOST_TERMS = 8192;

    /**
     * One degree.
     *
     * @param degree k
     * @param multiplicity N(d, k), the number of harmonics of that degree
     * @param eigenvalue mu_k, exactly 0 where the kernel has none of that degree
     * @param error a bound of the error of mu_k, estimated from the rule with half of the points and the rounding
     */
    public record Degree(int degree, BigInteger multiplicity, double eigenvalue, double error) {

        /** N(d, k) mu_k, what the degree contributes to h(1). */
        public double share() {
            return new BigDecimal(multiplicity)
                    .multiply(new BigDecimal(eigenvalue))
                    .doubleValue();
        }

        /** Whether the eigenvalue is known to ten digits. */
        public boolean resolved() {
            return error <= 1e-10 * Math.abs(eigenvalue);
        }
    }

    /** The list is copied. */
    public SphereSpectrum {
        degrees = List.copyOf(degrees);
    }

    /**
     * All eigenvalues up to a degree.
     *
     * @param dimension d >= 2
     * @param maxDegree the last degree, at least 0
     * @throws IllegalArgumentException if d < 2 or the degree is negative
     */
    public static SphereSpectrum of(SphereKernel kernel, int dimension, int maxDegree) {
        if (dimension < 2 || maxDegree < 0) {
            throw new IllegalArgumentException(
                    "a spectrum on the sphere needs dimension d >= 2 and a last degree >= 0, not d = " + dimension
                            + " and degree " + maxDegree);
        }
        Sums sums = new Sums(maxDegree, kernel.resolution());
        int steps =
                STEPS + (int) Math.ceil(STEPS_PER_DEGREE * maxDegree + STEPS_PER_ROOT_DIMENSION * Math.sqrt(dimension));
        int points = (int) Math.ceil(END * steps);
        for (int j = 0; j <= points; j++) {
            point(kernel, dimension, DoubleDouble.of(j).over(steps), j % 2 == 0, sums);
        }
        List<Degree> degrees = new ArrayList<>();
        for (int k = 0; k <= maxDegree; k++) {
            BigInteger multiplicity = multiplicity(dimension, k);
            degrees.add(
                    kernel.vanishes(k)
                            ? new Degree(k, multiplicity, 0, 0)
                            : new Degree(k, multiplicity, sums.eigenvalue(k), sums.error(k)));
        }
        refine(kernel, dimension, degrees);
        return new SphereSpectrum(dimension, degrees);
    }

    /** Replaces what is not resolved by what the power series knows better, with more terms as long as there is need. */
    private static void refine(SphereKernel kernel, int dimension, List<Degree> degrees) {
        double at1 = kernel.ofHaversine(0);
        for (int terms = FEW_TERMS; terms <= MOST_TERMS; terms *= 2) {
            if (terms <= degrees.size()) {
                continue;
            }
            if (degrees.stream().allMatch(Degree::resolved)) {
                return;
            }
            PowerSeries known = kernel.series(terms);
            if (known == null) {
                return;
            }
            SeriesSpectrum series = new SeriesSpectrum(known, at1, kernel.floor(), dimension);
            for (int k = 0; k < degrees.size(); k++) {
                Degree old = degrees.get(k);
                double[] found = old.resolved() ? null : series.eigenvalue(k);
                if (found != null && found[1] < old.error()) {
                    degrees.set(k, new Degree(k, old.multiplicity(), found[0], found[1]));
                }
            }
        }
    }

    /** sum_k N(d, k) mu_k over the degrees that are listed; over all it would be h(1), by Mercer's theorem. */
    public double trace() {
        double sum = 0;
        for (int k = degrees.size() - 1; k >= 0; k--) {
            sum += degrees.get(k).share();
        }
        return sum;
    }

    /** N(d, k) = C(k + d - 1, d - 1) - C(k + d - 3, d - 1), the dimension of the harmonic polynomials of degree k. */
    public static BigInteger multiplicity(int dimension, int degree) {
        return binomial(degree + dimension - 1, dimension - 1)
                .subtract(binomial(degree + dimension - 3, dimension - 1));
    }

    private static BigInteger binomial(int n, int k) {
        BigInteger result = BigInteger.ONE;
        if (n < k) {
            return BigInteger.ZERO;
        }
        int smaller = Math.min(k, n - k);
        for (int i = 1; i <= smaller; i++) {
            result = result.multiply(BigInteger.valueOf(n - smaller + i)).divide(BigInteger.valueOf(i));
        }
        return result;
    }

    /** Adds the points x and -x: the angles theta <= pi / 2 and pi - theta, where P_k differs by the sign (-1)^k. */
    private static void point(SphereKernel kernel, int dimension, DoubleDouble x, boolean even, Sums sums) {
        DoubleDouble grown = Functions.exp(x);
        DoubleDouble shrunk = DoubleDouble.ONE.over(grown);
        DoubleDouble q = Functions.exp(
                grown.minus(shrunk).scaled(-1).times(DoubleDouble.PI).negated());
        DoubleDouble both = q.plus(1);
        DoubleDouble angle = DoubleDouble.PI.times(q).over(both);
        DoubleDouble sine = Functions.sin(angle.scaled(-1));
        DoubleDouble haversine = sine.squared();
        DoubleDouble cosine = DoubleDouble.ONE.minus(haversine.scaled(1));
        DoubleDouble whole = sine.times(Functions.cos(angle.scaled(-1))).scaled(1);
        // dtheta / dx up to a constant, which the normalisation removes
        DoubleDouble weight = grown.plus(shrunk)
                .times(q)
                .over(both.squared())
                .times(whole.power(dimension - 2))
                .times(x.high() == 0 ? 0.5 : 1);
        if (weight.high() == 0) {
            return;
        }
        DoubleDouble near = weight.times(kernel.value(haversine, angle));
        DoubleDouble far = weight.times(kernel.value(DoubleDouble.ONE.minus(haversine), DoubleDouble.PI.minus(angle)));
        sums.weigh(weight.scaled(1), even);
        DoubleDouble before = DoubleDouble.ZERO;
        DoubleDouble p = DoubleDouble.ONE;
        for (int k = 0; k < sums.size(); k++) {
            sums.add(k, p.times(k % 2 == 0 ? near.plus(far) : near.minus(far)), even);
            DoubleDouble next = k == 0
                    ? cosine
                    : cosine.times(p)
                            .times(2 * k + dimension - 2.0)
                            .minus(before.times(k))
                            .over(k + dimension - 2.0);
            before = p;
            p = next;
        }
    }

    /** The rule's sums, and those of every other point. */
    private static final class Sums {

        private final DoubleDouble[] all;
        private final DoubleDouble[] half;
        private final double[] magnitudes;
        private final double resolution;
        private DoubleDouble weight = DoubleDouble.ZERO;
        private DoubleDouble halfWeight = DoubleDouble.ZERO;

        Sums(int maxDegree, double resolution) {
            this.resolution = resolution;
            all = new DoubleDouble[maxDegree + 1];
            half = new DoubleDouble[maxDegree + 1];
            magnitudes = new double[maxDegree + 1];
            Arrays.fill(all, DoubleDouble.ZERO);
            Arrays.fill(half, DoubleDouble.ZERO);
        }

        int size() {
            return all.length;
        }

        void weigh(DoubleDouble value, boolean even) {
            weight = weight.plus(value);
            halfWeight = even ? halfWeight.plus(value) : halfWeight;
        }

        void add(int k, DoubleDouble value, boolean even) {
            all[k] = all[k].plus(value);
            half[k] = even ? half[k].plus(value) : half[k];
            magnitudes[k] += Math.abs(value.high());
        }

        double eigenvalue(int k) {
            return all[k].over(weight).value();
        }

        /** Halving the step squares the relative error of the rule. */
        double error(int k) {
            double scale = magnitudes[k] / weight.high();
            double change = all[k].over(weight).minus(half[k].over(halfWeight)).high();
            double rule = scale == 0 ? 0 : change * change / scale;
            return rule + resolution * scale;
        }
    }
}
